import type { Table } from "../tree/types.ts";
import { formatMarkdown } from "./processor.ts";
import { gridToMdast, isWrittenAnew } from "./to-mdast.ts";

/** A table as pipe lines: its text, where the header block (header and delimiter row) ends, and where each body row stands. */
export interface TableLines {
  readonly text: string;
  readonly headerEnd: number;
  readonly rows: readonly (readonly [start: number, end: number])[];
}

/** The table's own markdown where it is a pipe table with a line for each body row, else one written from its grid; undefined for a table without rows. */
export function tableLines(table: Table): TableLines | undefined {
  const { grid, markdown } = table;
  if (grid.rows.length === 0) return undefined;
  const bodyCount = grid.rows.length - grid.headerRowCount;
  const own = isWrittenAnew(table) ? undefined : linesOf(markdown.trimEnd(), bodyCount);
  return own ?? linesOf(formatMarkdown([gridToMdast(grid)]), bodyCount);
}

function linesOf(text: string, bodyCount: number): TableLines | undefined {
  const lines: [number, number][] = [];
  for (let start = 0; start <= text.length; ) {
    const lineFeed = text.indexOf("\n", start);
    const end = lineFeed < 0 ? text.length : lineFeed;
    lines.push([start, text[end - 1] === "\r" ? end - 1 : end]);
    start = end + 1;
  }
  const isPipe = lines.length === bodyCount + 2 && isDelimiterRow(text.slice(...(lines[1] as [number, number])));
  return isPipe ? { text, headerEnd: (lines[1] as [number, number])[1], rows: lines.slice(2) } : undefined;
}

/** GFM 0.29 §4.10. */
function isDelimiterRow(line: string): boolean {
  return line.includes("-") && /^[\s|:-]+$/.test(line);
}
