import type { TablePart } from "../tree/table.ts";
import { textCell } from "./guard.ts";
import type { SheetEntry } from "./index-sheet.ts";
import { listSheet, numberCell, sheetLink } from "./list-sheet.ts";
import type { CellModel } from "./model.ts";
import { pageCell } from "./provenance.ts";
import type { SheetContext } from "./sheet-context.ts";
import type { UnnamedSheet } from "./sheet-layout.ts";

const header = ["Sheet", "Part", "Page", "First row", "Last row", "Origin", "Dropped rows", "Healed rows", "Pointer"];

/** One row a part of a table; its rows are counted as on a sheet that holds the whole table, header included. */
export function sourcesSheet(entries: readonly SheetEntry[], { log, pageLink }: SheetContext): UnnamedSheet {
  const rows = entries.flatMap(({ table, sheet }) => {
    // The column names stand in the first row where the table has no header.
    const shift = table.grid.headerRowCount > 0 ? 1 : 2;
    return table.parts.map((part, index): CellModel[] => [
      sheetLink(sheet),
      numberCell(index + 1),
      pageCell([part.pageNumber], pageLink),
      ...rowCells(part, shift),
      { type: "text", text: part.origin, style: "body" },
      numberCell(part.droppedRows.length),
      // A row joined again is told by its two halves.
      numberCell(Math.ceil(part.healedRows.length / 2)),
      textCell(part.pointer, "provenance", part.pointer, log),
    ]);
  });
  return listSheet(header, rows, log);
}

/** Empty where it is not known which rows stand on the page. */
function rowCells({ firstRow, rowCount }: TablePart, shift: number): CellModel[] {
  const empty: CellModel = { type: "empty", style: "body" };
  return rowCount === 0 ? [empty, empty] : [numberCell(firstRow + shift), numberCell(firstRow + rowCount - 1 + shift)];
}
