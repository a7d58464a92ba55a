import { gridMarkdown } from "../../markdown/grid-markdown.ts";
import type { Row } from "../../tree/table.ts";
import type { Table } from "../../tree/types.ts";
import type { Span } from "../types.ts";
import { ownText, type PartText, type TableText } from "./own-text.ts";
import { pipeLines } from "./pipe-table.ts";

/** A row of a part in the part's own text. */
interface RowPlace {
  readonly part: PartLines;
  readonly span: Span;
  /** Its place among the body rows of the part, from 0; -2 for the header line, which the delimiter row parts from them. */
  readonly order: number;
}

interface PartLines {
  readonly pointer: string;
  readonly own: TableText;
  /** By the index of the row in the item. */
  readonly places: ReadonlyMap<number, Omit<RowPlace, "part">>;
}

/**
 * The text of a stitched table: the first part's lines, then the rows of the others, each sliced as written; only rows whose columns were
 * mapped or that were healed are written anew. Undefined where the first part's own markdown does not have its rows, or HTML lacks some.
 */
export function stitchedText(table: Table, partOf: (pointer: string) => Table | undefined): TableText | undefined {
  const { grid, pointer } = table;
  const first = partOf(pointer);
  const own = first === undefined ? undefined : ownText(first, first.grid);
  if (own === undefined) return undefined;
  const placeOf = placeFinder(table, own.kind, partOf);
  const rows = grid.rows.slice(grid.headerRowCount);
  const places = rows.map(placeOf);
  const isAnew = places.includes(undefined);
  if (own.kind === "html" && isAnew) return undefined;
  const anew = isAnew ? gridMarkdown(grid) : "";
  const anewRows = isAnew ? (pipeLines(anew)?.rows ?? []) : [];
  const nodeStart = (own.parts[0] as PartText).nodeStart;
  let text = own.text.slice(...own.header);
  const spans: Span[] = [];
  const parts: { pointer: string; start: number; end: number; nodeStart: number }[] = [{ pointer, start: 0, end: text.length, nodeStart }];
  let last: RowPlace | undefined;
  for (const [index, place] of places.entries()) {
    // Where rows follow each other in their part, so does what stands between them; the first one follows its header.
    const isNext = place !== undefined && isAfter(place, last, index === 0 ? pointer : undefined);
    const from = isNext ? (last?.span[1] ?? own.header[1]) : 0;
    if (isNext) text += place.part.own.text.slice(from, place.span[0]);
    else if (own.kind === "pipe" || index > 0) text += "\n";
    const start = text.length;
    text += place === undefined ? anew.slice(...(anewRows[index] as Span)) : place.part.own.text.slice(...place.span);
    spans.push([start, text.length]);
    if (isNext) (parts.at(-1) as { end: number }).end = text.length;
    else if (place !== undefined) {
      const partStart = (place.part.own.parts[0] as PartText).nodeStart + place.span[0];
      parts.push({ pointer: place.part.pointer, start, end: text.length, nodeStart: partStart });
    }
    last = place;
  }
  if (own.kind === "html") text += own.text.slice((own.rows.at(-1) as Span)[1]);
  return { kind: own.kind, text, header: own.header, captions: own.captions, rows: spans, parts };
}

function isAfter({ part, order }: RowPlace, last: RowPlace | undefined, owner: string | undefined): boolean {
  if (owner !== undefined) return part.pointer === owner && order === 0;
  return last?.part === part && order === last.order + 1;
}

/** Finds where a row stands as written; undefined where it has to be written anew. */
function placeFinder(
  { parts, grid }: Table,
  kind: TableText["kind"],
  partOf: (pointer: string) => Table | undefined,
): (row: Row) => RowPlace | undefined {
  const healed = new Set(parts.flatMap(({ healedRows }) => healedRows.map(({ source }) => `${source.rowIndex} ${source.pointer}`)));
  const isMapped = new Set(
    parts.flatMap(({ pointer, columnMap }) => (columnMap.every((target, column) => target === column) ? [] : [pointer])),
  );
  const known = new Map<string, PartLines | undefined>();
  const linesOf = (pointer: string): PartLines | undefined => {
    if (known.has(pointer)) return known.get(pointer);
    const part = partOf(pointer);
    const own =
      part === undefined || part.grid.columnCount !== grid.columnCount || isMapped.has(pointer) ? undefined : ownText(part, part.grid);
    const lines = part === undefined || own?.kind !== kind ? undefined : { pointer, own, places: rowPlaces(part, own) };
    known.set(pointer, lines);
    return lines;
  };
  return ({ source: { pointer, rowIndex } }) => {
    if (rowIndex === null || healed.has(`${rowIndex} ${pointer}`)) return undefined;
    const part = linesOf(pointer);
    const place = part?.places.get(rowIndex);
    return part === undefined || place === undefined ? undefined : { part, ...place };
  };
}

function rowPlaces({ grid }: Table, own: TableText): ReadonlyMap<number, Omit<RowPlace, "part">> {
  const places = new Map<number, Omit<RowPlace, "part">>();
  for (const [index, { source }] of grid.rows.entries()) {
    const order = index - grid.headerRowCount;
    const span = order >= 0 ? own.rows[order] : headerLine(own, grid.headerRowCount);
    if (source.rowIndex !== null && span !== undefined) places.set(source.rowIndex, { span, order: order < 0 ? -2 : order });
  }
  return places;
}

/** The one header line of a pipe table, which in the table it continues may be a body row. */
function headerLine({ kind, text, header }: TableText, headerRowCount: number): Span | undefined {
  if (kind !== "pipe" || headerRowCount !== 1) return undefined;
  const end = text.indexOf("\n", header[0]);
  return [header[0], text[end - 1] === "\r" ? end - 1 : end];
}
