import type { Region } from "../../geometry/box.ts";
import type { WireBox } from "../../payload/box.ts";
import type { GroundedCell } from "../../payload/grounding/item.ts";
import type { TextLine } from "../../tree/page-data.ts";
import type { Cell, Row } from "../../tree/table.ts";
import type { Table } from "../../tree/types.ts";
import { foldedShares, isFolded } from "./folded-cells.ts";
import { groundLines, groundRegion, shiftOf } from "./frame.ts";
import type { GroundMatch } from "./matches.ts";
import { mapShared } from "./sharing.ts";

type Matches = ReadonlyMap<string, GroundMatch>;

/** What is found of a cell: a cell that spans several slots may have places in each of them. */
interface Place {
  readonly regions: Map<string, Region>;
  readonly lines: Map<string, TextLine>;
}

/** The table with the places of its cells, also of those in rows that its parts dropped or healed; adds to `used` what it took. */
export function groundTable(table: Table, matches: Matches, used: Set<GroundedCell>): Table {
  const rows = groundRows(table.grid.rows, matches, used);
  const parts = mapShared(table.parts, (part) => {
    const droppedRows = groundRows(part.droppedRows, matches, used);
    const healedRows = groundRows(part.healedRows, matches, used);
    return droppedRows === part.droppedRows && healedRows === part.healedRows ? part : { ...part, droppedRows, healedRows };
  });
  const grid = rows === table.grid.rows ? table.grid : { ...table.grid, rows };
  return grid === table.grid && parts === table.parts ? table : { ...table, grid, parts };
}

function groundRows(rows: readonly Row[], matches: Matches, used: Set<GroundedCell>): readonly Row[] {
  const places = new Map<Cell, Place>();
  const rowPlaces = new Map<Row, Place>();
  const folded = new Map<GroundMatch, Row[]>();
  for (const row of rows) {
    const match = matches.get(row.source.pointer);
    if (match === undefined || row.source.rowIndex === null) continue;
    const header = isFolded(row) ? folded.get(match) : undefined;
    if (header !== undefined) header.push(row);
    else if (isFolded(row)) folded.set(match, [row]);
    else groundRow(row, row.source.rowIndex, match, places, used);
  }
  for (const [match, header] of folded) groundHeader(header, match, places, rowPlaces, used);
  const grounded = new Map([...places].map(([cell, place]) => [cell, withPlace(cell, place)]));
  return mapShared(rows, (row, index) => {
    const cells = mapShared(row.cells, (cell) => grounded.get(cell) ?? cell);
    return withCells(row, index, cells, [...(rowPlaces.get(row)?.regions.values() ?? [])]);
  });
}

function groundRow(row: Row, rowIndex: number, { item, frame }: GroundMatch, places: Map<Cell, Place>, used: Set<GroundedCell>): void {
  const sent = item.cells[rowIndex] ?? [];
  for (const [column, cell] of row.cells.entries()) {
    const grounded = sent[column];
    if (grounded === undefined) continue;
    used.add(grounded);
    const shift = shiftOf(item.rows[rowIndex]?.[column] ?? "", String(cell.raw ?? ""));
    addTo(places, cell, grounded.boxes, groundLines(grounded.lines, shift, frame), frame);
  }
}

/** Header rows whose texts are folded into one: what is no single cell's stays with the first of the rows. */
function groundHeader(
  rows: readonly Row[],
  { item, frame }: GroundMatch,
  places: Map<Cell, Place>,
  rowPlaces: Map<Row, Place>,
  used: Set<GroundedCell>,
): void {
  const [first] = rows;
  if (first === undefined) return;
  for (const column of first.cells.keys()) {
    const grounded = item.cells[0]?.[column];
    if (grounded === undefined) continue;
    const text = item.rows[0]?.[column] ?? "";
    const cells = rows.flatMap((row) => row.cells[column] ?? []);
    const { shares, boxes, lines } = foldedShares(text, grounded, cells);
    for (const { cell, shift, ...share } of shares) {
      addTo(places, cell, share.boxes, groundLines(share.lines, shift, frame), frame);
    }
    addTo(rowPlaces, first, boxes, [], frame);
    if (lines.length === 0) used.add(grounded);
  }
}

function addTo<T>(
  places: Map<T, Place>,
  owner: T,
  boxes: readonly WireBox[],
  lines: readonly TextLine[],
  frame: GroundMatch["frame"],
): void {
  if (boxes.length === 0 && lines.length === 0) return;
  const place = places.get(owner) ?? { regions: new Map(), lines: new Map() };
  places.set(owner, place);
  for (const box of boxes) {
    const region = groundRegion(box, frame);
    if (region !== undefined) place.regions.set(keyOf(region), region);
  }
  for (const line of lines) place.lines.set(`${keyOf(line.region)} ${line.text}`, line);
}

function keyOf({ pageNumber, box }: Region): string {
  return `${pageNumber} ${box.x} ${box.y} ${box.width} ${box.height} ${box.rotation}`;
}

function withPlace(cell: Cell, { regions, lines }: Place): Cell {
  return {
    ...cell,
    ...(regions.size === 0 ? {} : { regions: [...regions.values()] }),
    ...(lines.size === 0 ? {} : { lines: [...lines.values()] }),
  };
}

/**
 * A row with places is where its cells are, and on the page that they are on.
 *
 * Of a cell that reaches down from a row above it has the first box only: a cell with many boxes may reach down over many rows.
 */
function withCells(row: Row, index: number, cells: readonly Cell[], own: readonly Region[]): Row {
  if (cells === row.cells && own.length === 0) return row;
  const ofCells = [...new Set(cells)].flatMap((cell) => (cell.row === index ? cell.regions : cell.regions.slice(0, 1)));
  const regions = [...ofCells, ...own];
  if (regions.length === 0) return { ...row, cells };
  const pages = [...new Set(regions.map((region) => region.pageNumber))].sort((one, other) => one - other);
  const pageNumbers = row.source.pageNumbers.length > 1 ? pages : row.source.pageNumbers;
  return { ...row, cells, source: { ...row.source, regions, pageNumbers } };
}
