import { Tokenizer } from "htmlparser2";

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

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const groupTags = new Set(["table", "thead", "tbody", "tfoot"]);
/** Tags that stand between words as a line or a cell does. */
const partingTags = new Set(["p", "div", "li", "ul", "ol", "table", "tr", "td", "th"]);
const isCellTag = (name: string): boolean => name === "td" || name === "th";

/**
 * The rows of the tables in an HTML string, of several tables one after the other; a table in a cell gives its text only.
 *
 * Only the tags that make a table are looked at, and no stack of open ones is kept: it would take quadratic time on deep nesting.
 */
export function readHtmlRows(html: string): HtmlTagRow[] {
  const rows: { cells: Writable<HtmlTagCell>[]; isHead: boolean; group: number }[] = [];
  let [depth, group, isHead] = [0, 0, false];
  let [tag, attribute, value] = ["", "", ""];
  let row: (typeof rows)[number] | undefined;
  let cell: Writable<HtmlTagCell> | undefined;

  const open = (name: string): void => {
    if (name === "table") depth = cell === undefined ? 1 : Math.max(depth, 1) + 1;
    if (depth > 1 || !(groupTags.has(name) || name === "tr" || isCellTag(name))) {
      if (cell !== undefined && name === "br") cell.text += "\n";
      if (cell !== undefined && partingTags.has(name)) cell.text += " ";
      return;
    }
    cell = undefined;
    if (groupTags.has(name)) {
      [group, isHead, row] = [group + 1, name === "thead", undefined];
      return;
    }
    if (row === undefined || name === "tr") {
      row = { cells: [], isHead, group };
      rows.push(row);
    }
    if (!isCellTag(name)) return;
    cell = { isHeader: name === "th", columnSpan: 1, rowSpan: 1, text: "" };
    row.cells.push(cell);
  };

  const close = (name: string): void => {
    if (name === "table" && depth > 0) depth--;
    const isNested = name === "table" ? depth > 0 : depth > 1;
    if (isNested || !(groupTags.has(name) || name === "tr" || isCellTag(name))) return;
    cell = undefined;
    if (!isCellTag(name)) row = undefined;
    if (groupTags.has(name)) [group, isHead] = [group + 1, false];
  };

  const nothing = (): void => {};
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname: (start, end) => {
        tag = nameAt(html, start, end);
        open(tag);
      },
      onattribname: (start, end) => {
        [attribute, value] = [nameAt(html, start, end), ""];
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
        if (cell !== undefined) cell.text += html.slice(start, end).replace(/[ \t\n\r\f]+/g, " ");
      },
      ontextentity: (codePoint) => {
        if (cell !== undefined) cell.text += String.fromCodePoint(codePoint).replace(/[ \t\n\r\f]/, " ");
      },
      onclosetag: (start, end) => close(nameAt(html, start, end)),
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
  return withoutBareRows(rows);
}

/** Tag and attribute names are compared in lower case. */
function nameAt(html: string, start: number, end: number): string {
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
  return text
    .replace(/ {2,}/g, " ")
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .trim();
}

/** A row without cells stays only where a cell of its group reaches into it from above. */
function withoutBareRows(rows: readonly HtmlTagRow[]): HtmlTagRow[] {
  const kept: HtmlTagRow[] = [];
  let [group, reach] = [-1, 0];
  for (const row of rows) {
    if (row.group !== group) [group, reach] = [row.group, 0];
    for (const cell of row.cells) reach = Math.max(reach, kept.length + cell.rowSpan);
    if (row.cells.length > 0 || reach > kept.length) kept.push(row);
  }
  return kept;
}
