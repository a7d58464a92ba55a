import { inflateRawSync } from "node:zlib";
import ExcelJS from "exceljs";
import fc from "fast-check";
import type { Range, WorkbookModel } from "../../src/xlsx/model.ts";

/** What a reader sees of a sheet; ranges, the filter and places as `A1:B2`. */
export interface SeenSheet {
  readonly name: string;
  readonly frozen: { readonly rows: number; readonly columns: number };
  readonly filter: string | undefined;
  readonly merges: readonly string[];
  readonly notes: readonly string[];
  readonly values: readonly (readonly SeenValue[])[];
  /** Of each number that has another format than General: place and format. */
  readonly formats: readonly string[];
}

export type SeenValue = string | number | boolean | null | { readonly text: string; readonly link: string };

export async function open(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as never);
  return workbook;
}

/** The workbook as exceljs sees it. */
export async function readBack(bytes: Uint8Array): Promise<SeenSheet[]> {
  const workbook = await open(bytes);
  const names = sheetNamesIn(bytes);
  return workbook.worksheets.map((sheet, index) => {
    const { columnCount, views, autoFilter, model } = sheet;
    const notes: string[] = [];
    const formats: string[] = [];
    const values = Array.from({ length: sheet.rowCount }, (_, row) =>
      Array.from({ length: columnCount }, (_, column) => {
        const cell = sheet.getCell(row + 1, column + 1);
        if (cell.isMerged && cell.master !== cell) return null;
        if (cell.note !== undefined) notes.push(`${address(row, column)} ${noteText(cell.note)}`);
        const value = seenValue(cell);
        if (typeof value === "number" && cell.numFmt !== undefined) formats.push(`${address(row, column)} ${cell.numFmt}`);
        return value;
      }),
    );
    const [view] = views;
    const isFrozen = view?.state === "frozen";
    return {
      name: names[index] ?? "",
      frozen: { rows: (isFrozen && view.ySplit) || 0, columns: (isFrozen && view.xSplit) || 0 },
      filter: autoFilter as string | undefined,
      merges: [...(model as unknown as { merges: string[] }).merges].sort(),
      notes,
      values,
      formats,
    };
  });
}

/** From the XML, as exceljs decodes a name twice: it reads `&amp;` where `&amp;amp;` stands. */
function sheetNamesIn(bytes: Uint8Array): string[] {
  const xml = entries(bytes).find(([name]) => name === "xl/workbook.xml")?.[1] ?? "";
  const characters: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  return [...xml.matchAll(/<sheet [^>]*?name="([^"]*)"/g)].map(([, name = ""]) =>
    name.replace(/&(\w+);/g, (_, key) => characters[key] ?? ""),
  );
}

function seenValue(cell: ExcelJS.Cell): SeenValue {
  if (cell.formula !== undefined) throw new Error(`A formula in ${cell.address}`);
  const value = cell.value;
  if (value === undefined || value === null) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  // A number under the format of a date; 25,569 is the first of January 1970.
  if (value instanceof Date) return value.getTime() / 86_400_000 + 25_569;
  if ("richText" in value) return value.richText.map((run) => run.text).join("");
  if ("hyperlink" in value) return { text: String(value.text), link: value.hyperlink };
  throw new Error(`Unexpected value in ${cell.address}`);
}

function noteText(note: string | ExcelJS.Comment): string {
  return typeof note === "string" ? note : (note.texts ?? []).map(({ text }) => text).join("");
}

/** What a reader should see, from the model. */
export function expected(model: WorkbookModel): SeenSheet[] {
  return model.sheets.map((sheet) => {
    const formats: string[] = [];
    const values = [...sheet.rows].map((row, index) =>
      row.map((cell, column): SeenValue => {
        if (cell.type === "text") return cell.text;
        if (cell.type === "boolean") return cell.boolean;
        if (cell.type === "link") return { text: cell.text, link: "url" in cell ? cell.url : `#'${cell.sheet}'!$A$1` };
        if (cell.type === "empty") return null;
        if (cell.format !== "General") formats.push(`${address(index, column)} ${cell.format}`);
        return cell.number;
      }),
    );
    return {
      name: sheet.name,
      frozen: sheet.frozen,
      filter: sheet.filter && range(sheet.filter),
      merges: sheet.merges.map(range).sort(),
      notes: sheet.notes.map(({ row, column, text }) => `${address(row, column)} ${text}`),
      values,
      formats,
    };
  });
}

/** The sheets without the rows and columns that end them empty: readers see some of these, and others not. */
export function trimmed(sheets: readonly SeenSheet[]): SeenSheet[] {
  return sheets.map((sheet) => {
    const rows = sheet.values.map((row) => row.slice(0, row.findLastIndex((value) => value !== null) + 1));
    return { ...sheet, values: rows.slice(0, rows.findLastIndex((row) => row.length > 0) + 1) };
  });
}

function range({ firstRow, firstColumn, lastRow, lastColumn }: Range): string {
  return `${address(firstRow, firstColumn)}:${address(lastRow, lastColumn)}`;
}

/** Such as `B3`, of a 0-based place. */
export function address(row: number, column: number): string {
  const letter = (index: number): string => (index < 26 ? "" : letter(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));
  return `${letter(column)}${row + 1}`;
}

/** Name and text of each file in the zip. */
export function entries(bytes: Uint8Array): [name: string, text: string, time: number][] {
  const zip = Buffer.from(bytes);
  const end = zip.length - 22;
  const found: [string, string, number][] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let rest = zip.readUInt16LE(end + 10); rest > 0; rest--) {
    const [nameLength, extraLength] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30)];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const raw = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    const text = (zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(raw) : raw).toString("utf8");
    found.push([zip.toString("utf8", at + 46, at + 46 + nameLength), text, zip.readUInt32LE(local + 10)]);
    at += 46 + nameLength + extraLength + zip.readUInt16LE(at + 32);
  }
  return found;
}

/** Any text, often one that means something to a spreadsheet, to XML or to a file of theirs. */
export const texts: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "=1+1",
        "_x0041_",
        "_x00",
        "_",
        "x005F_",
        "\u0001",
        "\u007f",
        "\r\n",
        "\r",
        "\n",
        "\t",
        " ",
        "\ud800",
        "\udc00",
        "\ufffe",
      ),
      fc.constantFrom(
        "]]>",
        "<f>",
        "&amp;",
        '"',
        "'",
        "History",
        "Index",
        "[a]:*?/\\!",
        "007",
        "1E5",
        "TRUE",
        "\u00a0",
        "__proto__",
        "(2)",
      ),
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(""));
