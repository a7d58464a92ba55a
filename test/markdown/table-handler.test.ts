import fc from "fast-check";
import type { Table as MdastTable, TableRow } from "mdast";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { expect, test } from "vitest";
import { formatMarkdown } from "../../src/markdown/processor.ts";

test("A table is written as remark writes it, whatever its cells hold", () => {
  const remark = unified().use(remarkGfm, { tablePipeAlign: false }).use(remarkStringify, { bullet: "-" }).freeze();
  const parts = [
    ..."\t\r\n !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~aAwWpsx1\u00a0\ufffd\u{1f600}",
    "www.",
    "https://",
    "<br/>",
    "&amp;",
    "&#38;",
  ];
  const texts = fc.array(fc.constantFrom(...parts), { maxLength: 6 }).map((given) => given.join(""));
  const text = fc.record({ type: fc.constant("text" as const), value: texts });
  const lineBreak = fc.constant({ type: "html" as const, value: "<br/>" });
  const others = fc.oneof(
    text.map((child) => ({ type: "strong" as const, children: [child] })),
    fc.record({ type: fc.constant("inlineCode" as const), value: texts }),
  );
  const cells = fc.array(fc.oneof({ weight: 8, arbitrary: text }, { weight: 3, arbitrary: lineBreak }, others), { maxLength: 3 });
  const rows = fc.array(fc.array(cells, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 4 });
  const align = fc.array(fc.constantFrom("left", "right", "center", null), { minLength: 3, maxLength: 4 });
  fc.assert(
    fc.property(rows, align, fc.nat(3), (given, aligned, shorter) => {
      const children = given.map((row, index): TableRow => {
        const kept = index > 0 && index === given.length - 1 ? row.slice(0, shorter) : row;
        return { type: "tableRow", children: kept.map((cell) => ({ type: "tableCell", children: cell })) };
      });
      const table: MdastTable = { type: "table", align: aligned, children };
      expect(formatMarkdown([table])).toBe(remark.stringify({ type: "root", children: [table] }).trimEnd());
    }),
    { numRuns: 300 },
  );
});
