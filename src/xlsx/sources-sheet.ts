import type { TablePart } from "../tree/table.ts";
import type { Table } from "../tree/types.ts";
import { textCell } from "./guard.ts";
import type { SheetEntry } from "./index-sheet.ts";
import { listSheet, numberCell, sheetLink } from "./list-sheet.ts";
import type { CellModel } from "./model.ts";
import { pageCell } from "./provenance.ts";
import type { SheetContext } from "./sheet-context.ts";
import type { UnnamedSheet } from "./sheet-layout.ts";

const header = ["Sheet", "Part", "Page", "First row", "Last row", "Origin", "Dropped rows", "Healed rows", "Text", "Pointer"];

/** One row a part of a table, whose rows are counted as on a sheet that holds all of it, header included; then its caption and footnotes. */
export function sourcesSheet(entries: readonly SheetEntry[], context: SheetContext): UnnamedSheet {
  const { log, pageLink } = context;
  const rows = entries.flatMap(({ table, sheet }) => {
    // The column names stand in the first row where the table has no header.
    const shift = table.grid.headerRowCount > 0 ? 1 : 2;
    const parts = table.parts.map((part, index): CellModel[] => [
      sheetLink(sheet),
      numberCell(index + 1),
      pageCell([part.pageNumber], pageLink),
      ...rowCells(part, shift),
      { type: "text", text: part.origin, style: "body" },
      numberCell(part.droppedRows.length),
      // A row joined again is told by its two halves.
      numberCell(part.healedRows.length / 2),
      empty,
      textCell(part.pointer, "provenance", part.pointer, log),
    ]);
    return [...parts, ...textRows(table, sheetLink(sheet), context)];
  });
  return listSheet(header, rows, log);
}

const empty: CellModel = { type: "empty", style: "body" };

function textRows({ caption, footnotes = [] }: Table, first: CellModel, { log, clean }: SheetContext): CellModel[][] {
  const texts = [
    ...(caption === undefined ? [] : [{ ...caption, origin: "caption" }]),
    ...footnotes.map((one) => ({ ...one, origin: "footnote" })),
  ];
  return texts.map(({ text, pointer, origin }) => [
    first,
    ...[empty, empty, empty, empty],
    { type: "text", text: origin, style: "body" },
    ...[empty, empty],
    textCell(clean(text), "body", pointer, log),
    textCell(pointer, "provenance", pointer, log),
  ]);
}

/** Empty where it is not known which rows stand on the page. */
function rowCells({ firstRow, rowCount }: TablePart, shift: number): CellModel[] {
  return rowCount === 0 ? [empty, empty] : [numberCell(firstRow + shift), numberCell(firstRow + rowCount - 1 + shift)];
}
