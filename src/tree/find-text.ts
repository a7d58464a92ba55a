import { unreachable } from "../errors.ts";
import type { Region } from "../geometry/box.ts";
import { present } from "../payload/present.ts";
import { anchorCells } from "./anchors.ts";
import { narrower, type PlacedText } from "./narrow.ts";
import { foldForms, type Reading, readInline, readLiteral } from "./reading.ts";
import type { Cell, Row } from "./table.ts";
import type { Node, Page } from "./types.ts";
import { visit } from "./visit.ts";

export interface FindTextOptions {
  /** For a text; a regular expression says it by its flag `i`. @default false */
  readonly caseSensitive?: boolean;
  /** Whether white space in a text stands for any run of white space, line ends included; not for a regular expression. @default true */
  readonly normalizeSpace?: boolean;
}

/** Where a text occurs. */
export interface TextMatch {
  /** The innermost node that holds it. */
  readonly node: Node;
  /** The cell of a table that holds it, and the row it begins in. */
  readonly cell?: Cell;
  readonly row?: Row;
  /** One when known; several mean "one of these", as in a table the service merged; empty in a tree without pages. */
  readonly pageNumbers: readonly number[];
  /** Offsets in the node's `value`, an image's `alt` or the cell's `text`, from the first character found to the last; UTF-16, half-open. */
  readonly span: readonly [start: number, end: number];
  /** What stands there, with the marks of markdown inside it. */
  readonly text: string;
  /** Of its words or lines when these have boxes, else of what the payload places that holds it; empty when that has no box. */
  readonly regions: readonly Region[];
}

/**
 * Every occurrence of a text or regular expression, in reading order and without overlaps.
 *
 * What a person reads is searched, node by node: values, captions of images, each cell of a table once; lists and other containers are not,
 * for their children are. Marks of emphasis, strikethrough and code are left out, escapes and entities (`&amp;`, `&lt;`, `&gt;`, `&quot;`,
 * `&apos;`, `&nbsp;`, numeric ones) undone, but in code; a regular expression is tried on that text too. HTML tags and destinations of links
 * in a value are searched as they are written. For a text, compatible forms of a character are one (NFKC): `fi` finds the ligature. Empty
 * matches are left out.
 *
 * @throws {RangeError} when the text is empty or longer than 10,000 characters in NFKC, or the expression is sticky
 */
export function findText(tree: Node, query: string | RegExp, options: FindTextOptions = {}): TextMatch[] {
  const pattern = typeof query === "string" ? textPattern(query, options) : expressionPattern(query);
  const prepare = typeof query === "string" ? foldForms : (reading: Reading): Reading => reading;
  const matches: TextMatch[] = [];
  const search = (read: Reading, placed: PlacedText, holder: Pick<TextMatch, "node" | "cell" | "row" | "pageNumbers">): void => {
    let narrow: ReturnType<typeof narrower> | undefined;
    const { text, origin } = prepare(read);
    let last = 0;
    for (const { 0: found, index } of text.matchAll(pattern)) {
      if (found === "") continue;
      const span = origin(index, index + found.length);
      // Two that are found in one character, such as a ligature, are one match.
      if (span[0] < last) continue;
      last = span[1];
      narrow ??= narrower(placed);
      matches.push({ ...holder, span, text: placed.searched.slice(...span), regions: narrow(span) });
    }
  };
  let page: Page | undefined;
  visit(tree, (node) => {
    if (node.type === "page") page = node;
    const pageNumbers = page === undefined ? [] : [page.number];
    const { markdown: source, regions, lines } = node;
    const searched = textOf(node);
    if (searched !== undefined) {
      const read = node.type === "code" ? readLiteral(searched) : readInline(searched);
      search(read, present({ searched, source, regions, lines }), { node, pageNumbers });
    }
    if (node.type !== "table") return;
    for (const { cell, row } of anchorCells(node.grid)) {
      const { text, raw, regions, lines } = cell;
      const placed = present({ searched: text, source: String(raw ?? ""), regions, lines, fallback: row.source.regions });
      search(readInline(text), placed, { node, cell, row, pageNumbers: row.source.pageNumbers });
    }
  });
  return matches;
}

/** The text of a node itself; undefined for containers and tables. */
function textOf(node: Node): string | undefined {
  switch (node.type) {
    case "paragraph":
    case "heading":
    case "code":
    case "link":
      return node.value;
    case "image":
      return node.alt;
    case "unknown":
      // Its value repeats its children.
      return node.children.length > 0 ? undefined : node.value;
    case "root":
    case "page":
    case "pageHeader":
    case "pageFooter":
    case "list":
    case "listItem":
    case "table":
      return undefined;
    default:
      return unreachable(node);
  }
}

function expressionPattern({ source, flags, sticky }: RegExp): RegExp {
  if (sticky) throw new RangeError(`The regular expression has the flag y, which matches at one place only: leave it out`);
  return new RegExp(source, flags.includes("g") ? flags : `${flags}g`);
}

// V8 compiles expressions of some 50,000 characters no more.
const longest = 10_000;

function textPattern(query: string, { caseSensitive = false, normalizeSpace = true }: FindTextOptions): RegExp {
  const { text } = foldForms(readLiteral(query));
  if (text === "") throw new RangeError("The text to find is empty");
  if (text.length > longest) throw new RangeError(`The text to find has ${text.length} characters, expected at most ${longest}`);
  const flags = caseSensitive ? "gu" : "giu";
  if (!normalizeSpace) return new RegExp(escapePattern(text), flags);
  const source = text.split(/\s+/).map(escapePattern).join("\\s+");
  // A run of white space is met at its start only: trying each of its characters would be quadratic.
  return new RegExp(source.startsWith("\\s+") ? `(?<!\\s)${source}` : source, flags);
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
