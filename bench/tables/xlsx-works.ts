import { typeCells } from "../../src/table/typed.ts";
import type { Table } from "../../src/tree/types.ts";
import type { CellModel } from "../../src/xlsx/model.ts";
import { tableOf, textRows, valueRows } from "./data.ts";
import type { Work } from "./plan.ts";

const toCell = (value: string | number): CellModel =>
  typeof value === "number"
    ? { type: "number", number: value, format: "General", style: "body" }
    : { type: "text", text: value, style: "body" };

type Values = (string | number)[][];

/** Every process holds the same table; the peers also its rows, with numbers as numbers. All give the bytes of the file. */
const peer =
  (load: () => Promise<(rows: Values) => unknown>): Work =>
  async (rowCount, columnCount) => {
    const texts = textRows(rowCount, columnCount);
    const table = tableOf(texts);
    const rows = valueRows(texts);
    const write = await load();
    return async () => [await write(rows), table];
  };

const ours =
  (prepare: (table: Table) => Table): Work =>
  async (rowCount, columnCount) => {
    const table = prepare(tableOf(textRows(rowCount, columnCount)));
    const { toXlsx } = await import("../../src/xlsx/to-xlsx.ts");
    return () => toXlsx([table]);
  };

export const xlsxWorks: Readonly<Record<string, Work>> = {
  "exceljs stream, a bare loop": peer(async () => {
    const { default: ExcelJS } = await import("exceljs");
    return async (rows) => {
      const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ useSharedStrings: false, useStyles: true });
      const sheet = workbook.addWorksheet("T1");
      for (const row of rows) sheet.addRow(row).commit();
      sheet.commit();
      await workbook.commit();
      return (workbook as unknown as { readonly stream: { read(): Uint8Array } }).stream.read();
    };
  }),
  "exceljs Workbook": peer(async () => {
    const { default: ExcelJS } = await import("exceljs");
    return (rows) => {
      const workbook = new ExcelJS.Workbook();
      const sheet = workbook.addWorksheet("T1");
      for (const row of rows) sheet.addRow(row);
      return workbook.xlsx.writeBuffer();
    };
  }),
  "hucre writeXlsx": peer(async () => {
    const { writeXlsx } = await import("hucre/xlsx");
    return (rows) => writeXlsx({ sheets: [{ name: "T1", rows }] });
  }),
  "hucre writeXlsxStream": peer(async () => {
    const { writeXlsxStream } = await import("hucre/xlsx");
    return (rows) => new Response(writeXlsxStream(rows, { name: "T1" }) as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer();
  }),
  "xlsx (SheetJS)": peer(async () => {
    const { default: XLSX } = await import("xlsx");
    return (rows) => {
      const workbook = XLSX.utils.book_new();
      XLSX.utils.book_append_sheet(workbook, XLSX.utils.aoa_to_sheet(rows), "T1");
      return XLSX.write(workbook, { type: "buffer", bookType: "xlsx", compression: true });
    };
  }),
  "write-excel-file": peer(async () => {
    const { default: writeExcelFile } = await import("write-excel-file/node");
    return (rows) => writeExcelFile(rows).toBuffer();
  }),
  "wasm-xlsxwriter": peer(async () => {
    const { Workbook } = await import("wasm-xlsxwriter");
    return (rows) => {
      const workbook = new Workbook();
      workbook.addWorksheet().writeRowMatrix(0, 0, rows);
      return workbook.saveToBufferSync();
    };
  }),
  "toXlsx, tables typed before": ours((table) => typeCells([table])[0] ?? table),
  toXlsx: ours((table) => table),
  "writeXlsx, rows made on the way": async (rowCount, columnCount) => {
    const block = valueRows(textRows(1_000, columnCount)).map((row) => row.map(toCell));
    const { writeXlsx } = await import("../../src/xlsx/to-xlsx.ts");
    const rows = {
      *[Symbol.iterator]() {
        for (let index = 0; index < rowCount; index++) yield [...(block[index % block.length] ?? [])];
      },
    };
    const columns = Array.from({ length: columnCount }, () => ({ width: 12 }));
    const sheet = { name: "T1", columns, frozen: { rows: 1, columns: 0 }, merges: [], notes: [], printTitleRows: 1, rows };
    return () => writeXlsx({ sheets: [sheet], created: "1980-01-01", warnings: [] });
  },
};
