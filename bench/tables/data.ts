import { WarningLog } from "../../src/errors.ts";
import { wholePart } from "../../src/table/grid.ts";
import { readTable } from "../../src/table/reconcile.ts";
import type { Table } from "../../src/tree/types.ts";
import { seeded } from "../payload.ts";

export const seed = 20_261_122;

const vocabulary = "pump valve flow meter sensor north report annual margin review order ledger site water light mass".split(" ");

/** Texts and numbers by turns, as texts, under a header. */
export function textRows(rowCount: number, columnCount: number): string[][] {
  const random = seeded(seed);
  const word = (): string => vocabulary[Math.floor(random() * vocabulary.length)] as string;
  const cell = (column: number): string =>
    column % 2 === 0 ? `${word()} ${word()} ${Math.floor(random() * 1e4)}` : amount(Math.floor(random() * 1e7));
  const columns = Array.from({ length: columnCount }, (_, column) => column);
  return [columns.map((column) => `Column ${column + 1}`), ...Array.from({ length: rowCount }, () => columns.map(cell))];
}

/** Such as `12,345.67`, of so many hundredths below 100 million. */
function amount(hundredths: number): string {
  const [whole, decimals] = [Math.floor(hundredths / 100), String(hundredths % 100).padStart(2, "0")];
  const grouped = whole < 1000 ? String(whole) : `${Math.floor(whole / 1000)},${String(whole % 1000).padStart(3, "0")}`;
  return `${grouped}.${decimals}`;
}

/** The same rows with their numbers as numbers, for writers that are told what is one. */
export function valueRows(rows: readonly (readonly string[])[]): (string | number)[][] {
  return rows.map((cells, row) => cells.map((text, column) => (row > 0 && column % 2 === 1 ? Number(text.replaceAll(",", "")) : text)));
}

/** The rows as the table they become. */
export function tableOf(rows: readonly (readonly string[])[], html: string = ""): Table {
  const pointer = "/items/pages/0/items/0";
  const rowsPointer = (row: number, column?: number): string => `${pointer}/rows/${row}${column === undefined ? "" : `/${column}`}`;
  const source = { pointer, rowsPointer, htmlPointer: `${pointer}/html`, rows, html, pageNumbers: [1], regions: [] };
  const grid = readTable(source, new WarningLog()).grid;
  const parts = [wholePart(grid, { pointer, pageNumber: 1, regions: [] })];
  return { type: "table", pointer, regions: [], markdown: "", grid, title: "Ledger", concerns: [], parts };
}

/** The rows as html: in every fourth row the first cell spans it and the next, in every tenth the last spans two columns. */
export function htmlOf([header = [], ...body]: readonly (readonly string[])[]): string {
  const lines = body.map((cells, row) => {
    const isWide = row % 10 === 9;
    const shown = cells.map((text, column) => {
      if ((column === 0 && row % 4 === 1) || (isWide && column === cells.length - 1)) return "";
      const rowSpan = column === 0 && row % 4 === 0 && row + 1 < body.length ? ' rowspan="2"' : "";
      return `<td${rowSpan}${isWide && column === cells.length - 2 ? ' colspan="2"' : ""}>${text.replace(" ", " &#x26; ")}</td>`;
    });
    return `<tr>${shown.join("")}</tr>`;
  });
  const head = header.map((text) => `<th>${text}</th>`).join("");
  return `<table>\n<thead>\n<tr>${head}</tr>\n</thead>\n<tbody>\n${lines.join("\n")}\n</tbody>\n</table>`;
}

/** What the service would send beside that html: the texts under spans blank. */
export function rowsUnderHtml([header = [], ...body]: readonly (readonly string[])[]): string[][] {
  const blank = (row: number, column: number, width: number): boolean =>
    (column === 0 && row % 4 === 1) || (row % 10 === 9 && column === width - 1);
  const shown = (text: string): string => text.replace(" ", " & ");
  return [[...header], ...body.map((cells, row) => cells.map((text, column) => (blank(row, column, cells.length) ? "" : shown(text))))];
}

type Wire = Record<string, unknown>;

/** A parse result with one table. */
export function oneTable(rows: readonly (readonly string[])[], html: string = ""): Wire {
  return result([[{ type: "table", rows, html, csv: "", md: "" }]]);
}

const rowsPerPart = 50;

/** A parse result with the rows cut into a table a page, each under the header; `linked` by the fields of the service, or only by where they stand. */
export function parts([header = [], ...body]: readonly (readonly string[])[], linked: boolean): Wire {
  const count = Math.max(1, Math.ceil(body.length / rowsPerPart));
  const pages = Array.from({ length: count }, (_, index) => index + 1);
  const box = { x: 36, y: 36, w: 540, h: 720 };
  return result(
    pages.map((page) => {
      const rows = [header, ...body.slice((page - 1) * rowsPerPart, page * rowsPerPart)];
      const link = page > 1 ? { merged_into_page: 1 } : { merged_from_pages: pages };
      return [{ type: "table", rows, html: "", csv: "", md: "", bbox: [box], ...(linked ? link : {}) }];
    }),
  );
}

function result(pages: readonly (readonly Wire[])[]): Wire {
  const size = { page_width: 612, page_height: 792, success: true };
  return {
    job: { id: "bench", status: "COMPLETED" },
    items: { pages: pages.map((items, index) => ({ page_number: index + 1, ...size, items })) },
  };
}
