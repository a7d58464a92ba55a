// "Excel specifications and limits".
export const rowLimit = 1_048_576;
export const columnLimit = 16_384;

/** The body rows and the columns that stand on one sheet, 0-based, half-open; the header rows stand on every one. */
export interface SheetWindow {
  readonly firstRow: number;
  readonly endRow: number;
  readonly firstColumn: number;
  readonly endColumn: number;
}

export interface SheetSize {
  /** Header rows included. */
  readonly rowCount: number;
  readonly headerRowCount: number;
  readonly columnCount: number;
}

/** The sheets that something of this size needs, at least one: all rows of the first columns, then all rows of the next ones. */
export function sheetWindows(size: SheetSize, limits: { readonly rows: number; readonly columns: number }): SheetWindow[] {
  const { rowCount, headerRowCount, columnCount } = size;
  const bodyRows = limits.rows - headerRowCount;
  if (!Number.isInteger(bodyRows) || bodyRows < 1 || limits.rows > rowLimit) {
    throw new RangeError(
      `Cannot put ${limits.rows} rows on a sheet, expected ${headerRowCount + 1} to ${rowLimit}: give another rowsPerSheet`,
    );
  }
  const windows: SheetWindow[] = [];
  let firstColumn = 0;
  do {
    const endColumn = Math.min(firstColumn + limits.columns, columnCount);
    let firstRow = headerRowCount;
    do {
      const endRow = Math.min(firstRow + bodyRows, rowCount);
      windows.push({ firstRow, endRow, firstColumn, endColumn });
      firstRow = endRow;
    } while (firstRow < rowCount);
    firstColumn = endColumn;
  } while (firstColumn < columnCount);
  return windows;
}
