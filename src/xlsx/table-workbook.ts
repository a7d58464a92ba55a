import { type Warning, WarningLog } from "../errors.ts";
import { assertOptions } from "../options.ts";
import { withoutLinkQueries } from "../payload/links.ts";
import { lintTables } from "../table/lint.ts";
import { type TypingOptions, typeCells, typedTables } from "../table/typed.ts";
import type { StitchDecision } from "../tree/table.ts";
import type { Table } from "../tree/types.ts";
import { aboutSheet } from "./about-sheet.ts";
import { type Concern, type ConcernList, concernsOf, noteText } from "./concerns.ts";
import { concernsSheet } from "./concerns-sheet.ts";
import { tableCounts } from "./confidence.ts";
import { indexSheet, type SheetEntry } from "./index-sheet.ts";
import { pageLinks, plainSource } from "./link.ts";
import type { SheetModel, WorkbookModel, WorkbookOptions } from "./model.ts";
import { formatBook } from "./number-format.ts";
import type { SheetContext } from "./sheet-context.ts";
import { sheetNames } from "./sheet-name.ts";
import { rowLimit } from "./sheet-window.ts";
import { sourcesSheet } from "./sources-sheet.ts";
import { tableSheets } from "./table-sheet.ts";
import { tableRules } from "./workbook-options.ts";

export interface UrlOptions {
  /** Keeps the queries and fragments of links in cells, which may be secrets. @default false */
  readonly keepUrls?: boolean;
}

/** How tables become a workbook; the options of typing are used for tables that are not typed yet. */
export interface TableWorkbookOptions extends WorkbookOptions, UrlOptions, TypingOptions {
  /**
   * Address of the source, http, https or a relative path: page numbers become links to `…#page=3`. Any other is shown in `About`, without links.
   * @default no links
   */
  readonly sourceUrl?: string;
  /** Cells of a lower confidence, 0 to 1, are filled. Service confidence is not calibrated. @default 0.7 */
  readonly below?: number;
  /** Named in `About`. @default not named */
  readonly jobId?: string;
  /** Version of postparse, named in `About`. @default not named */
  readonly version?: string;
  /** Warnings of the document; those about tables stand in `Concerns`. @default none */
  readonly warnings?: readonly Warning[];
  /** What `stitchTables` decided (`document.data.stitchDecisions`), for `Concerns`. @default none */
  readonly decisions?: readonly StitchDecision[];
}

const fixedNames = ["Index", "Sources", "Concerns", "About"] as const;

/**
 * `Index`, one sheet a table in their order, `Sources`, `Concerns` and `About`; a larger table goes on at `name (2)`.
 *
 * A table that continues another one has no sheet: its rows stand in the other. Cells that are typed are numbers, dates and booleans, all
 * else is text. Rows are made while they are read, so the model of a large table is small.
 *
 * @throws {RangeError} when an option is unknown or has a value it does not take, or a sheet of `rowsPerSheet` rows has no room below the header
 */
export function workbookModel(tables: readonly Table[], options: TableWorkbookOptions = {}): WorkbookModel {
  assertOptions(options, tableRules);
  const { created = "1980-01-01", rowsPerSheet = rowLimit, keepUrls = false, below = 0.7, ...rest } = options;
  const { sourceUrl, jobId, version, warnings = [], decisions = [], ...typing } = rest;
  const log = new WarningLog();
  const clean = keepUrls ? (text: string) => text : withoutLinkQueries;
  const pageLink = pageLinks(sourceUrl, keepUrls);
  const context: SheetContext = { log, formats: formatBook(), clean, pageLink, below, rowsPerSheet };
  const shown = tables.filter((table) => table.continues === undefined);
  // Tables that came typed keep their types, unless none is wanted.
  const owners = typing.typing === "none" ? typeCells(shown, typing) : typedTables(shown, typing);
  const concerns = concernsOf(owners, { lints: lintTables(owners), warnings, decisions });
  const sheets = owners.map((table, index) => {
    const doubts = doubtsOf(concerns, index);
    const marked = new Set(doubts.map((doubt) => doubt.pointer));
    return tableSheets(table, noteText(doubts, clean), marked, context);
  });
  const wanted = sheets.flatMap((parts, index) => parts.map(() => `T${index + 1} ${clean(owners[index]?.title ?? "")}`));
  const names = sheetNames([...fixedNames, ...wanted]).slice(fixedNames.length);
  let first = 0;
  const entries = owners.map((table, index): SheetEntry => {
    const sheet = names[first] ?? "";
    first += sheets[index]?.length ?? 0;
    return { table, sheet, counts: tableCounts(table), concernCount: doubtsOf(concerns, index).length };
  });
  const source = sourceUrl === undefined || keepUrls ? sourceUrl : plainSource(sourceUrl);
  const about = { jobId, version, source, options: { created, rowsPerSheet, keepUrls, below, typing: "columns", ...typing } };
  const [index, sources, listed, last] = fixedNames;
  const all: SheetModel[] = [
    { name: index, ...indexSheet(entries, context) },
    ...sheets.flat().map((sheet, at) => ({ name: names[at] ?? "", ...sheet })),
    { name: sources, ...sourcesSheet(entries, context) },
    { name: listed, ...concernsSheet(entries, concerns, context) },
    { name: last, ...aboutSheet(about, context) },
  ];
  context.formats.warn(log);
  return { sheets: all, created, warnings: log.list() };
}

/** The concerns of a table but for the decisions about stitching, which stand only in their sheet. */
function doubtsOf({ ofTables }: ConcernList, index: number): readonly Concern[] {
  return (ofTables[index] ?? []).filter(({ from }) => from !== "stitching");
}
