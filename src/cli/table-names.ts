import { pageNumbersOf } from "../table/tables.ts";
import type { Table } from "../tree/types.ts";

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
  return /^table-p\d+-\d+\.csv(?:-metadata\.json)?$/.test(name);
}
