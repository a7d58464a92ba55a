import { toTableMarkdown } from "../../markdown/table-markdown.ts";
import { toTableHtml } from "../../table/to-html.ts";
import { toTableJson } from "../../table/to-json.ts";
import type { Table } from "../../tree/types.ts";
import { toOutput } from "../destination.ts";
import { Spools } from "../spool.ts";
import type { TableWriter, WriterOptions } from "./writer.ts";

/** What stands before the first table, between two, and behind the last; `none` when there is no table. */
interface Frame {
  readonly lead: string;
  readonly between: string;
  readonly end: string;
  readonly none: string;
}

/** All tables as one JSON list. */
export function jsonWriter(options: WriterOptions): TableWriter {
  const { keepUrls = false } = options;
  const values = options.values === "typed" ? "typed" : "text";
  const frame = { lead: "[\n ", between: ",\n ", end: "\n]\n", none: "[]\n" };
  return textWriter(options, frame, (table) => {
    return JSON.stringify(toTableJson(table, { values, keepUrls }), null, 1).replaceAll("\n", "\n ");
  });
}

/** All tables as one HTML document. */
export function htmlWriter(options: WriterOptions): TableWriter {
  const { keepUrls = false, provenance = false } = options;
  const head = '<!doctype html>\n<html lang="und">\n<head>\n<meta charset="utf-8">\n<title>Tables</title>\n</head>\n<body>\n';
  const foot = "\n</body>\n</html>\n";
  const frame = { lead: head, between: "\n", end: foot, none: `${head.trimEnd()}${foot}` };
  const values = options.values === "typed" ? "typed" : "text";
  return textWriter(options, frame, (table) => toTableHtml(table, { values, provenance, keepUrls }));
}

/** All tables as pipe tables, one below the other, each under its title. */
export function markdownTables(options: WriterOptions): TableWriter {
  const { keepUrls = false } = options;
  return textWriter(options, { lead: "", between: "\n\n", end: "\n", none: "" }, (table) => toTableMarkdown(table, { keepUrls }));
}

function textWriter(options: WriterOptions, frame: Frame, toText: (table: Table) => string): TableWriter {
  const spool = new Spools().open(options.output);
  let isFirst = true;
  return {
    add: async (table) => {
      await spool.write(`${isFirst ? frame.lead : frame.between}${toText(table)}`);
      isFirst = false;
    },
    end: async () => {
      await spool.write(isFirst ? frame.none : frame.end);
      return { data: toOutput(await spool.end(), options) };
    },
  };
}
