import { Tokenizer } from "htmlparser2";
import { raisedNumber } from "./inline-tags.ts";

/** A cell as its tag says it: without a place, its spans not clipped; a `rowSpan` of Infinity reaches to the end of its group. */
export interface HtmlTagCell {
  readonly isHeader: boolean;
  readonly columnSpan: number;
  readonly rowSpan: number;
  readonly text: string;
}

/** `group` tells row groups apart: `<thead>`, `<tbody>`, `<tfoot>`, and what stands in none of them. */
export interface HtmlTagRow {
  readonly cells: readonly HtmlTagCell[];
  readonly isHead: boolean;
  readonly group: number;
}

/** What an HTML string holds of tables, one after the other; the captions of several stand below each other. */
export interface HtmlRows {
  readonly rows: readonly HtmlTagRow[];
  readonly caption: string;
  /** How many tables stand in cells of others. */
  readonly nestedCount: number;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const groupTags = new Set(["table", "thead", "tbody", "tfoot"]);
/** Tags that stand between words as a line or a cell does. */
const partingTags = new Set(["p", "div", "li", "ul", "ol", "table", "caption", "tr", "td", "th"]);
const isCellTag = (name: string): boolean => name === "td" || name === "th";

/**
 * The rows of the tables in an HTML string; a table in a cell gives its text only.
 *
 * Only the tags that make a table are looked at, and no stack of open ones is kept: it would take quadratic time on deep nesting.
 */
export function readHtmlRows(html: string): HtmlRows {
  const rows: { cells: Writable<HtmlTagCell>[]; isHead: boolean; group: number }[] = [];
  const captions: { text: string }[] = [];
  let [depth, group, isHead, nestedCount, raised] = [0, 0, false, 0, 0];
  let [tag, attribute, value] = ["", "", ""];
  let row: (typeof rows)[number] | undefined;
  let cell: Writable<HtmlTagCell> | undefined;
  /** The cell or the caption that the text belongs to. */
  let open: { text: string } | undefined;

  const leave = (): void => {
    cell = undefined;
    open = undefined;
    raised = 0;
  };

  const openInside = (name: string): void => {
    if (open === undefined) return;
    if (name === "br") open.text += "\n";
    else if (name === "sup") raised++;
    else if (partingTags.has(name)) open.text += " ";
  };

  const openTag = (name: string): void => {
    if (name === "table") {
      if (cell !== undefined) nestedCount++;
      depth = cell === undefined ? 1 : Math.max(depth, 1) + 1;
    }
    const isCell = isCellTag(name);
    const isCaption = name === "caption" && cell === undefined;
    if (depth > 1 || !(isCell || name === "tr" || isCaption || groupTags.has(name))) {
      openInside(name);
      return;
    }
    leave();
    if (isCaption) {
      open = { text: "" };
      captions.push(open);
    } else if (groupTags.has(name)) {
      [group, isHead, row] = [group + 1, name === "thead", undefined];
    } else {
      if (row === undefined || name === "tr") {
        row = { cells: [], isHead, group };
        rows.push(row);
      }
      if (!isCell) return;
      cell = { isHeader: name === "th", columnSpan: 1, rowSpan: 1, text: "" };
      open = cell;
      row.cells.push(cell);
    }
  };

  const closeTag = (name: string): void => {
    if (name === "sup") raised = Math.max(raised - 1, 0);
    if (name === "table" && depth > 0) depth--;
    const isNested = name === "table" ? depth > 0 : depth > 1;
    const isCell = isCellTag(name);
    const isCaption = name === "caption" && cell === undefined;
    if (isNested || !(isCell || name === "tr" || isCaption || groupTags.has(name))) return;
    leave();
    if (isCaption) return;
    if (!isCell) row = undefined;
    if (groupTags.has(name)) [group, isHead] = [group + 1, false];
  };

  const nothing = (): void => {};
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname: (start, end) => {
        tag = nameAt(html, start, end);
        openTag(tag);
      },
      onattribname: (start, end) => {
        if (isCellTag(tag)) [attribute, value] = [html.slice(start, end).toLowerCase(), ""];
      },
      onattribdata: (start, end) => {
        if (isCellTag(tag)) value += html.slice(start, end);
      },
      onattribend: () => {
        if (cell === undefined || depth > 1 || !isCellTag(tag)) return;
        if (attribute === "colspan") cell.columnSpan = span(value, 1000, 1);
        if (attribute === "rowspan") cell.rowSpan = span(value, 65_534, Infinity);
      },
      ontext: (start, end) => {
        if (open === undefined) return;
        const text = html.slice(start, end);
        const folded = /[\t\n\r\f]/.test(text) ? text.replace(/[ \t\n\r\f]+/g, " ") : text;
        open.text += raised > 0 ? raisedNumber(folded) : folded;
      },
      ontextentity: (codePoint) => {
        if (open !== undefined) open.text += String.fromCodePoint(codePoint).replace(/[ \t\n\r\f]/, " ");
      },
      onclosetag: (start, end) => closeTag(nameAt(html, start, end)),
      onattribentity: nothing,
      oncdata: nothing,
      oncomment: nothing,
      ondeclaration: nothing,
      onend: nothing,
      onopentagend: nothing,
      onprocessinginstruction: nothing,
      onselfclosingtag: nothing,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  for (const { cells } of rows) for (const read of cells) read.text = shown(read.text);
  const caption = captions.map(({ text }) => shown(text)).filter((text) => text !== "");
  return { rows: withoutBareRows(rows), caption: caption.join("\n"), nestedCount };
}

/** Tag names are compared in lower case; the names of rows and cells are told by their two letters, for a table is made of little else. */
function nameAt(html: string, start: number, end: number): string {
  if (end - start === 2 && (html.charCodeAt(start) | 32) === 116) {
    const second = html.charCodeAt(start + 1) | 32;
    if (second === 100) return "td";
    if (second === 114) return "tr";
    if (second === 104) return "th";
  }
  return html.slice(start, end).toLowerCase();
}

/** HTML Living Standard §4.9.11: colspan 1 to 1000, rowspan 0 to 65534, where 0 reaches to the end of the row group. */
function span(value: string, limit: number, zero: number): number {
  const number = Number.parseInt(value, 10);
  if (number === 0) return zero;
  return number > 0 ? Math.min(number, limit) : 1;
}

/** Line breaks are kept, other white space is folded, ends are trimmed. */
function shown(text: string): string {
  if (!/\n| {2}|^\s|\s$/.test(text)) return text;
  return text
    .replace(/ {2,}/g, " ")
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .trim();
}

/** A row without cells stays only where a cell of its group reaches into it from above. */
function withoutBareRows(rows: readonly HtmlTagRow[]): readonly HtmlTagRow[] {
  if (rows.every((row) => row.cells.length > 0)) return rows;
  const kept: HtmlTagRow[] = [];
  let [group, reach] = [-1, 0];
  for (const row of rows) {
    if (row.group !== group) [group, reach] = [row.group, 0];
    for (const cell of row.cells) reach = Math.max(reach, kept.length + cell.rowSpan);
    if (row.cells.length > 0 || reach > kept.length) kept.push(row);
  }
  return kept;
}
