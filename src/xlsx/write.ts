import ExcelJS from "exceljs";
import { unreachable } from "../errors.ts";
import { escapeText } from "./guard.ts";
import type { CellModel, Range, SheetModel, StyleName, WorkbookModel } from "./model.ts";
import { checkModel } from "./model-check.ts";
import { withFixedTimes } from "./zip-time.ts";

// Above it exceljs streams: of 400,000 cells it then holds a fifth of the memory.
const bufferedCellLimit = 50_000;

const pointsPerLine = 15;

/**
 * The bytes of an XLSX file; equal models give equal bytes.
 *
 * @throws {RangeError} when the model is not one a spreadsheet can open
 */
export async function writeXlsx(model: WorkbookModel): Promise<Uint8Array> {
  checkModel(model);
  const cellCount = model.sheets.reduce((sum, sheet) => sum + sheet.rows.length * sheet.widths.length, 0);
  // biome-ignore lint/style/noRestrictedGlobals: the time the model names, not the clock
  const created = new Date(model.created);
  if (Number.isNaN(created.getTime())) {
    throw new RangeError(`Cannot read the time created, ${JSON.stringify(model.created.slice(0, 80))}, expected ISO 8601`);
  }
  const properties = { creator: "postparse", lastModifiedBy: "postparse", created, modified: created };
  // The browser build of exceljs has no stream.
  const isStreamed = cellCount > bufferedCellLimit && ExcelJS.stream !== undefined;
  return withFixedTimes(await (isStreamed ? writeStreamed(model, properties) : writeBuffered(model, properties)));
}

type Properties = Pick<ExcelJS.Workbook, "creator" | "lastModifiedBy" | "created" | "modified">;

async function writeBuffered(model: WorkbookModel, properties: Properties): Promise<Uint8Array> {
  const workbook = Object.assign(new ExcelJS.Workbook(), properties);
  for (const sheet of model.sheets) fillSheet(workbook.addWorksheet(sheet.name, sheetOptions(sheet)), sheet, escapeText);
  return (await workbook.xlsx.writeBuffer()) as unknown as Uint8Array;
}

async function writeStreamed(model: WorkbookModel, properties: Properties): Promise<Uint8Array> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ ...properties, useSharedStrings: false, useStyles: true });
  for (const sheet of model.sheets) {
    const worksheet = workbook.addWorksheet(sheet.name, sheetOptions(sheet));
    fillSheet(worksheet, sheet, streamedText);
    worksheet.commit();
  }
  await workbook.commit();
  // Given neither a file nor a stream, exceljs gathers the bytes in one of its own, which its types leave out.
  const { stream } = workbook as unknown as { readonly stream: { read(): Uint8Array } };
  return stream.read();
}

/** Rows are handed on as soon as no merge holds them: a streamed one cannot be changed afterwards. */
function fillSheet(worksheet: ExcelJS.Worksheet, sheet: SheetModel, toValue: (text: string) => ExcelJS.CellValue): void {
  worksheet.columns = sheet.widths.map((width) => ({ width }));
  if (sheet.filter !== undefined) {
    const { top, left, bottom, right } = excelRange(sheet.filter);
    worksheet.autoFilter = { from: { row: top, column: left }, to: { row: bottom, column: right } };
  }
  const merges = sheet.merges.toSorted((a, b) => a.firstRow - b.firstRow);
  let [next, openUntil] = [0, 0];
  for (const [index, cells] of sheet.rows.entries()) {
    const row = worksheet.getRow(index + 1);
    const height = sheet.heights[index] ?? 1;
    if (height > 1) row.height = height * pointsPerLine;
    for (const [column, cell] of cells.entries()) {
      const style = cellStyle(cell);
      if (style === undefined) continue;
      const target = row.getCell(column + 1);
      if (cell.type !== "empty") target.value = cellValue(cell, toValue);
      target.style = style;
    }
    for (let merge = merges[next]; merge?.firstRow === index; merge = merges[++next]) {
      const { top, left, bottom, right } = excelRange(merge);
      worksheet.mergeCells(top, left, bottom, right);
      openUntil = Math.max(openUntil, merge.lastRow);
    }
    if (index >= openUntil) row.commit();
  }
}

