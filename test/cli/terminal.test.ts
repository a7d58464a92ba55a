import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { printable, printableLine, toJsonLine, writeStdout } from "../../src/cli/terminal.ts";
import { soup } from "../arbitraries.ts";

const steering = "\u001b[31m\u0007\u009b2J\u202e\u2066\u200e\ufeff\u2028\u2029";
const text = fc.oneof(soup, fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom(...steering, "\r", "\n", "\t", "a", "😀") }));

test.each([
  ["\u001b[31mred", "\\u001b[31mred", "an escape sequence"],
  ["abc\u202efdp", "abc\\u202efdp", "a bidirectional mark"],
  ["a\u0007\u009b", "a\\u0007\\u009b", "controls of both ranges"],
  ["a\rb\r\nc\n\td", "a\\u000db\r\nc\n\td", "line ends and tabs stay, a return alone overwrites the line"],
  ["می\u200cخواهم 👩\u200d🚀", "می\u200cخواهم 👩\u200d🚀", "joiners stay: words need them"],
  ["\u{e0041}\ud83d", "\\u{e0041}\\ud83d", "an invisible tag, half a pair"],
])("printable() of %j is %j: %s", (value, shown) => {
  expect(printable(value)).toBe(shown);
});

test("printableLine() is one line without controls, for any text", () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(printableLine(value)).not.toMatch(/[^\P{Cc}\t]|[\p{Bidi_Control}\u2028\u2029]/u);
    }),
  );
});

test("printable() of a printable text is that text, for any text", () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(printable(printable(value))).toBe(printable(value));
    }),
  );
});

test("toJsonLine() is one line without controls that reads back the same, for any text", () => {
  fc.assert(
    fc.property(text, (value) => {
      const line = toJsonLine({ [value]: value });
      expect(line.slice(0, -1)).not.toMatch(/\p{Cc}|[\p{Bidi_Control}\u2028\u2029]/u);
      expect(Object.entries(JSON.parse(line))).toEqual([[value, value]]);
    }),
  );
});

test.each([
  [true, "title \\u001b[2J\n"],
  [false, "title \u001b[2J\n"],
])("writeStdout() writes controls out for a terminal only: %s", async (isTTY, expected) => {
  const shown: unknown[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation(((data: unknown, callback: () => void) => {
    shown.push(data);
    callback();
    return true;
  }) as never);
  const before = process.stdout.isTTY;
  process.stdout.isTTY = isTTY;
  try {
    await writeStdout("title \u001b[2J\n");
  } finally {
    process.stdout.isTTY = before;
    spy.mockRestore();
  }
  expect(shown).toEqual([expected]);
});
