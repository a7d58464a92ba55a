import { WarningLog } from "../errors.ts";
import { withoutLinkQueries } from "../payload/links.ts";
import { mapTexts } from "../table/grid.ts";
import type { Table } from "../tree/types.ts";
import { indexSheet } from "./index-sheet.ts";
import type { WorkbookModel, WorkbookOptions } from "./model.ts";
import { sheetNames } from "./sheet-name.ts";
import { rowLimit } from "./sheet-window.ts";
import { tableSheets } from "./table-sheet.ts";

export interface UrlOptions {
  /** Keeps the queries and fragments of links in cells, which may be secrets. @default false */
  readonly keepUrls?: boolean;
}

/**
 * An `Index` and one sheet a table, in their order; a larger table goes on at `name (2)`.
 *
 * A table that continues another one has no sheet: its rows stand in the other. Numbers of the payload are numbers, all else is text.
 *
 * @throws {RangeError} when a sheet of `rowsPerSheet` rows has no room below the header
 */
export function workbookModel(tables: readonly Table[], options: WorkbookOptions & UrlOptions = {}): WorkbookModel {
  const { created = "1980-01-01", rowsPerSheet = rowLimit, keepUrls = false } = options;
  const log = new WarningLog();
  const owners = tables.filter((table) => table.continues === undefined).map((table) => (keepUrls ? table : withoutQueries(table)));
  const sheets = owners.map((table) => tableSheets(table, rowsPerSheet, log));
  const wanted = sheets.flatMap((parts, index) => parts.map(() => `T${index + 1} ${owners[index]?.title ?? ""}`));
  const [, ...names] = sheetNames(["Index", ...wanted]);
  let first = 0;
  const entries = owners.map((table, index) => {
    const sheet = names[first] ?? "";
    first += sheets[index]?.length ?? 0;
    return { table, sheet };
  });
  const named = sheets.flat().map((sheet, index) => ({ name: names[index] ?? "", ...sheet }));
  return { sheets: [indexSheet(entries, log), ...named], created, warnings: log.list() };
}

function withoutQueries(table: Table): Table {
  const grid = mapTexts(table.grid, withoutLinkQueries);
  return { ...table, grid, ...(table.title === undefined ? {} : { title: withoutLinkQueries(table.title) }) };
}
