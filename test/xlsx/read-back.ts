import { inflateRawSync } from "node:zlib";
import ExcelJS from "exceljs";
import fc from "fast-check";
import type { SheetModel, WorkbookModel } from "../../src/xlsx/model.ts";

/** What a reader sees of a sheet; ranges and the filter as `A1:B2`. */
export interface SeenSheet {
  readonly name: string;
  readonly frozen: number;
  readonly filter: string | undefined;
  readonly merges: readonly string[];
  readonly values: readonly (readonly SeenValue[])[];
}

type SeenValue = string | number | boolean | null | { readonly text: string; readonly link: string };

export async function open(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as never);
  return workbook;
}

export async function readBack(bytes: Uint8Array): Promise<SeenSheet[]> {
  const workbook = await open(bytes);
  const names = sheetNamesIn(bytes);
  return workbook.worksheets.map((sheet, index) => {
    const { columnCount, views, autoFilter, model } = sheet;
    return {
      name: names[index] ?? "",
      frozen: views[0]?.state === "frozen" ? (views[0].ySplit ?? 0) : 0,
      filter: autoFilter as string | undefined,
      merges: [...(model as unknown as { merges: string[] }).merges].sort(),
      values: Array.from({ length: sheet.rowCount }, (_, row) =>
        Array.from({ length: columnCount }, (_, column) => seenValue(sheet.getCell(row + 1, column + 1))),
      ),
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
  if (cell.isMerged && cell.master !== cell) return null;
  const value = cell.value;
  if (value === undefined || value === null) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if ("richText" in value) return value.richText.map((run) => run.text).join("");
  if ("hyperlink" in value) return { text: String(value.text), link: value.hyperlink };
  throw new Error(`Unexpected value in ${cell.address}`);
}

/** What `readBack` should see, from the model; rows and columns that are empty at the end of a sheet are not seen. */
export function expected(model: WorkbookModel): SeenSheet[] {
  return model.sheets.map((sheet) => ({
    name: sheet.name,
    frozen: sheet.headerRowCount,
    filter: sheet.filter && address(sheet.filter),
    merges: sheet.merges.map(address).sort(),
    values: sheet.rows.map((row) =>
      row.map((cell) => {
        if (cell.type === "text") return cell.text;
        if (cell.type === "number") return cell.number;
        if (cell.type === "boolean") return cell.boolean;
        return cell.type === "link" ? { text: cell.text, link: `#'${cell.sheet}'!$A$1` } : null;
      }),
    ),
  }));
}

function address(range: SheetModel["merges"][number]): string {
  const letter = (column: number): string =>
    (column < 26 ? "" : letter(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
  const first = `${letter(range.firstColumn)}${range.firstRow + 1}`;
  const last = `${letter(range.lastColumn)}${range.lastRow + 1}`;
  return `${first}:${last}`;
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
