import { Tokenizer } from "htmlparser2";
import type { Writable } from "../payload/writable.ts";
import { groupTags, isCellTag, mutedTags, nameAt, partingTags } from "./html-tags.ts";
import { partsNumbers, raisedNumber } from "./inline-tags.ts";
import { mayPart, withPartedNumbers } from "./parted-numbers.ts";

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
  /** How many `<col>` a table has, the most of several; their `span` says nothing that a cell would not. */
  readonly columnTags: number;
  /** How many tables stand in cells of others. */
  readonly nestedCount: number;
}

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
  let [columnTags, mostColumnTags] = [0, 0];
  let row: (typeof rows)[number] | undefined;
  let cell: Writable<HtmlTagCell> | undefined;
  /** The cell or the caption that the text belongs to. */
  let open: { text: string } | undefined;
  /** The same, while a muted tag is open in it. */
  let muted: { text: string } | undefined;

  const leave = (): void => {
    cell = undefined;
    open = undefined;
    muted = undefined;
    raised = 0;
  };

  const part = (name: string): void => {
    if (open === undefined) return;
    if (partingTags.has(name)) open.text += ` ${mayPart}`;
    else if (partsNumbers(name)) open.text += mayPart;
  };

  const openInside = (name: string): void => {
    if (open === undefined) return;
    if (name === "br") open.text += "\n";
    else if (name === "sup") raised++;
    else if (mutedTags.has(name)) [muted, open] = [open, undefined];
    else part(name);
  };

  const openTag = (name: string): void => {
    if (name === "table") {
      if (cell !== undefined) nestedCount++;
      depth = cell === undefined ? 1 : Math.max(depth, 1) + 1;
    }
    if (name === "table") columnTags = depth > 1 ? columnTags : 0;
    if (name === "col" && cell === undefined) mostColumnTags = Math.max(mostColumnTags, ++columnTags);
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
    if (muted !== undefined && mutedTags.has(name)) [open, muted] = [muted, undefined];
    const isNested = name === "table" ? depth > 0 : depth > 1;
    const isCell = isCellTag(name);
    const isCaption = name === "caption" && cell === undefined;
    if (isNested || !(isCell || name === "tr" || isCaption || groupTags.has(name))) {
      part(name);
      return;
    }
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
        const folded = /[\t\n\v\r\f]/.test(text) ? text.replace(/[ \t\n\v\r\f]+/g, " ") : text;
        open.text += raised > 0 ? raisedNumber(folded) : folded;
      },
      ontextentity: (codePoint) => {
        if (open === undefined) return;
        const text = String.fromCodePoint(codePoint).replace(/[ \t\n\v\r\f]/, " ");
        open.text += raised > 0 ? raisedNumber(text) : text;
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
  return { rows: withoutBareRows(rows), caption: caption.join("\n"), columnTags: mostColumnTags, nestedCount };
}

/** HTML Living Standard §4.9.11: colspan 1 to 1000, rowspan 0 to 65534, where 0 reaches to the end of the row group. */
function span(value: string, limit: number, zero: number): number {
  const number = Number.parseInt(value, 10);
  if (number === 0) return zero;
  return number > 0 ? Math.min(number, limit) : 1;
}

/** Line breaks are kept, other white space is folded, ends are trimmed. */
function shown(text: string): string {
  if (!/[\n\v]| {2}|^\s|\s$/.test(text)) return text;
  return withPartedNumbers(text)
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
