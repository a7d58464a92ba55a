import type { WarningLog } from "../errors.ts";
import type { Table } from "../tree/types.ts";
import { textCell } from "./guard.ts";
import type { CellModel, SheetModel } from "./model.ts";
import { layOut } from "./sheet-layout.ts";

const header = ["Sheet", "Title", "Pages", "Rows", "Columns", "Header rows", "Stitched", "Concerns", "Pointer"];
// "Excel specifications and limits": hyperlinks in a worksheet.
const linkLimit = 65_530;

/** One row a table, with a link to the first sheet of it. */
export function indexSheet(entries: readonly { readonly table: Table; readonly sheet: string }[], log: WarningLog): SheetModel {
  const rows: CellModel[][] = [header.map((text) => ({ type: "text", text, style: "header" }))];
  for (const [index, { table, sheet }] of entries.entries()) {
    const { headerRowCount, rows: tableRows, columnCount } = table.grid;
    const text = (value: string): CellModel => textCell(value, "body", table.pointer, log);
    rows.push([
      index < linkLimit ? { type: "link", text: sheet, sheet, style: "link" } : text(sheet),
      text(table.title ?? ""),
      text(pageText(table)),
      { type: "number", number: tableRows.length - headerRowCount, style: "body" },
      { type: "number", number: columnCount, style: "body" },
      { type: "number", number: headerRowCount, style: "body" },
      text([...new Set(table.parts.map((part) => part.origin))].join(", ")),
      { type: "number", number: table.concerns.length, style: "body" },
      textCell(table.pointer, "provenance", table.pointer, log),
    ]);
  }
  return { name: "Index", ...layOut(rows, header.length, 1) };
}

/** Such as `2, 6–8`. */
function pageText(table: Table): string {
  const numbers = [...new Set(table.parts.map((part) => part.pageNumber))].sort((a, b) => a - b);
  const runs: [first: number, last: number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] + 1 === number) run[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(", ");
}
