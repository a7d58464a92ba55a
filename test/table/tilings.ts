import fc from "fast-check";
import { isAnchor } from "../../src/table/grid.ts";
import type { Grid } from "../../src/tree/table.ts";
import { words } from "../arbitraries.ts";
import { rowsTable, type Wire } from "../build.ts";

/** A cell of a tiling; its text may hold line feeds. */
export interface Tile {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly text: string;
}

/** A table with spans, as rectangles in reading order that fill it. */
export interface Tiling {
  readonly width: number;
  readonly headerRows: number;
  readonly height: number;
  readonly tiles: readonly Tile[];
}

const texts = fc.oneof(
  { weight: 3, arbitrary: words },
  fc.constantFrom("", "a < b & c", "2023\\*", "x|y", "first\nsecond", "&amp;", "<i>"),
);

/** Spans never cross from the header into the body; `plain` keeps the last row free of spans. */
export function tilings(plain: boolean): fc.Arbitrary<Tiling> {
  const sizes = fc.record({
    width: fc.integer({ min: 1, max: 5 }),
    headerRows: fc.integer({ min: 1, max: 5 }),
    bodyRows: fc.integer({ min: 1, max: 6 }),
  });
  return sizes.chain(({ width, headerRows, bodyRows }) => {
    const height = headerRows + bodyRows;
    const choice = fc.record({ down: fc.nat(3), right: fc.nat(3), text: texts });
    return fc.array(choice, { minLength: width * height, maxLength: width * height }).map((choices): Tiling => {
      const taken = Array.from({ length: height }, () => new Array<boolean>(width).fill(false));
      const tiles: Tile[] = [];
      for (const [slot, { down, right, text }] of choices.entries()) {
        const [row, column] = [Math.floor(slot / width), slot % width];
        if (taken[row]?.[column]) continue;
        const bottom = row < headerRows ? headerRows : plain && row < height - 1 ? height - 1 : height;
        const isPlain = plain && row === height - 1;
        const rowSpan = isPlain ? 1 : Math.min(down + 1, bottom - row);
        let columnSpan = 1;
        while (!isPlain && columnSpan <= right && column + columnSpan < width && !taken[row]?.[column + columnSpan]) columnSpan++;
        for (let y = row; y < row + rowSpan; y++) taken[y]?.fill(true, column, column + columnSpan);
        tiles.push({ row, column, rowSpan, columnSpan, text });
      }
      return { width, headerRows, height, tiles };
    });
  });
}

/** The tiling as the service writes html. */
export function toHtml({ headerRows, height, tiles }: Tiling): string {
  const line = (row: number): string => {
    const cells = tiles.filter((tile) => tile.row === row).map((tile) => cellHtml(tile, row < headerRows ? "th" : "td"));
    return `<tr>${cells.join("")}</tr>`;
  };
  const lines = Array.from({ length: height }, (_, row) => line(row));
  return `<table>\n<thead>${lines.slice(0, headerRows).join("\n")}</thead>\n<tbody>${lines.slice(headerRows).join("\n")}</tbody></table>`;
}

function cellHtml({ rowSpan, columnSpan, text }: Tile, name: string): string {
  const spans = `${rowSpan > 1 ? ` rowspan="${rowSpan}"` : ""}${columnSpan > 1 ? ` colspan=${columnSpan}` : ""}`;
  const escaped = text.replaceAll("&", "&#x26;").replaceAll("<", "&#x3C;").replaceAll("\n", "<br/>");
  return `<${name}${spans}>${escaped}</${name}>`;
}

/** The tiling as the service writes rows: the header folded into one, spanned slots of the body blank. */
export function toRows({ width, headerRows, height, tiles }: Tiling): string[][] {
  const folded = Math.min(headerRows, 1);
  const rows = Array.from({ length: height - headerRows + folded }, () => new Array<string>(width).fill(""));
  for (const { row, column, columnSpan, text } of tiles) {
    const raw = text.replaceAll("\n", "<br/>");
    if (row >= headerRows) (rows[row - headerRows + folded] as string[])[column] = raw;
    for (let x = column; row < headerRows && raw !== "" && x < column + columnSpan; x++) {
      (rows[0] as string[])[x] += `${rows[0]?.[x] === "" ? "" : "<br/>"}${raw}`;
    }
  }
  return rows;
}

export function toItem(tiling: Tiling, extra: Wire = {}): Wire {
  return rowsTable(toRows(tiling), { html: toHtml(tiling), ...extra });
}

/** The tiles of a grid, in reading order. */
export function tilesOf(grid: Grid): Tile[] {
  return grid.rows.flatMap(({ cells }, index) =>
    cells
      .filter((cell, column) => isAnchor(cell, index, column))
      .map(({ row, column, rowSpan, columnSpan, text }) => ({ row, column, rowSpan, columnSpan, text })),
  );
}

/** The texts of a payload's table that are not blank, sorted, as a person reads them. */
export function givenTexts(rows: readonly (readonly (string | number | null)[])[]): string[] {
  return rows
    .flat()
    .flatMap((raw) => (raw === null ? [] : [readText(String(raw))]))
    .filter((text) => text !== "")
    .sort();
}

/** `<br/>` and line feeds break lines, spaces and tabs between words are one space. */
function readText(raw: string): string {
  const lines = raw.replaceAll("<br/>", "\n").split(/\r\n|[\r\n]/);
  return lines
    .map((line) => line.replaceAll(/[ \t]+/g, " ").trim())
    .join("\n")
    .trim();
}
