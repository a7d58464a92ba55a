import type { CellModel, Range, SheetModel } from "./model.ts";

/**
 * A check to be called for each row, top down, that throws where a merge overlaps another or hides what is in a cell.
 *
 * Each column remembers the row that its last merge ends at; disjoint merges are at most as many in a row as there are columns.
 */
export function mergeCheck({ name, merges }: SheetModel): (row: readonly CellModel[], index: number) => void {
  const sorted = merges.toSorted((a, b) => a.firstRow - b.firstRow);
  const ends = new Map<number, number>();
  let next = 0;
  let open: Range[] = [];
  const start = (range: Range): void => {
    for (let column = range.firstColumn; column <= range.lastColumn; column++) {
      if ((ends.get(column) ?? -1) >= range.firstRow)
        throw new RangeError(`Merge ${JSON.stringify(range)} of sheet ${name} overlaps another`);
      ends.set(column, range.lastRow);
    }
    open.push(range);
  };
  return (row, index) => {
    for (let range = sorted[next]; range !== undefined && range.firstRow <= index; range = sorted[++next]) start(range);
    if (open.length === 0) return;
    for (const range of open) {
      for (let column = range.firstColumn; column <= range.lastColumn; column++) {
        const isTop = index === range.firstRow && column === range.firstColumn;
        if (!isTop && row[column]?.type !== "empty")
          throw new RangeError(`Merge ${JSON.stringify(range)} of sheet ${name} hides what is in cell (${index}, ${column})`);
      }
    }
    open = open.filter((range) => range.lastRow > index);
  };
}
