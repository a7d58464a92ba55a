import fc from "fast-check";
import { expect, test } from "vitest";
import { normalize } from "../../src/document/normalize.ts";
import { normalizePages } from "../../src/document/normalize-pages.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import type { Document } from "../../src/tree/types.ts";
import { pages } from "../arbitraries.ts";
import { box, footer, header, heading, page, parseResult, rowsTable, text, type Wire } from "../build.ts";

async function windowsOf(input: Wire): Promise<Document[]> {
  const { pages, warnings: _, ...head } = readParseResult(input);
  const windows: Document[] = [];
  for await (const window of normalizePages(head, pages)) windows.push(window);
  return windows;
}

const byPointer = (one: { pointer: string }, other: { pointer: string }): number => (one.pointer < other.pointer ? -1 : 1);

/** A hundred pages: one in nine begins a table that goes on over up to three more; a header without a type runs along. */
const long = fc.array(fc.tuple(pages, fc.nat(35)), { minLength: 1, maxLength: 100 }).map((list) =>
  parseResult(
    ...list.map(([content, dice], index): Wire => {
      const running = text("Harbor trust", box(72, 20, 90, 12));
      const reach = dice % 9 === 0 ? (dice % 4) + 1 : 0;
      const numbers = Array.from({ length: reach }, (_, step) => index + 1 + step);
      const merged = rowsTable([["a"], ["1"]], { merged_from_pages: numbers });
      const stub = rowsTable([], { merged_into_page: Math.max(index, 1) });
      if (!Array.isArray(content.items)) return content;
      return { ...content, items: [running, ...content.items, ...(reach > 0 ? [merged] : []), ...(dice === 35 ? [stub] : [])] };
    }),
  ),
);

test("normalizePages() gives in windows the pages that normalize() gives at once, each fit to be stitched by itself", async () => {
  await fc.assert(
    fc.asyncProperty(long, async (input) => {
      const whole = normalize(readParseResult(input));
      const windows = await windowsOf(input);
      expect(windows.flatMap((window) => window.children)).toEqual(whole.children);
      expect(windows.flatMap((window) => window.data?.furnitureDecisions ?? [])).toEqual(whole.data?.furnitureDecisions ?? []);
      const warnings = windows.flatMap((window) => window.warnings);
      expect([...warnings].sort(byPointer)).toEqual([...whole.warnings.slice(readParseResult(input).warnings.length)].sort(byPointer));
      const stitched = windows.map((window) => stitchTables(window)).flatMap((window) => window.children);
      expect(stitched).toEqual(stitchTables(whole).children);
    }),
    { numRuns: 60 },
  );
});

test("normalizePages() gives windows before the pages are over, the images of their pages with them", async () => {
  const list = Array.from({ length: 100 }, (_, index) => page(header(text(`Part ${index}`)), heading(1, `${index}`), footer(text("end"))));
  const images = [3, 90, 400].map((number) => ({ filename: `page_${number}_image_1.jpg` }));
  const windows = await windowsOf({ ...parseResult(...list), images_content_metadata: { images: [...images, { filename: "cover.png" }] } });
  expect(windows.map((window) => window.children.length)).toEqual([24, 32, 32, 12]);
  expect(windows.map((window) => window.images.map((image) => image.pageNumber))).toEqual([[3], [], [90], [400, undefined]]);
});

test("normalizePages() takes a result with nothing but its whole text as one window", async () => {
  const [window, ...others] = await windowsOf({ job: { id: "pjb-1", status: "COMPLETED" }, markdown_full: "# A\n\nb" });
  expect(others).toEqual([]);
  expect(window?.children[0]?.children.map((node) => node.type)).toEqual(["heading", "paragraph"]);
});
