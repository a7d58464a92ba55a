import { Tokenizer } from "htmlparser2";
import { isCellTag, nameAt } from "./html-tags.ts";

type Span = readonly [start: number, end: number];

/** Where a row of an HTML table stands, from its `<tr` to the end of its `</tr>`, and the contents of its cells between their tags. */
export interface HtmlRowSpan {
  readonly start: number;
  readonly end: number;
  readonly cells: readonly Span[];
}

/** Where the rows and captions of an HTML table stand in its source. */
export interface HtmlTableSpans {
  readonly rows: readonly HtmlRowSpan[];
  readonly captions: readonly Span[];
  /** The opening tag of the table. */
  readonly tag: Span;
}

/** The rows of the first table in an HTML string, some maybe without cells, and its captions; a table in a cell is a part of that cell. Undefined where there is no table. */
export function htmlRowSpans(html: string): HtmlTableSpans | undefined {
  const rows: { start: number; end: number; cells: [number, number][] }[] = [];
  const captions: [number, number][] = [];
  let tag: [number, number] | undefined;
  let [depth, name, opened] = [0, "", 0];
  let isOver = false;
  let caption: [number, number] | undefined;
  /** The cell that is open, until its end is known. */
  let cell: [number, number] | undefined;
  const endCell = (at: number): void => {
    if (cell !== undefined) cell[1] = at;
    cell = undefined;
  };
  const endRow = (at: number): void => {
    endCell(at);
    const row = rows.at(-1);
    if (row !== undefined && row.end < 0) row.end = at;
  };
  const openTag = (at: number): void => {
    if (name === "table") {
      depth++;
      if (depth === 1 && tag === undefined) tag = [at, -1];
    }
    if (depth !== 1 || isOver) return;
    if (name === "caption") caption = [at, -1];
    if (name === "tr") {
      endRow(at);
      rows.push({ start: at, end: -1, cells: [] });
    } else if (isCellTag(name)) {
      endCell(at);
      if (rows.length === 0 || (rows.at(-1)?.end as number) >= 0) rows.push({ start: at, end: -1, cells: [] });
    } else if (name === "thead" || name === "tbody" || name === "tfoot") endRow(at);
  };
  const closeTag = (closed: string, start: number, end: number): void => {
    if (isOver) return;
    if (depth === 1) {
      if (isCellTag(closed)) endCell(start);
      if (closed === "tr") {
        endCell(start);
        endRow(end);
      }
      if (closed === "table" || closed === "thead" || closed === "tbody" || closed === "tfoot") endRow(start);
      if (closed === "caption" && caption !== undefined) {
        captions.push([caption[0], end]);
        caption = undefined;
      }
    }
    if (closed !== "table" || depth === 0) return;
    depth--;
    if (depth === 0) isOver = true;
  };
  const nothing = (): void => {};
  const tokenizer = new Tokenizer(
    { decodeEntities: false },
    {
      onopentagname: (start, end) => {
        [name, opened] = [nameAt(html, start, end), start - 1];
        openTag(opened);
      },
      onopentagend: (end) => {
        if (depth !== 1 || isOver) return;
        if (name === "table" && tag !== undefined && tag[1] < 0) tag[1] = end + 1;
        if (!isCellTag(name)) return;
        cell = [end + 1, end + 1];
        rows.at(-1)?.cells.push(cell);
      },
      onclosetag: (start, end) => {
        const close = html.indexOf(">", end);
        closeTag(nameAt(html, start, end), start - 2, close < 0 ? html.length : close + 1);
      },
      onattribname: nothing,
      onattribdata: nothing,
      onattribend: nothing,
      onattribentity: nothing,
      ontext: nothing,
      ontextentity: nothing,
      oncdata: nothing,
      oncomment: nothing,
      ondeclaration: nothing,
      onend: nothing,
      onprocessinginstruction: nothing,
      onselfclosingtag: nothing,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  endRow(html.length);
  if (tag === undefined || tag[1] < 0) return undefined;
  return { rows, captions, tag };
}

/** The rows as a grid of so many has them: all, or those with cells; undefined where neither are as many. */
export function rowsOfGrid({ rows }: HtmlTableSpans, rowCount: number): readonly HtmlRowSpan[] | undefined {
  return [rows, rows.filter((row) => row.cells.length > 0)].find((found) => found.length === rowCount);
}
