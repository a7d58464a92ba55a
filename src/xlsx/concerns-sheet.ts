import type { Concern, ConcernList } from "./concerns.ts";
import { textCell } from "./guard.ts";
import type { SheetEntry } from "./index-sheet.ts";
import { listSheet, sheetLink } from "./list-sheet.ts";
import type { CellModel } from "./model.ts";
import type { SheetContext } from "./sheet-context.ts";
import type { UnnamedSheet } from "./sheet-layout.ts";

const header = ["Sheet", "From", "Code", "Details", "Pointer"];

/** One row a concern, table by table. */
export function concernsSheet(entries: readonly SheetEntry[], { ofTables, others }: ConcernList, context: SheetContext): UnnamedSheet {
  const { log, clean } = context;
  const toRow = (first: CellModel, { from, code, details, pointer }: Concern): CellModel[] => [
    first,
    textCell(from, "body", pointer, log),
    textCell(clean(code), "body", pointer, log),
    textCell(clean(details), "body", pointer, log),
    textCell(pointer, "provenance", pointer, log),
  ];
  const rows = entries.flatMap(({ sheet }, index) => (ofTables[index] ?? []).map((concern) => toRow(sheetLink(sheet), concern)));
  const loose = others.map((concern) => toRow({ type: "empty", style: "body" }, concern));
  return listSheet(header, [...rows, ...loose], log);
}
