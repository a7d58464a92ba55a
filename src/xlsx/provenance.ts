import type { WarningLog } from "../errors.ts";
import { rowPage, rowPointer } from "../table/row-source.ts";
import type { Row } from "../tree/table.ts";
import type { Table } from "../tree/types.ts";
import { textCell } from "./guard.ts";
import type { CellModel } from "./model.ts";
import { general } from "./number-format.ts";
import type { SheetContext } from "./sheet-context.ts";

/** The last columns of a table's sheet. */
export const provenanceColumns: readonly string[] = ["_page_number", "_part", "_pointer"];

/** Their headings in the last header row, nothing above. */
export function provenanceHeader(isLast: boolean): CellModel[] {
  return provenanceColumns.map((text) => {
    return isLast ? { type: "text", text, style: "provenanceHeader" } : { type: "empty", style: "provenanceHeader" };
  });
}

/** Where a row came from; its page is a link when `isLinked` and the source has an address. */
export function provenance(row: Row, part: number, isLinked: boolean, { pageLink }: SheetContext, log: WarningLog): CellModel[] {
  const { pointer, pageNumbers } = row.source;
  const partCell: CellModel =
    part === 0 ? { type: "empty", style: "provenance" } : { type: "number", number: part, format: general, style: "provenance" };
  return [pageCell(pageNumbers, isLinked ? pageLink : () => undefined), partCell, textCell(rowPointer(row), "provenance", pointer, log)];
}

/** `2..4` for a row known to stand on one of these pages. */
export function pageCell(pageNumbers: readonly number[], pageLink: SheetContext["pageLink"]): CellModel {
  const page = rowPage({ pageNumbers });
  if (page === undefined) return { type: "empty", style: "provenance" };
  if (typeof page === "string") return { type: "text", text: page, style: "provenance" };
  const url = pageLink(page);
  if (url !== undefined) return { type: "link", text: String(page), url, style: "provenanceLink" };
  return { type: "number", number: page, format: general, style: "provenance" };
}

/**
 * For each row of the table the 1-based number of the part it came from; 0 where nothing tells.
 *
 * A row of one page is of the part on that page, unless that one holds other rows; any other is of the only part that holds it.
 */
export function partNumbers({ grid, parts }: Table): Uint32Array {
  const numbers = new Uint32Array(grid.rows.length);
  const onPage = new Map<number, number>();
  for (const [index, { firstRow, rowCount, pageNumber }] of parts.entries()) {
    if (!onPage.has(pageNumber)) onPage.set(pageNumber, index + 1);
    const end = Math.min(firstRow + rowCount, numbers.length);
    for (let row = firstRow; row < end; row++) numbers[row] = numbers[row] === 0 ? index + 1 : several;
  }
  for (const [index, { source }] of grid.rows.entries()) {
    const [page, ...others] = source.pageNumbers;
    const number = page === undefined || others.length > 0 ? undefined : onPage.get(page);
    const part = number === undefined ? undefined : parts[number - 1];
    const isFit = part !== undefined && (part.rowCount === 0 || (index >= part.firstRow && index < part.firstRow + part.rowCount));
    if (number !== undefined && isFit) numbers[index] = number;
    else if (numbers[index] === several) numbers[index] = 0;
  }
  return numbers;
}

const several = 0xffff_ffff;
