import { expect, expectTypeOf, test } from "vitest";
import type { CsvFormat, CsvOptions } from "../../src/csv/options.ts";
import { type CsvPreset, csvPresets } from "../../src/csv/options.ts";
import { recordsToCsv, toCsv, toCsvLines } from "../../src/csv/to-csv.ts";
import { rowsOf } from "./tables.ts";

const table = rowsOf([["a"], ["x"]]);

test.each([
  [{ delimeter: ";" }, '"delimeter" is no option here, expected one of bom, delimiter, excelText'],
  [{ __proto__x: 1 }, '"__proto__x" is no option here'],
  [{ toString: true }, '"toString" is no option here'],
  [{ preset: "Excel" }, 'preset is "Excel", expected "rfc4180", "excel", "excel-eu", "tsv", "unix"'],
  [{ delimiter: "" }, 'delimiter is "", expected one character, none of ", CR, LF and U+FEFF'],
  [{ delimiter: "||" }, 'delimiter is "||"'],
  [{ delimiter: '"' }, 'delimiter is "\\""'],
  [{ delimiter: "\n" }, 'delimiter is "\\n"'],
  [{ delimiter: "\ud800" }, "delimiter is"],
  [{ delimiter: 1 }, "delimiter is 1"],
  [{ newline: "crlf" }, 'newline is "crlf", expected "\\r\\n", "\\n"'],
  [{ bom: "yes" }, 'bom is "yes", expected true, false'],
  [{ finalNewline: null }, "finalNewline is null, expected true, false"],
  [{ formulaGuard: true }, 'formulaGuard is true, expected "apostrophe", "strict", "none"'],
  [{ excelText: 1 }, "excelText is 1"],
  [{ keepUrls: 0 }, "keepUrls is 0"],
] as [object, string][])("an option that cannot be is named with what can: %j", (options, message) => {
  for (const write of [toCsv, toCsvLines]) expect(() => write(table, options)).toThrow(message);
  expect(() => recordsToCsv({ header: [], rows: [] }, options)).toThrow(RangeError);
});

test.each([
  [{ header: true }, 'header is true, expected "flatten", "all", "none"'],
  [{ spans: "all" }, 'spans is "all", expected "first", "repeat"'],
  [{ values: "raw" }, 'values is "raw", expected "text", "typed"'],
  [{ provenance: "page" }, 'provenance is "page"'],
  [{ metadata: "a.csv" }, 'metadata is "a.csv", expected true, false or { name }'],
  [{ metadata: { name: "" } }, "metadata is an object"],
  [{ metadata: { name: "a.csv", url: "b" } }, "metadata is an object"],
  [{ metadata: null }, "metadata is null"],
] as [object, string][])("an option of tables that cannot be is named, and is none of records: %j", (options, message) => {
  expect(() => toCsv(table, options)).toThrow(new RegExp(message.replace(/[{}]/g, "\\$&")));
  expect(() => recordsToCsv({ header: ["a"], rows: [] }, options)).toThrow("is no option here");
});

test("an option that is undefined is one not given", () => {
  const options = { preset: undefined, bom: undefined, header: undefined, metadata: undefined } as unknown as CsvOptions;
  expect(toCsv(table, options)).toEqual(toCsv(table));
});

test("a long wrong value is not repeated whole", () => {
  expect(() => toCsv(table, { preset: "x".repeat(1000) as CsvPreset })).toThrow(/^.{0,200}$/);
});

test("each preset is a format of its own, and rfc4180 is the default", () => {
  expectTypeOf(csvPresets.excel).toExtend<CsvFormat>();
  expect(new Set(Object.values(csvPresets).map((preset) => JSON.stringify(preset))).size).toBe(Object.keys(csvPresets).length);
  expect(toCsv(table, { preset: "rfc4180" })).toEqual(toCsv(table));
  expect(toCsv(table, { ...csvPresets["excel-eu"] })).toEqual(toCsv(table, { preset: "excel-eu" }));
});
