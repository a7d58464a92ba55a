import Papa from "papaparse";
import { normalize } from "../../src/document/normalize.ts";
import { toTableMarkdown } from "../../src/markdown/table-markdown.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { lintTables } from "../../src/table/lint.ts";
import { toTableHtml } from "../../src/table/to-html.ts";
import { toTableJson } from "../../src/table/to-json.ts";
import { typeCells } from "../../src/table/typed.ts";
import type { Table } from "../../src/tree/types.ts";
import { htmlOf, oneTable, parts, rowsUnderHtml, tableOf, textRows } from "./data.ts";
import type { Work } from "./plan.ts";

type Rows = string[][];

const onTable =
  (work: (table: Table) => unknown): Work =>
  async (rowCount, columnCount) => {
    const table = tableOf(textRows(rowCount, columnCount));
    return () => work(table);
  };

const onTyped =
  (work: (tables: readonly Table[]) => unknown): Work =>
  async (rowCount, columnCount) => {
    const tables = typeCells([tableOf(textRows(rowCount, columnCount))]);
    return () => work(tables);
  };

const normalizing =
  (payload: (rows: Rows) => unknown): Work =>
  async (rowCount, columnCount) => {
    const result = readParseResult(payload(textRows(rowCount, columnCount)));
    return () => normalize(result);
  };

export const stageWorks: Readonly<Record<string, Work>> = {
  "Papa.unparse of the same cells": async (rowCount, columnCount) => {
    const rows = textRows(rowCount, columnCount);
    return () => Papa.unparse(rows);
  },
  typeCells: onTable((table) => typeCells([table])),
  "lintTables, typed before": onTyped(lintTables),
  "normalize, the parts apart": normalizing((rows) => parts(rows, false)),
  "normalize, rows alone": normalizing(oneTable),
  "normalize, rows and html": normalizing((rows) => oneTable(rowsUnderHtml(rows), htmlOf(rows))),
  toTableJson: onTable((table) => toTableJson(table)),
  toTableHtml: onTable((table) => toTableHtml(table)),
  toTableMarkdown: onTable((table) => toTableMarkdown(table)),
};
