import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { toCsv } from "../../src/csv/to-csv.ts";
import { normalize } from "../../src/document/normalize.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { tables } from "../../src/table/tables.ts";
import type { Document } from "../../src/tree/types.ts";
import { visit } from "../../src/tree/visit.ts";
import { readStrictCsv } from "../csv/read-csv.ts";

/** A real result; it is no part of this repository. */
const file = fileURLToPath(new URL("../../../shared/data/parse-v2.executive-summary.json", import.meta.url));
const isAbsent = !existsSync(file);
const payload = (): { items: { pages: { items: { rows?: string[][] }[] }[] } } => JSON.parse(readFileSync(file, "utf8"));
const read = (): Document => normalize(readParseResult(payload()));

test.skipIf(isAbsent)("the real Treasury table keeps its 29 rows, its two header rows and its title", () => {
  const [table] = tables(read());
  expect(table?.grid.rows).toHaveLength(30);
  expect(table?.grid).toMatchObject({ headerRowCount: 2, columnCount: 3 });
  expect(table?.title).toBe("Financial Measures (Dollars in Billions):");
  expect(table?.grid.columns.map((column) => column.name)).toEqual(["Financial Measures (Dollars in Billions):", "2024", "2023*"]);
  expect(table?.grid.rows.filter((row) => row.role === "section").map((row) => row.cells[0]?.text)).toContain("Net Cost:");
  expect(read().warnings).toEqual([]);
});

test.skipIf(isAbsent)("the CSV of the real Treasury table holds every text of its rows", () => {
  const [table] = tables(read());
  const rows =
    payload()
      .items.pages[0]?.items.find((item) => item.rows)
      ?.rows?.slice(1) ?? [];
  const { text, guarded } = toCsv(table as NonNullable<typeof table>);
  expect(rows).toHaveLength(28);
  expect(readStrictCsv(text).slice(1)).toEqual(rows);
  expect(guarded).toEqual([]);
});

test.skipIf(isAbsent)("the spans of the real result cover the words, of headings without their marks", () => {
  const covered: string[] = [];
  visit(read(), (node) => {
    for (const { span } of node.regions) if (span !== undefined) covered.push(`${node.type} ${node.markdown.slice(...span)}`);
  });
  expect(covered.slice(1, 3)).toEqual([
    "heading NATION BY THE NUMBERS",
    "heading A Snapshot of The Government's Financial Position & Condition",
  ]);
  expect(covered.map((text) => text.length)).toEqual([10 + 74, 8 + 21, 8 + 61, 6 + 4799, 10 + 373]);
});
