import fc from "fast-check";
import { expect, test } from "vitest";
import { recordsToCsv } from "../../src/csv/to-csv.ts";
import { readCsvRows } from "../../src/table/csv-rows.ts";
import { soup } from "../arbitraries.ts";

test.each([
  ["", []],
  ["a", [["a"]]],
  [
    "a,\n,b\n",
    [
      ["a", ""],
      ["", "b"],
    ],
  ],
  [
    '"a ""b"", c",d\r\ne,"f\ng"',
    [
      ['a "b", c', "d"],
      ["e", "f\ng"],
    ],
  ],
  ["a\n\nb", [["a"], [""], ["b"]]],
  ['"never closed,\nb', [["never closed,\nb"]]],
  ['"a"b,c', [["ab", "c"]]],
  ['a "b",c', [['a "b"', "c"]]],
])("readCsvRows(%j)", (csv, rows) => {
  expect(readCsvRows(csv)).toEqual(rows);
});

test("readCsvRows() reads what toCsv() writes", () => {
  const records = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(soup, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }));
  fc.assert(
    fc.property(records, ([header = [], ...rows]) => {
      const { text } = recordsToCsv({ header, rows }, { formulaGuard: "none", keepUrls: true });
      expect(readCsvRows(text)).toEqual([header, ...rows]);
    }),
  );
});
