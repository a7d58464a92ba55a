import fc from "fast-check";
import { words } from "../arbitraries.ts";
import { box, footer, page, text, type Wire } from "../build.ts";
import { type Tiling, toItem } from "./tilings.ts";

/** A table of words and, maybe, numbers, some cells of words spanning rows or two columns; every text is another one. */
export interface Sheet {
  readonly tiling: Tiling;
  readonly hasNumbers: boolean;
}

const sheets: fc.Arbitrary<Sheet> = fc
  .record({
    textColumns: fc.integer({ min: 1, max: 3 }),
    numberColumns: fc.integer({ min: 0, max: 2 }),
    height: fc.integer({ min: 3, max: 9 }),
    headerRows: fc.integer({ min: 1, max: 2 }),
    label: words,
    spans: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
  })
  .map(({ textColumns, numberColumns, height, headerRows, label, spans }) => {
    const width = textColumns + numberColumns;
    const tiles = Array.from({ length: (height + headerRows) * width }, (_, slot) => {
      const [row, column] = [Math.floor(slot / width), slot % width];
      const isNumber = row >= headerRows && column >= textColumns;
      // The first column of words spans two rows here and there.
      const isCovered = column === 0 && width > 1 && row > headerRows && spans[row - headerRows - 1] && (row - headerRows) % 2 === 1;
      const isTall =
        column === 0 &&
        width > 1 &&
        row >= headerRows &&
        row + 1 < height + headerRows &&
        spans[row - headerRows] &&
        (row - headerRows) % 2 === 0;
      const place = { row, column, rowSpan: isTall ? 2 : 1, columnSpan: 1 };
      return isCovered ? [] : [{ ...place, text: isNumber ? `${1000 + slot * 7}.${column}` : `${label} x${slot}` }];
    }).flat();
    return { tiling: { width, headerRows, height: height + headerRows, tiles }, hasNumbers: numberColumns > 0 };
  });

/** The rows of the tiling between two cuts, under its header or under none. */
export function slice({ width, headerRows, tiles }: Tiling, from: number, to: number, hasHeader: boolean): Tiling {
  const kept = hasHeader ? headerRows : 0;
  const head = tiles.filter((tile) => hasHeader && tile.row < headerRows);
  const body = tiles.filter((tile) => tile.row >= from && tile.row < to).map((tile) => ({ ...tile, row: tile.row - from + kept }));
  return { width, headerRows: kept, height: kept + to - from, tiles: [...head, ...body] };
}

/** A table cut over pages: each but the last fills its page, each has the header again or not. */
export const cutSheets: fc.Arbitrary<{ sheet: Sheet; cuts: number[]; isRepeated: boolean[] }> = sheets.chain((sheet) => {
  const { headerRows, height, tiles } = sheet.tiling;
  const rows = Array.from({ length: height }, (_, row) => row).filter(
    (row) => row > headerRows && tiles.every((tile) => tile.row >= row || tile.row + tile.rowSpan <= row),
  );
  return fc.record({
    sheet: fc.constant(sheet),
    cuts: fc.subarray(rows, { maxLength: Math.min(rows.length, 4) }),
    isRepeated: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
  });
});

/** The pages of a cut table. */
export function pagesOf({
  sheet: { tiling },
  cuts,
  isRepeated,
}: {
  sheet: Sheet;
  cuts: readonly number[];
  isRepeated: readonly boolean[];
}): Wire[] {
  const starts = [tiling.headerRows, ...cuts];
  return starts.map((from, index) => {
    const part = slice(tiling, from, starts[index + 1] ?? tiling.height, index === 0 || isRepeated[index] === true);
    const isLast = index === starts.length - 1;
    return page({ ...toItem(part), ...box(50, 60, 500, isLast ? 100 : 680) }, footer(text(`${index + 1}`)));
  });
}
