import type { LaidBlock, LaidCell, LaidTable } from "../block.ts";
import { counted, hullOf, makePiece, type Piece, sourceSegment, textOf } from "../piece.ts";
import type { ChunkFlag, Segment, Span, Tokenizer } from "../types.ts";
import { type Lines, noFrame } from "./lines.ts";
import { cutPlain } from "./plain.ts";
import { shortened } from "./shortened.ts";
import type { Window } from "./window.ts";

/** The rows of a table as `column: cell` lines, a blank line between rows; the names stand for the header, blank cells are left out. */
export function keyValueLines(block: LaidBlock, table: LaidTable, tokenizer: Tokenizer, window: Window): Lines {
  const rows = table.rows.flatMap((_, row) => {
    const cells = table.cells(row);
    return cells.length === 0 ? [] : [{ row, cells }];
  });
  const labels = labelsOf(table, tokenizer, window);
  const segmentsOf = (unit: number): Segment[] => rowSegments(block, (rows[unit] as Row).cells, labels);
  const costs = rows.map((_, unit) => tokenizer.count(`${textOf(segmentsOf(unit))}\n\n`));
  // Rows without a text count with the row above them, those before the first with that one.
  const rowsOf = (first: number, last: number): Span => [
    first === 0 ? 0 : (rows[first] as Row).row,
    last === rows.length ? table.rows.length : (rows[last] as Row).row,
  ];
  return {
    block,
    tokenizer,
    unitCount: rows.length,
    cost: (unit) => costs[unit] as number,
    endCost: (unit) => tokenizer.count(textOf(segmentsOf(unit))),
    leadCost: 0,
    textOf: (unit) => textOf(segmentsOf(unit)),
    body: (first, last) => rows.slice(first, last).flatMap((_, index) => [...(index === 0 ? [] : [rowGap]), ...segmentsOf(first + index)]),
    opening: () => noFrame,
    closing: () => noFrame,
    least: 1,
    isParted: () => false,
    cutUnit: (unit, inner) => cutRow(block, table, (rows[unit] as Row).cells, rowsOf(unit, unit + 1), tokenizer, inner, labels),
    describe: (first, last) => {
      const own = rowsOf(first, last);
      return { table: { rows: own, header: "names" }, reach: reachOf(block, table, own, false) };
    },
    isExact: true,
    flags: labels.flags,
  };
}

/** A row of a table that is too large for a piece, as `column: cell` lines: cut between cells, then inside a cell. */
export function cutTableRow(block: LaidBlock, table: LaidTable, row: number, tokenizer: Tokenizer, window: Window): Piece[] {
  return cutRow(block, table, table.cells(row), [row, row + 1], tokenizer, window, labelsOf(table, tokenizer, window));
}

/** The lines of body rows in the document's markdown, with the header, and what stands behind the last one. */
export function reachOf({ start, text }: LaidBlock, { rows }: LaidTable, [first, last]: Span, isHeaded: boolean): Span {
  const from = isHeaded ? 0 : (rows[first]?.[0] ?? text.length);
  return [start + from, start + (last === rows.length ? text.length : (rows[last - 1]?.[1] ?? from))];
}

/** The body rows as text to embed. */
export function keyValueText(block: LaidBlock, table: LaidTable, [first, last]: Span): string {
  const rows: string[] = [];
  for (let row = first; row < last; row++) {
    const lines = table.cells(row).map(({ column, span }) => `${nameOf(table, column)}${block.text.slice(...span)}`);
    if (lines.length > 0) rows.push(lines.join("\n"));
  }
  return rows.join("\n\n");
}

interface Row {
  readonly row: number;
  readonly cells: readonly LaidCell[];
}

interface Labels {
  readonly of: (column: number) => Segment;
  readonly flags: readonly ChunkFlag[];
}

const rowGap: Segment = { kind: "joint", text: "\n\n" };
const cellGap: Segment = { kind: "joint", text: "\n" };

function rowSegments(block: LaidBlock, cells: readonly LaidCell[], labels: Labels): Segment[] {
  return cells.flatMap(({ column, span }, index) => [...(index === 0 ? [] : [cellGap]), labels.of(column), sourceSegment(block, span)]);
}

function nameOf({ names }: LaidTable, column: number): string {
  const name = names[column];
  return name === undefined || name === "" ? "" : `${name}: `;
}

