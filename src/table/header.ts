import type { Cell, Column, Row } from "../tree/table.ts";

/** One column a slot: its distinct header texts top down, and a name made of them that is unique and never empty. */
export function columnsOf(headerRows: readonly Row[], columnCount: number): Column[] {
  const used = new Map<string, number>();
  return Array.from({ length: columnCount }, (_, index) => {
    const path = headerPath(headerRows, index, (cell) => cell.columnSpan < columnCount || columnCount === 1);
    const named = path.length > 0 ? path : headerPath(headerRows, index, () => true);
    return { name: uniqueName(named.join(" / ").replaceAll("\n", " ") || `Column ${index + 1}`, used), path: named };
  });
}

/** One text a column, as the service folds several header rows into one: distinct texts top down, joined by a line feed. */
export function foldedHeader(headerRows: readonly Row[], columnCount: number): string[] {
  return Array.from({ length: columnCount }, (_, column) => headerPath(headerRows, column, () => true).join("\n"));
}

/** The text of the leading full-width header row: it names the table, not a column. */
export function titleOf(headerRows: readonly Row[], columnCount: number): string | undefined {
  const [first] = headerRows;
  const cell = first?.cells[0];
  const isTitle = headerRows.length > 1 && columnCount > 1 && cell !== undefined && cell.columnSpan === columnCount && cell.text !== "";
  return isTitle ? cell.text : undefined;
}

/** A caption as the title of its table: on one line. */
export function captionTitle(caption: string): string {
  return caption.replaceAll("\n", " ");
}

/** Whether a body row heads the rows below it: one full-width cell, or only its first cell filled and the next row of another shape. */
export function isSection(cells: readonly Cell[], next: readonly Cell[] | undefined): boolean {
  if (cells.length < 2 || cells[0]?.text === "") return false;
  if (cells[0]?.columnSpan === cells.length) return true;
  return fillsOnlyFirst(cells) && next !== undefined && !fillsOnlyFirst(next);
}

function fillsOnlyFirst(cells: readonly Cell[]): boolean {
  return cells[0]?.text !== "" && cells.every((cell, index) => index === 0 || cell.text === "");
}

function headerPath(headerRows: readonly Row[], column: number, keep: (cell: Cell) => boolean): string[] {
  const path: string[] = [];
  let last: Cell | undefined;
  for (const row of headerRows) {
    const cell = row.cells[column];
    if (cell !== undefined && cell !== last && keep(cell) && cell.text !== "" && cell.text !== path.at(-1)) path.push(cell.text);
    last = cell;
  }
  return path;
}

/** The name, or with the next free number behind it; `used` knows how far each name was counted, so that a thousand equal ones cost a thousand steps. */
function uniqueName(name: string, used: Map<string, number>): string {
  const folded = name.toLowerCase();
  let count = used.get(folded) ?? 1;
  let unique = name;
  while (used.has(unique.toLowerCase())) unique = `${name} (${++count})`;
  used.set(unique.toLowerCase(), 1);
  used.set(folded, count);
  return unique;
}
