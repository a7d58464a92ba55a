import type { Raw, TablePart } from "../../src/tree/table.ts";
import type { Table } from "../../src/tree/types.ts";

export interface TableParts {
  readonly title?: string;
  readonly pointer?: string;
  readonly pages?: readonly number[];
  readonly origin?: TablePart["origin"];
  readonly continues?: string;
}

/** A table from rows of raws, the first `headerRowCount` of them its header; `^` joins a slot to the one above, `<` to the one at the left. */
export function tableOf(headerRowCount: number, raws: readonly (readonly Raw[])[], parts: TableParts = {}): Table {
  const { title, pointer = "/items/pages/0/items/0", pages = [1], origin = "single", continues } = parts;
  const columnCount = raws[0]?.length ?? 0;
  const anchors = raws.map((row, r) =>
    row.map((raw, column) => {
      let [rowSpan, columnSpan] = [1, 1];
      while (raws[r + rowSpan]?.[column] === "^") rowSpan++;
      while (row[column + columnSpan] === "<") columnSpan++;
      const text = raw === null ? "" : String(raw);
      return {
        row: r,
        column,
        rowSpan,
        columnSpan,
        raw,
        text,
        isHeader: r < headerRowCount,
        pointer: `${pointer}/rows/${r}/${column}`,
        regions: [],
      };
    }),
  );
  type Anchor = (typeof anchors)[number][number];
  const at = (r: number, c: number): Anchor => {
    if (raws[r]?.[c] === "<") return at(r, c - 1);
    return raws[r]?.[c] === "^" ? at(r - 1, c) : (anchors[r]?.[c] as Anchor);
  };
  const rows = raws.map((row, rowIndex) => ({
    cells: row.map((_, column) => at(rowIndex, column)),
    role: rowIndex < headerRowCount ? ("header" as const) : ("body" as const),
    source: { pointer, rowIndex, pageNumbers: pages, regions: [] },
  }));
  const columns = Array.from({ length: columnCount }, (_, column) => ({ name: `Column ${column + 1}`, path: [] }));
  return {
    type: "table",
    pointer,
    regions: [],
    markdown: "",
    grid: { columnCount, headerRowCount, rows, columns },
    concerns: [],
    // The service says which pages it merged, not which rows stand on them.
    parts: pages.map((pageNumber, index) => ({
      pointer,
      pageNumber,
      regions: [],
      firstRow: 0,
      rowCount: index === 0 ? rows.length : 0,
      columnMap: columns.map((_, column) => column),
      droppedRows: [],
      healedRows: [],
      origin,
    })),
    ...(title === undefined ? {} : { title }),
    ...(continues === undefined ? {} : { continues }),
  };
}
