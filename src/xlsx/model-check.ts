import { unreachable } from "../errors.ts";
import { noteLimit } from "./concerns.ts";
import { cleanText, escapeText, fitText } from "./guard.ts";
import { isSafeUrl, linkLimit } from "./link.ts";
import { mergeCheck } from "./merge-check.ts";
import type { CellModel, Range, SheetModel, WorkbookModel } from "./model.ts";
import { formatFault, formatLimit } from "./number-format.ts";
import { foldName, isLegalName } from "./sheet-name.ts";
import { columnLimit, rowLimit } from "./sheet-window.ts";

/** How many rows each sheet gave; a sheet must give as many when it is written. */
export interface CheckedModel {
  readonly rowCounts: readonly number[];
  readonly cellCount: number;
}

/** What all sheets share: the names there are, and the formats seen so far. */
interface Shared {
  readonly names: ReadonlySet<string>;
  readonly formats: Set<string>;
}

/**
 * Throws unless a spreadsheet can open what the model says; the writer trusts a model that passed. No row is held.
 *
 * @throws {RangeError} when a name, a merge, a number, a format, a text, a link, a note or the size of a sheet is not possible; it says which and where
 */
export function checkModel(model: WorkbookModel): CheckedModel {
  if (model.sheets.length === 0) throw new RangeError("Cannot write a workbook of 0 sheets: give at least one");
  const folded = new Set<string>();
  for (const { name } of model.sheets) {
    if (!isLegalName(name)) throw new RangeError(`Cannot name a sheet ${JSON.stringify(name.slice(0, 80))}: Excel does not accept it`);
    if (folded.has(foldName(name))) throw new RangeError(`Cannot name two sheets ${JSON.stringify(name)}, whatever the case`);
    folded.add(foldName(name));
  }
  const shared = { names: new Set(model.sheets.map((sheet) => sheet.name)), formats: new Set<string>() };
  const rowCounts = model.sheets.map((sheet) => checkSheet(sheet, shared));
  if (shared.formats.size > formatLimit)
    throw new RangeError(`The workbook has ${shared.formats.size} number formats, expected at most ${formatLimit}`);
  const cellCount = model.sheets.reduce((sum, { columns }, index) => sum + columns.length * (rowCounts[index] as number), 0);
  return { rowCounts, cellCount };
}

/** How many rows it has. */
function checkSheet(sheet: SheetModel, shared: Shared): number {
  const { name, columns, merges, filter, frozen, printTitleRows } = sheet;
  if (columns.length > columnLimit) throw new RangeError(`Sheet ${name} has ${columns.length} columns, expected at most ${columnLimit}`);
  for (const { width, outlineLevel = 0 } of columns) {
    if (!(width > 0 && width <= 255) || !(Number.isInteger(outlineLevel) && outlineLevel >= 0 && outlineLevel <= 7))
      throw new RangeError(`Sheet ${name} has a column ${width} wide on level ${outlineLevel}, expected up to 255 on 0 to 7`);
  }
  const checkMerges = mergeCheck(sheet);
  let [rowCount, linkCount] = [0, 0];
  for (const row of sheet.rows) {
    if (row.length !== columns.length)
      throw new RangeError(`Row ${rowCount} of sheet ${name} has ${row.length} cells, expected ${columns.length}`);
    for (let column = 0; column < row.length; column++) {
      const cell = row[column] as CellModel;
      if (cell.type === "link") linkCount++;
      const fault = cellFault(cell, shared);
      if (fault !== undefined) throw new RangeError(`Cell (${rowCount}, ${column}) of sheet ${name} ${fault}`);
    }
    checkMerges(row, rowCount++);
  }
  if (rowCount > rowLimit) throw new RangeError(`Sheet ${name} has ${rowCount} rows, expected at most ${rowLimit}`);
  if (linkCount > linkLimit) throw new RangeError(`Sheet ${name} has ${linkCount} links, expected at most ${linkLimit}`);
  if (frozen.rows > rowCount || printTitleRows > rowCount || frozen.columns > columns.length)
    throw new RangeError(`Sheet ${name} has fewer rows or columns than it keeps in sight`);
  for (const range of filter === undefined ? merges : [...merges, filter]) checkRange(range, rowCount, sheet);
  checkNotes(sheet);
  return rowCount;
}

function checkRange(range: Range, rowCount: number, { name, columns }: SheetModel): void {
  const { firstRow, firstColumn, lastRow, lastColumn } = range;
  const isInside = firstRow >= 0 && firstColumn >= 0 && lastRow < rowCount && lastColumn < columns.length;
  if (!isInside || firstRow > lastRow || firstColumn > lastColumn)
    throw new RangeError(`Range ${JSON.stringify(range)} is not inside sheet ${name}`);
}

/** Notes stand on header cells: their boxes cannot be sized, and would hide what is below (exceljs issue 1369). */
function checkNotes({ name, columns, notes, printTitleRows }: SheetModel): void {
  const seen = new Set<number>();
  for (const { row, column, text } of notes) {
    const place = row * columns.length + column;
    const isInside = row >= 0 && row < printTitleRows && column >= 0 && column < columns.length;
    if (!isInside || seen.has(place)) throw new RangeError(`Note (${row}, ${column}) of sheet ${name} is not on a header cell of its own`);
    if (text.length > noteLimit || text === "" || cleanText(text) !== text)
      throw new RangeError(
        `Note (${row}, ${column}) of sheet ${name} has ${text.length} characters, expected 1 to ${noteLimit} clean ones`,
      );
    seen.add(place);
  }
}

function cellFault(cell: CellModel, shared: Shared): string | undefined {
  switch (cell.type) {
    case "number":
      if (!Number.isFinite(cell.number)) return `is ${cell.number}, expected a finite number`;
      return newFormatFault(cell.format, shared.formats);
    case "link":
      if ("sheet" in cell && !shared.names.has(cell.sheet))
        return `leads to sheet ${JSON.stringify(cell.sheet.slice(0, 80))}, which is not there`;
      if ("url" in cell && !isSafeUrl(cell.url)) return "leads to an address that is none or not safe";
      // exceljs streams the text of a link as one that LibreOffice trims and does not decode.
      if (cell.text.trim() !== cell.text || cell.text === "" || escapeText(cell.text) !== cell.text)
        return "has a link text that not all readers show alike";
      return textFault(cell.text);
    case "text":
      return cell.text === "" ? "is a text of nothing, expected an empty cell" : textFault(cell.text);
    case "empty":
    case "boolean":
      return undefined;
    default:
      return unreachable(cell);
  }
}

function newFormatFault(format: string, formats: Set<string>): string | undefined {
  if (formats.has(format)) return undefined;
  formats.add(format);
  return formatFault(format);
}

function textFault(text: string): string | undefined {
  if (fitText(text) !== text) return "has a longer text than a cell holds";
  return cleanText(text) === text ? undefined : "has a text with characters a spreadsheet cannot hold";
}
