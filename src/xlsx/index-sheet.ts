import { pageNumbersOf } from "../table/tables.ts";
import type { Table } from "../tree/types.ts";
import type { TableCounts } from "./confidence.ts";
import { textCell } from "./guard.ts";
import { listSheet, numberCell, sheetLink } from "./list-sheet.ts";
import type { CellModel } from "./model.ts";
import type { SheetContext } from "./sheet-context.ts";
import type { UnnamedSheet } from "./sheet-layout.ts";

/** A table and where it is found in the workbook. */
export interface SheetEntry {
  readonly table: Table;
  /** The first of its sheets. */
  readonly sheet: string;
  readonly counts: TableCounts;
  readonly concernCount: number;
}

const header = [
  "Sheet",
  "Title",
  "Pages",
  "Rows",
  "Columns",
  "Header rows",
  "Stitched",
  "Concerns",
  "Lowest confidence",
  "Typed cells",
  "Text cells",
  "Pointer",
];

/** One row a table, with a link to the first sheet of it. */
export function indexSheet(entries: readonly SheetEntry[], { log, clean, below }: SheetContext): UnnamedSheet {
  const rows = entries.map(({ table, sheet, counts, concernCount }): CellModel[] => {
    const { headerRowCount, rows: tableRows, columnCount } = table.grid;
    const text = (value: string): CellModel => textCell(clean(value), "body", table.pointer, log);
    return [
      sheetLink(sheet),
      text(table.title ?? ""),
      text(pageText(table)),
      numberCell(tableRows.length - headerRowCount),
      numberCell(columnCount),
      numberCell(headerRowCount),
      text([...new Set(table.parts.map((part) => part.origin))].join(", ")),
      numberCell(concernCount),
      confidenceCell(counts.confidence, below),
      numberCell(counts.typed),
      numberCell(counts.text),
      textCell(table.pointer, "provenance", table.pointer, log),
    ];
  });
  return listSheet(header, rows, log);
}

function confidenceCell(confidence: number | undefined, below: number): CellModel {
  if (confidence === undefined || !Number.isFinite(confidence)) return { type: "empty", style: "body" };
  return { type: "number", number: confidence, format: "0.00", style: confidence < below ? "low" : "body" };
}

/** Such as `2, 6–8`. */
function pageText(table: Table): string {
  const runs: [first: number, last: number][] = [];
  for (const number of pageNumbersOf(table)) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] + 1 === number) run[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(", ");
}
