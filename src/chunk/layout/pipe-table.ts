import type { Span } from "../types.ts";

/** Where the lines of a pipe table stand in its text. */
export interface PipeLines {
  /** The header line, the delimiter row, and further header rows. */
  readonly header: Span;
  readonly rows: readonly Span[];
  readonly columnCount: number;
}

/** The lines of a text that is a pipe table (GFM 0.29 §4.10) and nothing else; of its header rows, all but the first stand below the delimiter row. Undefined when it is none. */
export function pipeLines(text: string, furtherHeaderRows = 0): PipeLines | undefined {
  const lines = linesOf(text);
  const [header, delimiter] = lines;
  if (header === undefined || delimiter === undefined || lines.length < 2 + furtherHeaderRows) return undefined;
  if (!isDelimiterRow(text.slice(...delimiter))) return undefined;
  const columnCount = pipeCells(text, delimiter).length;
  if (columnCount === 0 || pipeCells(text, header).length !== columnCount) return undefined;
  const last = lines[1 + furtherHeaderRows] as Span;
  return { header: [header[0], last[1]], rows: lines.slice(2 + furtherHeaderRows), columnCount };
}

/** Whether every line begins with a pipe, so that none can begin another kind of block. */
export function isPiped(text: string, { header, rows }: PipeLines): boolean {
  const starts = (from: number): boolean => text[from + leadingSpaces(text, from)] === "|";
  return starts(header[0]) && rows.every(([start]) => starts(start));
}

/** The texts between the unescaped pipes of a line, trimmed; blank ones are empty spans. */
export function pipeCells(text: string, [start, end]: Span): Span[] {
  const cells: Span[] = [];
  let from = start + leadingSpaces(text, start);
  if (text[from] === "|") from++;
  for (let at = from; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x5c) at++;
    else if (unit === 0x7c) {
      cells.push(trimmed(text, from, at));
      from = at + 1;
    }
  }
  const [first, last] = trimmed(text, from, end);
  if (last > first) cells.push([first, last]);
  return cells;
}

function linesOf(text: string): Span[] {
  const lines: Span[] = [];
  for (let start = 0; start < text.length; ) {
    const lineFeed = text.indexOf("\n", start);
    const end = lineFeed < 0 ? text.length : lineFeed;
    lines.push([start, text[end - 1] === "\r" ? end - 1 : end]);
    start = end + 1;
  }
  return lines;
}

function isDelimiterRow(line: string): boolean {
  return (
    line.includes("-") &&
    /^[ \t|:-]+$/.test(line) &&
    pipeCells(line, [0, line.length]).every(([start, end]) => isDelimiter(line.slice(start, end)))
  );
}

function isDelimiter(cell: string): boolean {
  return /^:?-+:?$/.test(cell);
}

function leadingSpaces(text: string, start: number): number {
  let count = 0;
  while (text[start + count] === " ") count++;
  return count;
}

function trimmed(text: string, from: number, to: number): Span {
  let [start, end] = [from, to];
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return [start, end];
}

function isSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13) || unit === 0xa0;
}
