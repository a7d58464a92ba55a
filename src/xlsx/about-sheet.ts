import { textCell } from "./guard.ts";
import { listSheet } from "./list-sheet.ts";
import type { CellModel, StyleName } from "./model.ts";
import type { SheetContext } from "./sheet-context.ts";
import type { UnnamedSheet } from "./sheet-layout.ts";

/** What the workbook was made from and with. */
export interface About {
  readonly jobId: string | undefined;
  readonly version: string | undefined;
  /** As it may be shown. */
  readonly source: string | undefined;
  /** By name, defaults filled in. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Where it comes from, the options it was made with, and what colors and columns mean; no time, so that equal input gives equal bytes. */
export function aboutSheet({ jobId, version, source, options }: About, { log, clean, below }: SheetContext): UnnamedSheet {
  const row = (name: string, value: string, style: StyleName = "body"): CellModel[] => {
    return [textCell(name, style, "", log), textCell(clean(value), "body", "", log)];
  };
  const facts = [
    ...(jobId === undefined ? [] : [row("Job", jobId)]),
    ...(source === undefined ? [] : [row("Source", source)]),
    row("Made by", version === undefined ? "postparse" : `postparse ${version}`),
  ];
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const legend = [
    row(
      "Orange cell",
      `Read with a confidence below ${below}, as the service gives it for the cell, else for its row or table, where it is not yellow for itself`,
      "low",
    ),
    row(
      "Yellow cell",
      "Concerns says something of it; of its row or, in the first header cell, of the table, where it is not orange",
      "concern",
    ),
    row("Bold cell", "Heads columns, or the rows below it", "header"),
    row("_page_number, _part", "Page of the source (2..4: one of these pages) and part of the table, as in Sources", "provenance"),
    row("_pointer", "Place in the payload: a JSON Pointer (RFC 6901)", "provenance"),
    row("Note on a first cell", "What to look at in this table; Concerns has all of it"),
  ];
  return listSheet(["About", "Value"], [...facts, ...given.map(([name, value]) => row(name, optionText(value))), ...legend], log);
}

function optionText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
