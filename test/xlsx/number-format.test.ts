import fc from "fast-check";
import { expect, test } from "vitest";
import { WarningLog } from "../../src/errors.ts";
import { formatBook, formatFault, formatLimit } from "../../src/xlsx/number-format.ts";
import { formattedLength } from "../../src/xlsx/number-width.ts";

test("W12: formatBook() keeps as many formats as Excel takes, shows the rest plainly and says how many", () => {
  const book = formatBook();
  const formats = Array.from({ length: formatLimit + 20 }, (_, at) => `0"${at}"`);
  const given = formats.map((numberFormat) => book.formatOf({ kind: "number", value: 1, numberFormat }));
  // General, the plain percent and the plain date are always there.
  expect(new Set(given).size).toBe(formatLimit - 2);
  expect(given.slice(0, 197)).toEqual(formats.slice(0, 197));
  expect(formats.map((numberFormat) => book.formatOf({ kind: "number", value: 1, numberFormat }))).toEqual(given);
  expect(book.formatOf({ kind: "percent", value: 1, numberFormat: "0.000%" })).toBe("0.00%");
  expect(book.formatOf({ kind: "date", value: "2024-01-05", numberFormat: "d mmm yyyy" })).toBe("yyyy-mm-dd");
  const log = new WarningLog();
  book.warn(log);
  expect(log.list()).toMatchObject([{ code: "sheet-formats-cut", message: expect.stringMatching(/25 number formats/) }]);
});

test("formatBook() says nothing while there is room, and does not pass on what no spreadsheet reads", () => {
  const book = formatBook();
  expect(book.formatOf({ kind: "number", value: 1 })).toBe("General");
  const log = new WarningLog();
  book.warn(log);
  expect(log.list()).toEqual([]);
  expect(book.formatOf({ kind: "number", value: 1, numberFormat: '0"' })).toBe("General");
});

test("formatBook() shows a stripped footnote mark in every section of the format, and leaves it out where there is no room", () => {
  const book = formatBook();
  const marked = (numberFormat: string, note: string) => book.formatOf({ kind: "number", value: 1, numberFormat, note });
  expect(marked("#,##0", "*")).toBe('#,##0"*"');
  expect(marked("#,##0_);(#,##0)", "(a)")).toBe('#,##0_)"(a)";(#,##0)"(a)"');
  expect(marked('0" ;"\\;;0', "†")).toBe('0" ;"\\;"†";0"†"');
  expect(marked("0.0", '"')).toBe("0.0");
  for (let at = 0; at < formatLimit; at++) marked("0", `[${at}]`);
  expect(marked("#,##0", "‡")).not.toContain("‡");
});

test.each(["#,##0.00_);(#,##0.00)", '"US$" #,##0', "[>=10000000]##\\,##\\,##\\,##0;#,##0", "d mmm yyyy", "0.0%", "@", "General"])(
  "formatFault() finds nothing in %s",
  (format) => {
    expect(formatFault(format)).toBeUndefined();
  },
);

test.each(["", '0"a', "0\\", "0_", "0\u0001", "0\ud800", "0;0;0;0;0"])("formatFault() finds fault with %j", (format) => {
  expect(formatFault(format)).toBeTypeOf("string");
});

test.each<[number, string, string]>([
  [1_234_567.5, "#,##0.00", "1,234,567.50"],
  [-7_772.2, '"$"\\ #,##0.0_);("$"\\ #,##0.0)', "($ 7,772.2)"],
  [0.125, "0.0%", "12.5%"],
  [45_000, "yyyy-mm-dd", "2023-03-15"],
  [7, "General", "7"],
])("formattedLength() of %d under %s has room for %s, and little more", (number, format, shown) => {
  const length = formattedLength(number, format);
  expect(length).toBeGreaterThanOrEqual(shown.length);
  expect(length).toBeLessThanOrEqual(shown.length + 3);
});

test("formattedLength() is a length for any number and format", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string(), (number, format) => {
      expect(formattedLength(number, format)).toBeGreaterThanOrEqual(0);
    }),
  );
});
