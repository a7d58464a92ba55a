import { unreachable } from "../errors.ts";
import { cleanText, fitText } from "./guard.ts";
import type { CellModel, SheetModel, WorkbookModel } from "./model.ts";
import { foldName, isLegalName } from "./sheet-name.ts";
import { columnLimit, rowLimit } from "./sheet-window.ts";

/**
 * Throws unless a spreadsheet can open what the model says; the writer trusts a model that passed.
 *
 * @throws {RangeError} when a name, a merge, a number, a text, a link or the size of a sheet is not possible; it says which and where
 */
export function checkModel(model: WorkbookModel): void {
  if (model.sheets.length === 0) throw new RangeError("Cannot write a workbook of 0 sheets: give at least one");
  const names = new Set<string>();
  for (const { name } of model.sheets) {
    if (!isLegalName(name)) throw new RangeError(`Cannot name a sheet ${JSON.stringify(name.slice(0, 80))}: Excel does not accept it`);
    if (names.has(foldName(name))) throw new RangeError(`Cannot name two sheets ${JSON.stringify(name)}, whatever the case`);
    names.add(foldName(name));
  }
  const exact = new Set(model.sheets.map((sheet) => sheet.name));
  for (const sheet of model.sheets) checkSheet(sheet, exact);
}

function checkSheet(sheet: SheetModel, names: ReadonlySet<string>): void {
  const { rows, widths, merges, filter } = sheet;
  if (rows.length > rowLimit || widths.length > columnLimit) {
    throw new RangeError(
      `Sheet ${sheet.name} has ${rows.length} rows and ${widths.length} columns, expected at most ${rowLimit} and ${columnLimit}`,
    );
  }
  if (sheet.heights.length !== rows.length) {
    throw new RangeError(`Sheet ${sheet.name} has ${sheet.heights.length} heights, expected ${rows.length}`);
  }
  if (sheet.headerRowCount > rows.length)
    throw new RangeError(`Sheet ${sheet.name} has fewer rows than its ${sheet.headerRowCount} header rows`);
  for (const [index, row] of rows.entries()) {
    if (row.length !== widths.length) {
      throw new RangeError(`Row ${index} of sheet ${sheet.name} has ${row.length} cells, expected ${widths.length}`);
    }
    for (const [column, cell] of row.entries()) {
      const fault = cellFault(cell, names);
      if (fault !== undefined) throw new RangeError(`Cell (${index}, ${column}) of sheet ${sheet.name} ${fault}`);
    }
  }
  for (const range of filter === undefined ? merges : [...merges, filter]) {
    const { firstRow, firstColumn, lastRow, lastColumn } = range;
    const isInside = firstRow >= 0 && firstColumn >= 0 && lastRow < rows.length && lastColumn < widths.length;
    if (!isInside || firstRow > lastRow || firstColumn > lastColumn) {
      throw new RangeError(`Range ${JSON.stringify(range)} is not inside sheet ${sheet.name}`);
    }
  }
  checkDisjoint(sheet);
}

function cellFault(cell: CellModel, names: ReadonlySet<string>): string | undefined {
  switch (cell.type) {
    case "number":
      return Number.isFinite(cell.number) ? undefined : `is ${cell.number}, expected a finite number`;
    case "link":
      if (!names.has(cell.sheet)) return `leads to sheet ${JSON.stringify(cell.sheet.slice(0, 80))}, which is not there`;
      return textFault(cell.text);
    case "text":
      return textFault(cell.text);
    case "empty":
    case "boolean":
      return undefined;
    default:
      return unreachable(cell);
  }
}

function textFault(text: string): string | undefined {
  if (fitText(text) !== text) return "has a longer text than a cell holds";
  return cleanText(text) === text ? undefined : "has a text with characters a spreadsheet cannot hold";
}

/** Top down, each column remembers the row its last merge ends at. */
function checkDisjoint({ name, merges, rows }: SheetModel): void {
  const ends = new Map<number, number>();
  for (const range of merges.toSorted((a, b) => a.firstRow - b.firstRow)) {
    for (let column = range.firstColumn; column <= range.lastColumn; column++) {
      if ((ends.get(column) ?? -1) >= range.firstRow)
        throw new RangeError(`Merge ${JSON.stringify(range)} of sheet ${name} overlaps another`);
      ends.set(column, range.lastRow);
      for (let row = range.firstRow; row <= range.lastRow; row++) {
        const isTop = row === range.firstRow && column === range.firstColumn;
        if (!isTop && rows[row]?.[column]?.type !== "empty") {
          throw new RangeError(`Merge ${JSON.stringify(range)} of sheet ${name} hides what is in cell (${row}, ${column})`);
        }
      }
    }
  }
}
