import { describe, expect, test } from "vitest";
import type { Warning } from "../../src/errors.ts";
import { lintTables } from "../../src/table/lint.ts";
import { tables } from "../../src/table/tables.ts";
import { doc, page, table } from "../build.ts";

const item = "/items/pages/0/items/0";
const lint = (...lines: readonly string[]): Warning[] => lintTables(tables(doc(page(table(...lines)))));
const told = (warnings: readonly Warning[]): string[] => warnings.map(({ code, message, pointer }) => `${code} ${pointer} ${message}`);

describe("gaps in a count", () => {
  test("a number that is missing from the first column is named", () => {
    expect(told(lint("No.|Item", "1|a", "2|b", "3|c", "5|d"))).toEqual([
      `table-sequence-gap ${item}/rows/4 Column "No." counts from 3 to 5: 4 is missing`,
    ]);
    expect(lint("#|Item", ...[1, 2, 3, 4, 5, 6, 7, 11].map((number) => `${number}.|x${number}`))[0]?.message).toMatch(
      /8 to 10 are missing$/,
    );
  });

  test.each([
    ["no number is missing", ["No.|Item", "1|a", "2|b", "3|c", "4|d"]],
    ["the count begins again", ["No.|Item", "1|a", "2|b", "3|c", "1|d", "2|e"]],
    ["the numbers are years", ["Period|Item", "2018|a", "2019|b", "2020|c", "2022|d"]],
    ["the header is a measure", ["Age|Item", "1|a", "2|b", "3|c", "5|d"]],
    ["the numbers name rooms", ["Room|Guest", "101|a", "102|b", "103|c", "105|d"]],
    ["the numbers name floors", ["Floor|Item", ...[1, 2, 3, 11, 12, 14, 15].map((number) => `${number}|x${number}`)]],
    ["the numbers do not begin at 1", ["Key|Item", "101|a", "102|b", "103|c", "105|d"]],
    [
      "a number has two parts",
      ["Line|Item", "1|a", "2|b", "3|c", "4|d", ...[5, 6, 7, 8, 9, 10, 11].map((n) => `${n}${n === 5 ? "a" : ""}|x${n}`)],
    ],
    [
      "both parts stand there",
      ["Line|Item", "1|a", "2|b", "3|c", "4a|d", "4b|e", "5|f", ...Array.from({ length: 14 }, (_, n) => `${n + 6}|y${n}`)],
    ],
    ["most steps are no count", ["Code|Item", "1|a", "2|b", "7|c", "9|d", "12|e"]],
    ["numbers go down", ["No.|Item", "5|a", "6|b", "7|c", "3|d", "4|e", "9|f"]],
    ["the first column holds names", ["Item|No.", "a|1", "b|2", "c|3", "d|5"]],
  ])("there is no gap where %s", (_, lines) => {
    expect(lint(...lines)).toEqual([]);
  });
});