/** The label of each column, cut to a quarter of the window. */
function labelsOf(table: LaidTable, tokenizer: Tokenizer, { limit }: Window): Labels {
  const full = table.names.map((_, column) => nameOf(table, column));
  const texts = full.map((label) =>
    tokenizer.count(label) <= limit / 4 ? label : `${shortened(label.slice(0, -2), limit / 4 - 2, tokenizer)}: `,
  );
  const isShortened = texts.some((text, column) => text !== full[column]);
  return { of: (column) => ({ kind: "name", text: texts[column] ?? "" }), flags: isShortened ? ["header-shortened"] : [] };
}

/** A part of a row: a cell under its name, or some of one. */
interface RowPart {
  readonly segments: readonly Segment[];
  readonly tokens: number;
}

/** The cells one after the other, as many in a piece as fit; a cell too large is cut, its name before each part. */
function cutRow(
  block: LaidBlock,
  laid: LaidTable,
  cells: readonly LaidCell[],
  rows: Span,
  tokenizer: Tokenizer,
  window: Window,
  labels: Labels,
): Piece[] {
  const { count } = tokenizer;
  const pieces: Piece[] = [];
  let open: RowPart[] = [];
  let [used, room] = [0, window.firstLimit];
  const close = (): void => {
    if (open.length > 0) pieces.push(rowPiece(block, open, rows, tokenizer, { labels, most: window.most }));
    [open, used, room] = [[], 0, window.limit];
  };
  const add = (part: RowPart): void => {
    if (open.length > 0 && used + part.tokens > room) close();
    open.push(part);
    used += part.tokens;
  };
  for (const { column, span } of cells) {
    const name = labels.of(column);
    const whole = [name, sourceSegment(block, span)];
    const tokens = count(textOf(whole));
    if (open.length > 0 && used + tokens > room && (tokens <= window.limit || room - used < window.limit / 4)) close();
    if (used + tokens <= room) {
      add({ segments: whole, tokens: count(`${textOf(whole)}\n`) });
      continue;
    }
    if (open.length > 0 && count(name.text) * 2 > room - used) close();
    const label = fittingLabel(name, (room - used) / 2, tokenizer);
    const frame = { frame: () => ({ before: [label], behind: [] }), frameTokens: count(label.text) };
    for (const { segments, endTokens } of cutPlain(block, span, tokenizer, { ...window, firstLimit: room - used }, frame))
      add({ segments, tokens: endTokens() + count("\n") });
  }
  close();
  // Together they stand for all of the row's lines.
  const [from, to] = reachOf(block, laid, rows, false);
  return pieces.map((piece, index) => ({
    ...piece,
    reach: [index === 0 ? from : piece.span[0], index === pieces.length - 1 ? to : piece.span[1]],
  }));
}

/** The label, cut where it leaves no room for what it names. */
function fittingLabel(label: Segment, limit: number, tokenizer: Tokenizer): Segment {
  if (tokenizer.count(label.text) <= limit) return label;
  const name = shortened(label.text.slice(0, -2), limit - 2, tokenizer);
  return { kind: "name", text: name === "" ? "" : `${name}: ` };
}

function rowPiece(
  block: LaidBlock,
  parts: readonly RowPart[],
  rows: Span,
  tokenizer: Tokenizer,
  { labels, most }: { readonly labels: Labels; readonly most: number },
): Piece {
  const segments = parts.flatMap((part, index) => [...(index === 0 ? [] : [cellGap]), ...part.segments]);
  const text = textOf(segments);
  const tokens = tokenizer.count(text + block.gap);
  const recut: Piece["recut"] = (limit) => {
    const window = { limit, firstLimit: limit, most: Math.max(most, limit) };
    if (parts.length > 1) return parts.map((part) => rowPiece(block, [part], rows, tokenizer, { labels, most }));
    const source = segments.find(({ kind }) => kind === "source")?.span as Span;
    const own: Span = [source[0] - block.start, source[1] - block.start];
    return cutPlain(block, own, tokenizer, window, { table: { rows, header: "names" }, reason: "row", flags: labels.flags });
  };
  const endTokens = counted(() => tokenizer.count(text));
  const table = { rows, header: "names" } as const;
  return makePiece({ block, segments, span: hullOf(segments), text, tokens, endTokens, table, reason: "row", flags: labels.flags, recut });
}
