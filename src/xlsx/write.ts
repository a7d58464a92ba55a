import ExcelJS from "exceljs";
import { unreachable } from "../errors.ts";
import { shownOption } from "../options.ts";
import { cellStyles } from "./cell-style.ts";
import { escapeText } from "./guard.ts";
import { isoTime } from "./iso-time.ts";
import type { CellModel, Range, SheetModel, WorkbookModel } from "./model.ts";
import { checkModel } from "./model-check.ts";
import { rowHeights } from "./row-height.ts";
import { withFixedTimes } from "./zip-time.ts";

// Above it exceljs streams: of 400,000 cells it then holds a fifth of the memory.
const bufferedCellLimit = 50_000;
const rowsPerBlock = 500;
const pointsPerLine = 15;
// ECMA-376 part 1, 18.3.1.13: the space beside the characters, of a font 7 pixels wide.
const columnPadding = 5 / 7;

/**
 * The bytes of an XLSX file; equal models give equal bytes.
 *
 * Of more than 50,000 cells the rows are packed as they are made, and none is held.
 *
 * @throws {RangeError} when the model is not one a spreadsheet can open, or gives other rows the second time
 */
export async function writeXlsx(model: WorkbookModel): Promise<Uint8Array> {
  const time = isoTime(model.created);
  if (time === undefined) throw new RangeError(`created is ${shownOption(model.created)}, expected an ISO 8601 date or time`);
  // biome-ignore lint/style/noRestrictedGlobals: the time the model names, not the clock
  const created = new Date(time);
  const { cellCount, rowCounts } = checkModel(model);
  const properties = { creator: "postparse", lastModifiedBy: "postparse", created, modified: created };
  // The browser build of exceljs has no stream.
  const isStreamed = cellCount > bufferedCellLimit && ExcelJS.stream !== undefined;
  return withFixedTimes(await (isStreamed ? writeStreamed : writeBuffered)(model, rowCounts, properties));
}

type Properties = Pick<ExcelJS.Workbook, "creator" | "lastModifiedBy" | "created" | "modified">;

async function writeBuffered(model: WorkbookModel, rowCounts: readonly number[], properties: Properties): Promise<Uint8Array> {
  const workbook = Object.assign(new ExcelJS.Workbook(), properties);
  const fill = sheetFiller(escapeText);
  for (const [index, sheet] of model.sheets.entries()) {
    const worksheet = workbook.addWorksheet(sheet.name, sheetOptions(sheet));
    for (const _ of fill(worksheet, sheet, rowCounts[index]));
  }
  return (await workbook.xlsx.writeBuffer()) as unknown as Uint8Array;
}

/** Waits for the packer after each block of rows: it would hold all of them unpacked. */
async function writeStreamed(model: WorkbookModel, rowCounts: readonly number[], properties: Properties): Promise<Uint8Array> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ ...properties, useSharedStrings: false, useStyles: true });
  const fill = sheetFiller(streamedText);
  for (const [index, sheet] of model.sheets.entries()) {
    const worksheet = workbook.addWorksheet(sheet.name, sheetOptions(sheet));
    for (const _ of fill(worksheet, sheet, rowCounts[index])) await drained(worksheet);
    worksheet.commit();
  }
  await workbook.commit();
  // Given neither a file nor a stream, exceljs gathers the bytes in one of its own, which its types leave out.
  const { stream } = workbook as unknown as { readonly stream: { read(): Uint8Array } };
  return stream.read();
}

/** The streams a sheet goes through on its way to the zip file, which the types of exceljs leave out. */
interface StreamedSheet {
  readonly stream: {
    readonly pipes: readonly { readonly writableLength?: number; once(event: "drain", listener: () => void): void }[];
  };
}

/** Resolves when nothing that was written waits to be packed. */
async function drained(worksheet: ExcelJS.Worksheet): Promise<void> {
  const { stream } = worksheet as unknown as StreamedSheet;
  for (const pipe of stream.pipes) {
    const isWaiting = (pipe as { readonly _writableState?: { readonly needDrain?: boolean } })._writableState?.needDrain === true;
    if (isWaiting) await new Promise<void>((resolve) => pipe.once("drain", resolve));
  }
}

type ToValue = (text: string) => ExcelJS.CellValue;

