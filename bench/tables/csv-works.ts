import { toCsv, toCsvLines } from "../../src/csv/to-csv.ts";
import type { Table } from "../../src/tree/types.ts";
import { tableOf, textRows } from "./data.ts";
import type { Work } from "./plan.ts";

/** Every process holds the same table; the peers also its rows. */
const peer =
  (load: () => Promise<(rows: string[][]) => unknown>): Work =>
  async (rowCount, columnCount) => {
    const rows = textRows(rowCount, columnCount);
    const table = tableOf(rows);
    const write = await load();
    return async () => [await write(rows), table];
  };

const ours =
  (write: (table: Table) => unknown): Work =>
  async (rowCount, columnCount) => {
    const table = tableOf(textRows(rowCount, columnCount));
    return () => write(table);
  };

export const csvWorks: Readonly<Record<string, Work>> = {
  "Papa.unparse": peer(async () => {
    const { default: Papa } = await import("papaparse");
    return (rows) => Papa.unparse(rows);
  }),
  "Papa.unparse with escapeFormulae": peer(async () => {
    const { default: Papa } = await import("papaparse");
    return (rows) => Papa.unparse(rows, { escapeFormulae: true });
  }),
  "csv-stringify": peer(async () => {
    const { stringify } = await import("csv-stringify/sync");
    return (rows) => stringify(rows);
  }),
  "@fast-csv/format": peer(async () => {
    const { writeToString } = await import("@fast-csv/format");
    return (rows) => writeToString(rows);
  }),
  "hucre writeCsv": peer(async () => {
    const { writeCsv } = await import("hucre/csv");
    return (rows) => writeCsv(rows);
  }),
  toCsv: ours((table) => toCsv(table)),
  "toCsvLines, each block dropped": ours((table) => {
    let length = 0;
    for (const block of toCsvLines(table)) length += block.length;
    return length;
  }),
};
