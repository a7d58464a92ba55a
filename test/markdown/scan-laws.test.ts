import fc from "fast-check";
import { expect, test } from "vitest";
import { scanMarkdown } from "../../src/markdown/scan.ts";
import { soup } from "../arbitraries.ts";
import { expectAlike, markdowns, markSoup, scanned } from "./scan-documents.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

test("scanMarkdown() finds the blocks that remark finds, and what is told of them", () => {
  fc.assert(
    fc.property(markdowns, (markdown) => {
      expectAlike(markdown);
    }),
    { numRuns },
  );
});

test("scanMarkdown() loses nothing of any text: its blocks ascend, and between them is white space", () => {
  fc.assert(
    fc.property(fc.oneof(markSoup, soup, markdowns, fc.string({ unit: "binary" })), (markdown) => {
      let end = 0;
      for (const block of scanMarkdown(markdown)) {
        expect(markdown.slice(end, block.start).trim()).toBe("");
        expect(block.start).toBeGreaterThanOrEqual(end);
        // Markdown knows no other white space.
        expect(markdown.slice(block.start, block.end)).toMatch(/[^ \t\r\n]/);
        expectInside(block);
        end = block.end;
      }
      expect(markdown.slice(end).trim()).toBe("");
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 1000) },
  );
});

/** That the parts of a block stand in it, in order. */
function expectInside(block: ReturnType<typeof scanMarkdown> extends Iterable<infer Block> ? Block : never): void {
  const places = "valueStart" in block ? block : "fence" in block ? block.fence : undefined;
  const [start, end] = "textStart" in block ? [block.textStart, block.textEnd] : [places?.valueStart, places?.valueEnd];
  if (start === undefined || end === undefined) return;
  expect([block.start, start, end, block.end]).toEqual([block.start, start, end, block.end].sort((one, other) => one - other));
}

test("scanMarkdown() takes a text for what it is behind a byte order mark", () => {
  fc.assert(
    fc.property(markdowns, (markdown) => {
      expect(scanned(`\ufeff${markdown}`)).toEqual(scanned(markdown));
    }),
    { numRuns: 100 },
  );
});
