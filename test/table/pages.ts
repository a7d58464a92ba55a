import { toTexts } from "../../src/table/grid.ts";
import { tables } from "../../src/table/tables.ts";
import type { StitchDecision } from "../../src/tree/table.ts";
import type { Document } from "../../src/tree/types.ts";
import { box, doc, page, rowsTable, type Wire } from "../build.ts";

/** A table that fills its page down to the bottom, from near the top: one string a row. */
export function tall(...lines: readonly string[]): Wire {
  return { ...lined(...lines), ...box(50, 60, 500, 680) };
}

/** A table that begins near the top of its page. */
export function short(...lines: readonly string[]): Wire {
  return { ...lined(...lines), ...box(50, 60, 500, 200) };
}

/** A table without a box. */
export function lined(...lines: readonly string[]): Wire {
  return rowsTable(lines.map((line) => line.split("|")));
}

/** Two pages, the first ends with a table and the second begins with one. */
export function twoPages(first: readonly string[], second: readonly string[]): Document {
  return doc(page(tall(...first)), page(short(...second)));
}

/** The rows of each table, their cells joined by bars. */
export function lines(document: Document): string[][] {
  return tables(document).map(({ grid }) => toTexts(grid).map((row) => row.join("|")));
}

export function decisions(document: Document): readonly StitchDecision[] {
  return document.data?.stitchDecisions ?? [];
}

/** The signals of the last decision that weigh or veto, by name. */
export function telling(document: Document): Record<string, unknown> {
  const signals = decisions(document).at(-1)?.signals ?? [];
  return Object.fromEntries(signals.flatMap(({ name, value, weight, veto }) => (weight !== 0 || veto ? [[name, value]] : [])));
}
