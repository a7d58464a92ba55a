import fc from "fast-check";
import { expect, test } from "vitest";
import { WarningLog } from "../../src/errors.ts";
import { cutAtCodePoint } from "../../src/payload/excerpt.ts";
import { cleanText, escapeText, fitText, isCellNumber, textCell } from "../../src/xlsx/guard.ts";
import { texts } from "./read-back.ts";

const decode = (text: string): string => text.replace(/_x([\dA-Fa-f]{4})_/g, (_, unit) => String.fromCharCode(Number.parseInt(unit, 16)));

test("W1: escapeText() is undone by a reader that decodes _xHHHH_, for any text", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const clean = cleanText(text);
      expect(decode(escapeText(clean))).toBe(clean);
    }),
  );
});

test("escapeText() escapes an escape that a control character would close", () => {
  expect(escapeText("_x0041\u0001")).toBe("_x005F_x0041_x0001_");
  expect(escapeText("_x0041_x0042_")).toBe("_x005F_x0041_x005F_x0042_");
  expect(escapeText("snake_x_case\ta\n")).toBe("snake_x_case\ta\n");
});

test("W1: escapeText() leaves the controls that XML and exceljs take", () => {
  expect(escapeText("\u0080it\u0092s\u009f")).toBe("\u0080it\u0092s\u009f");
  expect(escapeText("\u0000\u001f\u007f")).toBe("_x0000__x001F__x007F_");
});

test("W1: cleanText() leaves only what XML and one line break can say, and is done at once", () => {
  expect(cleanText("a\ud800b\udc00\u{1f600}\ufffe\uffffc\r\nd\re")).toBe("a\ufffdb\ufffd\u{1f600}c\nd\ne");
  fc.assert(
    fc.property(texts, (text) => {
      expect(cleanText(cleanText(text))).toBe(cleanText(text));
    }),
  );
});

test("X7, W2: fitText() cuts what is beyond a limit of a cell, and nothing else", () => {
  const near = fc.tuple(
    fc.integer({ min: 32_760, max: 32_775 }),
    fc.integer({ min: 250, max: 257 }),
    fc.constantFrom("a", "\u{1f600}", "é"),
  );
  fc.assert(
    fc.property(near, ([length, lineFeeds, letter]) => {
      for (const text of ["\n".repeat(lineFeeds) + letter, letter.repeat(length).slice(0, length)]) {
        const clean = cleanText(text);
        const fits = clean.length <= 32_767 && clean.split("\n").length <= 254;
        const fitted = fitText(clean);
        expect(fitted === clean).toBe(fits);
        expect(fitted.length).toBeLessThanOrEqual(32_767);
        expect(fitted.split("\n").length).toBeLessThanOrEqual(254);
        expect(cleanText(fitted)).toBe(fitted);
        expect(fits || (fitted.endsWith("…") && clean.startsWith(fitted.slice(0, -1)))).toBe(true);
      }
    }),
    { numRuns: 30 },
  );
});

test("textCell() warns of a cut with the pointer of the cell", () => {
  const log = new WarningLog();
  expect(textCell("a".repeat(32_767), "body", "/a", log)).toMatchObject({ type: "text" });
  expect(log.list()).toEqual([]);
  textCell("a".repeat(32_768), "body", "/b", log);
  expect(log.list()).toMatchObject([{ code: "sheet-text-cut", pointer: "/b" }]);
});

test("cutAtCodePoint() never keeps half a code point", () => {
  expect(cutAtCodePoint("a\u{1f600}", 2)).toBe("a");
  expect(cutAtCodePoint("a\u{1f600}", 3)).toBe("a\u{1f600}");
});

test("isCellNumber() refuses what a spreadsheet would show otherwise", () => {
  expect([0, -1.5, 0.1 + 0.2, 1e20, 123_456_789_012_345].map(isCellNumber)).toEqual([true, true, true, true, true]);
  expect([Number.NaN, Infinity, -Infinity, 1_234_567_890_123_456].map(isCellNumber)).toEqual([false, false, false, false]);
});
