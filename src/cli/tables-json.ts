import { withoutLinkQueries } from "../payload/links.ts";
import { mapTexts, toTexts } from "../table/grid.ts";
import type { Table } from "../tree/types.ts";

/** A table as JSON: column names, rows of texts, and where each row came from. */
export interface JsonTable {
  readonly pointer: string;
  readonly title?: string;
  readonly pageNumbers: readonly number[];
  readonly columns: readonly string[];
  readonly headerRows: readonly (readonly string[])[];
  readonly rows: readonly {
    readonly cells: readonly string[];
    readonly pageNumbers: readonly number[];
    readonly pointer: string;
    readonly rowIndex: number | null;
  }[];
}

export function toJsonTable(table: Table, keepUrls: boolean): JsonTable {
  const grid = keepUrls ? table.grid : mapTexts(table.grid, withoutLinkQueries);
  const texts = toTexts(grid);
  const rows = grid.rows.slice(grid.headerRowCount).map(({ source }, index) => ({
    cells: texts[grid.headerRowCount + index] ?? [],
    pageNumbers: source.pageNumbers,
    pointer: source.pointer,
    rowIndex: source.rowIndex,
  }));
  return {
    pointer: table.pointer,
    ...(table.title === undefined ? {} : { title: keepUrls ? table.title : withoutLinkQueries(table.title) }),
    pageNumbers: pageNumbersOf(table),
    columns: grid.columns.map((column) => column.name),
    headerRows: texts.slice(0, grid.headerRowCount),
    rows,
  };
}

/** The pages the table stands on, ascending. */
export function pageNumbersOf(table: Table): number[] {
  return [...new Set(table.parts.map((part) => part.pageNumber))].sort((one, other) => one - other);
}

/** Names tables by page and ordinal, such as `table-p003-02`, in reading order: unique, and nothing of the payload's in them. */
export function tableNamer(): (table: Table) => string {
  const counts = new Map<number, number>();
  return (table) => {
    const page = pageNumbersOf(table)[0] ?? 0;
    const count = (counts.get(page) ?? 0) + 1;
    counts.set(page, count);
    return `table-p${String(page).padStart(3, "0")}-${String(count).padStart(2, "0")}`;
  };
}

/** Whether a run of ours may have given a file this name. */
export function isTableName(name: string): boolean {
  return /^table-p\d+-\d+\.csv$/.test(name);
}
