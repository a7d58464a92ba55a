import { normalize } from "../src/document/normalize.ts";
import { readParseResult } from "../src/payload/parse.ts";
import type { Raw } from "../src/tree/table.ts";
import type { Document } from "../src/tree/types.ts";

/** Builders of payloads in one line; what they make is read as anything the service sends. */
export type Wire = Record<string, unknown>;

export function text(value: string, extra: Wire = {}): Wire {
  return { type: "text", md: value, value, ...extra };
}

export function heading(level: number, value: string, extra: Wire = {}): Wire {
  return { type: "heading", level, md: `${"#".repeat(level)} ${value}`, value, ...extra };
}

/** `list("one", list("nested"))`; unordered unless said. */
export function list(...children: readonly (string | Wire)[]): Wire {
  const items = children.map((child) => (typeof child === "string" ? text(child) : child));
  const lines = items.map((item, index) => {
    const nested = String(item.md).replaceAll("\n", "\n  ");
    return item.type === "list" && index > 0 ? `  ${nested}` : `- ${nested}`;
  });
  return { type: "list", ordered: false, items, md: lines.join("\n") };
}

export function code(value: string, language?: string): Wire {
  return { type: "code", value, md: `\`\`\`${language ?? ""}\n${value}\n\`\`\``, ...(language === undefined ? {} : { language }) };
}

/** `table("a|b", "1|2")`: one string a row, the first is the header. */
export function table(...lines: readonly string[]): Wire {
  return rowsTable(lines.map((line) => line.split("|")));
}

export function rowsTable(rows: readonly (readonly Raw[])[], extra: Wire = {}): Wire {
  const line = (cells: readonly Raw[]): string => `| ${cells.map((cell) => String(cell ?? "").replaceAll("|", "\\|")).join(" | ")} |`;
  const [header = [], ...body] = rows;
  const md = rows.length === 0 ? "" : [line(header), line(header.map(() => "---")), ...body.map(line)].join("\n");
  return { type: "table", rows, md, html: "", csv: "", ...extra };
}

export function image(caption: string, url: string): Wire {
  return { type: "image", caption, url, md: `![${caption}](${url})` };
}

export function link(words: string, url: string): Wire {
  return { type: "link", text: words, url, md: `[${words}](${url})` };
}

export function header(...items: readonly Wire[]): Wire {
  return { type: "header", items, md: items.map((item) => item.md).join("\n") };
}

export function footer(...items: readonly Wire[]): Wire {
  return { type: "footer", items, md: items.map((item) => item.md).join("\n") };
}

/** The items as they come without markdown, which is then written from their values. */
export function withoutMarkdown(items: readonly Wire[]): Wire[] {
  return items.map((item) => ({ ...item, md: "", ...(Array.isArray(item.items) ? { items: withoutMarkdown(item.items) } : {}) }));
}

/** A box on a page; `[x, y, w, h]` in points. */
export function box(x: number, y: number, w: number, h: number, extra: Wire = {}): Wire {
  return { bbox: [{ x, y, w, h, ...extra }] };
}

/** A Letter page; its number is its place unless `number` says otherwise. */
export function page(...items: readonly Wire[]): Wire {
  return { page_width: 612, page_height: 792, success: true, items };
}

export function failedPage(error: string = "timeout"): Wire {
  return { error, success: false };
}

/** A completed parse result with these pages, numbered from 1. */
export function parseResult(...pages: readonly Wire[]): Wire {
  return {
    job: { id: "pjb-1", project_id: "prj-1", status: "COMPLETED" },
    items: { pages: pages.map((content, index) => ({ page_number: index + 1, ...content })) },
  };
}

/** A completed parse result that was fetched without items. */
export function markdownResult(...pages: readonly string[]): Wire {
  const numbered = pages.map((markdown, index) => ({ page_number: index + 1, markdown, success: true }));
  return { job: { id: "pjb-1", project_id: "prj-1", status: "COMPLETED" }, markdown: { pages: numbered } };
}

/** The document of these pages. */
export function doc(...pages: readonly Wire[]): Document {
  return normalize(readParseResult(parseResult(...pages)));
}

/** A completed extract job with this result and this document metadata. */
export function extractJob(result: unknown, documentMetadata?: unknown, extra: Wire = {}): Wire {
  return {
    id: "ext-1",
    project_id: "prj-1",
    status: "COMPLETED",
    file_input: "dfl-1",
    extract_result: result,
    extract_metadata: { field_metadata: { document_metadata: documentMetadata ?? null, page_metadata: null, row_metadata: null } },
    ...extra,
  };
}

/** The codes of warnings, in order. */
export function codes(warnings: readonly { readonly code: string }[]): string[] {
  return warnings.map((warning) => warning.code);
}

/** Freezes a value all the way down, so that a mutation throws; keeps its own stack. */
export function deepFreeze<T>(value: T): T {
  const stack: unknown[] = [value];
  for (let top = stack.pop(); top !== undefined || stack.length > 0; top = stack.pop()) {
    if (typeof top !== "object" || top === null || Object.isFrozen(top)) continue;
    Object.freeze(top);
    for (const child of Object.values(top)) stack.push(child);
  }
  return value;
}