/** Fills sheets of one workbook, whose styles are shared, and stops after each block of rows. */
function sheetFiller(toValue: ToValue) {
  const styleOf = cellStyles();
  /** Rows are handed on as soon as no merge holds them: a streamed one cannot be changed afterwards. */
  return function* fill(worksheet: ExcelJS.Worksheet, sheet: SheetModel, rowCount: number | undefined): Generator<undefined> {
    worksheet.columns = sheet.columns.map(({ width, hidden = false, outlineLevel = 0 }) => {
      return { width: width + columnPadding, hidden, outlineLevel };
    });
    if (sheet.filter !== undefined) {
      const { top, left, bottom, right } = excelRange(sheet.filter);
      worksheet.autoFilter = { from: { row: top, column: left }, to: { row: bottom, column: right } };
    }
    const notes = new Map(sheet.notes.map((note) => [`${note.row}:${note.column}`, note.text]));
    const heightOf = rowHeights(sheet);
    const merges = sheet.merges.toSorted((a, b) => a.firstRow - b.firstRow);
    let [next, openUntil, index] = [0, 0, 0];
    for (const cells of sheet.rows) {
      const row = worksheet.getRow(index + 1);
      const height = heightOf(cells, index);
      if (height > 1) row.height = height * pointsPerLine;
      for (let column = 0; column < cells.length; column++) {
        const cell = cells[column] as CellModel;
        const style = styleOf(cell);
        if (style === undefined) continue;
        const target = row.getCell(column + 1);
        if (cell.type !== "empty") target.value = cellValue(cell, toValue);
        target.style = style;
        const note = notes.size > 0 && index < sheet.printTitleRows ? notes.get(`${index}:${column}`) : undefined;
        if (note !== undefined) target.note = { texts: [{ text: escapeText(note) }] };
      }
      for (let merge = merges[next]; merge?.firstRow === index; merge = merges[++next]) {
        const { top, left, bottom, right } = excelRange(merge);
        worksheet.mergeCells(top, left, bottom, right);
        openUntil = Math.max(openUntil, merge.lastRow);
      }
      if (index >= openUntil) row.commit();
      if (++index % rowsPerBlock === 0) yield;
    }
    if (index !== rowCount)
      throw new RangeError(`Sheet ${sheet.name} gave ${rowCount} rows and then ${index}: they must be the same each time`);
  };
}

function sheetOptions({ columns, frozen, printTitleRows }: SheetModel): Partial<ExcelJS.AddWorksheetOptions> {
  const view: Partial<ExcelJS.WorksheetView> = { state: "frozen", xSplit: frozen.columns, ySplit: frozen.rows };
  const outlineLevelCol = columns.reduce((deepest, { outlineLevel = 0 }) => Math.max(deepest, outlineLevel), 0);
  return {
    views: frozen.rows > 0 || frozen.columns > 0 ? [view] : [],
    properties: { outlineLevelCol } as ExcelJS.WorksheetProperties,
    pageSetup: {
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      showGridLines: true,
      ...(printTitleRows > 0 ? { printTitlesRow: `1:${printTitleRows}` } : {}),
    },
  };
}

/** 1-based. */
function excelRange({ firstRow, firstColumn, lastRow, lastColumn }: Range): { top: number; left: number; bottom: number; right: number } {
  return { top: firstRow + 1, left: firstColumn + 1, bottom: lastRow + 1, right: lastColumn + 1 };
}

function cellValue(cell: Exclude<CellModel, { type: "empty" }>, toValue: ToValue): ExcelJS.CellValue {
  switch (cell.type) {
    case "text":
      return toValue(cell.text);
    case "number":
      return cell.number;
    case "boolean":
      return cell.boolean;
    case "link":
      // With "A1", exceljs writes the place a second time, and Excel reads "#'T1'!A1##'T1'!A1" (exceljs issue 3027).
      return { text: cell.text, hyperlink: "url" in cell ? cell.url : `#'${cell.sheet}'!$A$1` };
    default:
      return unreachable(cell);
  }
}

/** exceljs streams a plain text as the result of a formula, whose outer white space, invisible characters and escapes LibreOffice does not read; rich text it does. */
function streamedText(text: string): ExcelJS.CellValue {
  const escaped = escapeText(text);
  return outer.test(escaped) || /\n|_x[\dA-F]{4}_/.test(escaped) ? { richText: [{ text: escaped }] } : escaped;
}

const outer = /^[\s\p{Default_Ignorable_Code_Point}]|[\s\p{Default_Ignorable_Code_Point}]$/u;
