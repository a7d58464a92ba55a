import { counted } from "../audit/finding.ts";
import type { WarningLog } from "../errors.ts";
import { linkLimit } from "./link.ts";
import type { CellModel } from "./model.ts";
import { general } from "./number-format.ts";
import { layOut, type UnnamedSheet } from "./sheet-layout.ts";

/** A sheet of plain rows under one header row; links beyond what a sheet holds are texts. */
export function listSheet(header: readonly string[], rows: Iterable<readonly CellModel[]>, log: WarningLog): UnnamedSheet {
  const head = header.map((text): CellModel => ({ type: "text", text, style: "header" }));
  const all: (readonly CellModel[])[] = [head];
  let count = 0;
  for (const row of rows) {
    const links = row.reduce((sum, cell) => sum + (cell.type === "link" ? 1 : 0), 0);
    count += links;
    all.push(count > linkLimit ? row.map(withoutLink) : row);
  }
  if (count > linkLimit)
    log.add("sheet-links-cut", `Written as plain text: ${counted(count - linkLimit, "link")} of a sheet, which holds ${linkLimit}`, "");
  return layOut({ rows: all, columnCount: header.length, headerRowCount: 1 });
}

export function numberCell(number: number): CellModel {
  return { type: "number", number, format: general, style: "body" };
}

/** A link to the top of a sheet. */
export function sheetLink(sheet: string): CellModel {
  return { type: "link", text: sheet, sheet, style: "link" };
}

function withoutLink(cell: CellModel): CellModel {
  if (cell.type !== "link") return cell;
  return { type: "text", text: cell.text, style: cell.style === "provenanceLink" ? "provenance" : "body" };
}
