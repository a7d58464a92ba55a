import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { normalize } from "../../src/document/normalize.ts";
import type { Warning } from "../../src/errors.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { lintTables } from "../../src/table/lint.ts";
import { tables } from "../../src/table/tables.ts";

const fixture = fileURLToPath(new URL("../../fixtures/annual-report.parse.json", import.meta.url));
/** Real results; they are no part of this repository. */
const real = (name: string): string => fileURLToPath(new URL(`../../../shared/data/${name}.json`, import.meta.url));
const treasury = real("parse-v2.executive-summary");
const invoice = real("parse-v1.two-page-image");
const lint = (text: string): Warning[] => lintTables(tables(normalize(readParseResult(JSON.parse(text)))));

test("the annual report adds up; what is said of it is what the service said", () => {
  expect(lint(readFileSync(fixture, "utf8"))).toEqual([
    {
      code: "table-service-concern",
      message: "header_value_type_mismatch: col 0 'As printed' expects string, got '-5.2%' in row 2",
      pointer: "/items/pages/7/items/5",
    },
  ]);
});

test.each([
  ["29,754.8", "29,745.8", "/items/pages/5/items/5/rows/90/5"],
  ["1,192", "1,292", "/items/pages/5/items/5/rows/90/4"],
])("a digit of the annual report misread, %s as %s, is found", (printed, misread, pointer) => {
  const found = lint(readFileSync(fixture, "utf8").replaceAll(printed, misread));
  expect(found.map((warning) => [warning.code, warning.pointer])).toEqual([
    ["table-total-mismatch", pointer],
    ["table-service-concern", "/items/pages/7/items/5"],
  ]);
});

test.skipIf(!existsSync(treasury))("the real Treasury table adds up, and changes its scale once", () => {
  expect(lint(readFileSync(treasury, "utf8"))).toEqual([
    {
      code: "table-scale-change",
      message: 'The section "Sustainability Measures (Dollars in Trillions):" counts in trillions, what stands above it in billions',
      pointer: "/items/pages/0/items/3/rows/22",
    },
  ]);
});

test.skipIf(!existsSync(treasury))("a digit of the real Treasury table misread is found in its own total", () => {
  const found = lint(readFileSync(treasury, "utf8").replaceAll("1,177.7", "1,117.7"));
  expect(found.map((warning) => [warning.code, warning.pointer])).toEqual([
    ["table-total-mismatch", "/items/pages/0/items/3/rows/15/1"],
    ["table-scale-change", "/items/pages/0/items/3/rows/22"],
  ]);
});

test.skipIf(!existsSync(invoice))("nothing is wrong with the real table of an invoice", () => {
  expect(lint(readFileSync(invoice, "utf8"))).toEqual([]);
});
