import type { PageContent, Table, TableText } from "../../tree/types.ts";
import { leadingMark, marksIn } from "./marks.ts";
import { wordsOf } from "./words.ts";

const words =
  "notes?|n\\.?b\\.?|sources?|remarks?|abbreviations?|anmerkung(?:en)?|quellen?|hinweise?|fußnoten?|nota|notas|fuentes?|fonti?|fontes?|bron(?:nen)?|opmerking(?:en)?|uwag[ai]|źródło|注[释釋記]?|註|备注|備註|備考|资料来源|資料(?:來源|来源|出所)?|来源|來源|出典|출처|주|примечани[ея]|источники?";
/** `Note:`, `Sources.`, `Note 1:`; `Note 3. Revenue` heads a section of accounts. */
const note = new RegExp(`^(?:${words})(?:\\s?[:.：．—–-]|\\s?\\(?(?:\\d{1,2}|\\p{L})\\)?\\s?[:：)）])`, "iu");

/** The paragraphs from one block on that explain marks in the table, or say what it is from; the first other block ends them. */
export function footnotesIn(blocks: readonly PageContent[], from: number, table: Table, caption: string | undefined): TableText[] {
  const found: TableText[] = [];
  let marks: ReadonlySet<string> | undefined;
  for (let index = from; ; index++) {
    const block = blocks[index];
    const text = block?.type === "paragraph" ? wordsOf(block.value) : undefined;
    if (block === undefined || text === undefined) return found;
    const mark = leadingMark(text);
    if (mark !== undefined) marks ??= marksIn(table, caption);
    if (!note.test(text) && (mark === undefined || !marks?.has(mark))) return found;
    found.push({ text, pointer: block.pointer });
  }
}
