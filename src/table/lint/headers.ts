import type { Table } from "../../tree/types.ts";
import { canonicalText } from "../text.ts";
import { columnPointer, type Log, quoted } from "./place.ts";

/** Names the header texts that two columns share, once each; a header that spans both columns is one. */
export function headerWarnings(table: Table, log: Log): void {
  const { columns, rows, headerRowCount } = table.grid;
  const lowest = rows[headerRowCount - 1]?.cells;
  const columnsOf = new Map<string, number[]>();
  for (const [column, { path }] of columns.entries()) {
    if (path.length === 0) continue;
    const key = JSON.stringify(path.map((text) => canonicalText(text).toLowerCase()));
    const known = columnsOf.get(key);
    if (known === undefined) columnsOf.set(key, [column]);
    else if (lowest?.[column] !== lowest?.[column - 1]) known.push(column);
  }
  for (const [first = 0, ...others] of columnsOf.values()) {
    const second = others[0];
    if (second === undefined) continue;
    const places = [first, ...others].slice(0, 5).map((column) => column + 1);
    const more = others.length > 4 ? ", …" : "";
    const name = quoted((columns[first]?.path ?? []).join(" / "));
    log.add("table-header-duplicate", `Columns ${places.join(", ")}${more} have the same header, ${name}`, columnPointer(table, second));
  }
}