function sheetOptions({ headerRowCount }: SheetModel): Partial<ExcelJS.AddWorksheetOptions> {
  const frozen: Partial<ExcelJS.WorksheetView> = { state: "frozen", xSplit: 0, ySplit: headerRowCount };
  return {
    views: headerRowCount > 0 ? [frozen] : [],
    pageSetup: {
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      showGridLines: true,
      ...(headerRowCount > 0 ? { printTitlesRow: `1:${headerRowCount}` } : {}),
    },
  };
}

/** 1-based. */
function excelRange({ firstRow, firstColumn, lastRow, lastColumn }: Range): { top: number; left: number; bottom: number; right: number } {
  return { top: firstRow + 1, left: firstColumn + 1, bottom: lastRow + 1, right: lastColumn + 1 };
}

function cellValue(cell: Exclude<CellModel, { type: "empty" }>, toValue: (text: string) => ExcelJS.CellValue): ExcelJS.CellValue {
  switch (cell.type) {
    case "text":
      return toValue(cell.text);
    case "number":
      return cell.number;
    case "boolean":
      return cell.boolean;
    case "link":
      // With "A1", exceljs writes the place a second time, and Excel reads "#'T1'!A1##'T1'!A1" (exceljs issue 3027).
      return { text: escapeText(cell.text), hyperlink: `#'${cell.sheet}'!$A$1` };
    default:
      return unreachable(cell);
  }
}

/** exceljs streams a plain text as the result of a formula, whose outer white space and escapes LibreOffice does not read; rich text it does. */
function streamedText(text: string): ExcelJS.CellValue {
  const escaped = escapeText(text);
  return /^\s|\s$|\n|_x[\dA-F]{4}_/.test(escaped) ? { richText: [{ text: escaped }] } : escaped;
}

const font = { name: "Calibri", size: 11 };
const fill = (argb: string): ExcelJS.Fill => ({ type: "pattern", pattern: "solid", fgColor: { argb } });
const gray = { argb: "FF808080" };
const header: Partial<ExcelJS.Style> = {
  font: { ...font, bold: true },
  fill: fill("FFEDEFF2"),
  border: { bottom: { style: "thin", color: gray } },
  alignment: { vertical: "middle", wrapText: true },
};
const body: Partial<ExcelJS.Style> = { font, alignment: { vertical: "top", wrapText: true } };

const styles: Record<StyleName, Partial<ExcelJS.Style>> = {
  header,
  headerSpan: { ...header, alignment: { ...header.alignment, horizontal: "center" } },
  body,
  low: { ...body, fill: fill("FFFFE5CC") },
  link: { font: { ...font, underline: true, color: { argb: "FF0563C1" } }, alignment: { vertical: "top" } },
  provenanceHeader: { ...header, font: { ...font, bold: true, color: gray } },
  provenance: { font: { ...font, color: gray }, alignment: { vertical: "top" } },
};
const booleanStyles = new Map(Object.entries(styles).map(([name, style]) => [name, { ...style, numFmt: '"TRUE";"TRUE";"FALSE"' }]));
// "@" keeps a text a text when somebody edits the cell.
const textStyles = new Map(Object.entries(styles).map(([name, style]) => [name, { ...style, numFmt: "@" }]));

/** One object a style, as exceljs looks up its number by identity; none for a cell that shows nothing. */
function cellStyle({ type, style }: CellModel): Partial<ExcelJS.Style> | undefined {
  if (type === "empty" && (style === "body" || style === "provenance")) return undefined;
  if (type === "boolean") return booleanStyles.get(style);
  return type === "text" ? textStyles.get(style) : styles[style];
}
