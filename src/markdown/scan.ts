import type { HtmlPart } from "./html-tables.ts";
import { BlockReader } from "./scan/block-reader.ts";
import { type Draft, nextDraft } from "./scan/draft.ts";
import { htmlParts, isTableTag } from "./scan/html-parts.ts";
import type { ScannedBlock } from "./scan/scanned-block.ts";

export type { ScannedBlock } from "./scan/scanned-block.ts";

const byteOrderMark = 0xfeff;

/**
 * The top-level blocks of a markdown text and where they stand, one after another, found line by line without a tree. What is in none is white space.
 *
 * They are those of `fromMarkdown`, but that an empty comment is a paragraph, and that a paragraph is an image or a link only where its own marks
 * say so: no reference, no bare address. An HTML table is one block with the blank lines in it.
 *
 * @see CommonMark 0.31, GFM 0.29
 */
export function* scanMarkdown(markdown: string): Generator<ScannedBlock, void, undefined> {
  const reader = new BlockReader(markdown);
  const { line } = reader;
  const partsFrom = htmlParts(markdown);
  let draft: Draft | undefined;
  let parts: readonly HtmlPart[] = [];
  let next = 0;
  reader.restart(markdown.charCodeAt(0) === byteOrderMark ? 1 : 0, markdown.length);
  for (;;) {
    while (reader.next()) {
      if (line.isEmpty) continue;
      // What stands between two tables has none.
      if (next === parts.length && reader.role === "html" && reader.containers.depth === 0 && isTableTag(markdown, line.first)) {
        const found = partsFrom(line.first);
        if (found[0]?.isTable) {
          parts = found.with(0, { ...found[0], start: line.start });
          next = 0;
          break;
        }
      }
      const current = nextDraft(reader, draft);
      if (draft !== undefined && draft !== current) yield* draft.blocks();
      draft = current;
    }
    if (draft !== undefined) yield* draft.blocks();
    draft = undefined;
    let part = parts[next++];
    for (; part?.isTable; part = parts[next++]) yield { type: "htmlTable", start: part.start, end: part.end };
    if (part === undefined) return;
    reader.restart(part.start, part.end);
  }
}
