import fc from "fast-check";
import { expect, test } from "vitest";
import { audit } from "../../src/audit/audit.ts";
import type { AuditReport } from "../../src/audit/report.ts";
import { normalize } from "../../src/document/normalize.ts";
import { resolveFields } from "../../src/extract/citations.ts";
import { extractFields } from "../../src/extract/fields.ts";
import { readExtractJob } from "../../src/payload/extract.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { resolvePointer } from "../../src/payload/pointer.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import type { Document } from "../../src/tree/types.ts";
import { bodyItems, parseResults, soup, words } from "../arbitraries.ts";
import { code, deepFreeze, extractJob, heading, list, page, parseResult, rowsTable, text, type Wire } from "../build.ts";

const documentOf = (payload: unknown): Document => stitchTables(normalize(readParseResult(payload)));

/** Items whose texts are anything, with numbers among it. */
const soups: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      soup,
      fc.constantFrom(
        "1,234.50",
        "-12",
        "(1,234",
        "–7",
        "1 234,5)",
        "٣٫٤",
        "[x]",
        "12",
        "3.",
        "2024*",
        "<b>",
        "&amp;",
        "[a](b 1)",
        "https://x.example/?q=1 2",
      ),
    ),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(" "));
const wildItems: fc.Arbitrary<Wire> = fc.oneof(
  soups.map((value) => text(value)),
  soups.map((value) => heading(2, value)),
  soups.map((value) => code(value)),
  fc.array(soups, { minLength: 1, maxLength: 3 }).map((values) => list(...values)),
  fc
    .array(fc.array(soups, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 4 })
    .map((rows) => rowsTable(rows.map((row) => row.map((cell) => cell.replace(/[\r\n]+/g, " "))))),
);

/** A result whose pages say in their markdown and plain text what their items say. */
function withReadings(pages: readonly (readonly Wire[])[], dropped: number = -1): Wire {
  const read = pages.map((items, index) => ({
    page_number: index + 1,
    success: true,
    markdown: items.map((item) => item.md).join("\n\n"),
  }));
  const sent = pages.map((items, index) => page(...items.filter((_, at) => index > 0 || at !== dropped)));
  const text = read.map(({ page_number, markdown }) => ({ page_number, text: markdown }));
  return { ...parseResult(...sent), markdown: { pages: read }, text: { pages: text } };
}

const wordsCodes = ({ findings }: AuditReport): string[] => findings.filter(({ group }) => group === "text").map(({ message }) => message);

test("a page whose markdown and plain text are made of its items has no word missing", () => {
  fc.assert(
    fc.property(fc.array(fc.array(bodyItems, { maxLength: 6 }), { minLength: 1, maxLength: 3 }), (pages) => {
      expect(wordsCodes(audit(documentOf(withReadings(pages)), { missingAbove: 0 }))).toEqual([]);
    }),
  );
});

test("so it is for text that looks like markup, numbers and links", () => {
  fc.assert(
    fc.property(fc.array(wildItems, { minLength: 1, maxLength: 5 }), (items) => {
      expect(wordsCodes(audit(documentOf(withReadings([items])), { missingAbove: 0 }))).toEqual([]);
    }),
  );
});

test("an item that is lost is missed", () => {
  fc.assert(
    fc.property(
      fc.array(
        words.map((value) => text(value)),
        { minLength: 2, maxLength: 6 },
      ),
      fc.nat(5),
      fc.integer({ min: 1000, max: 9999 }),
      (items, at, number) => {
        const lost = at % items.length;
        const marked = items.map((item, index) => (index === lost ? text(`${item.md} ${number}`) : item));
        const messages = wordsCodes(audit(documentOf(withReadings([marked], lost))));
        expect(messages.join(" ")).toContain(String(number));
      },
    ),
  );
});

const citations = fc.record(
  { page: fc.oneof(fc.integer({ min: -1, max: 9 }), fc.constant("2")), matching_text: fc.oneof(soup, words) },
  { requiredKeys: [] },
);
const jobs = fc.dictionary(
  fc.oneof(words, fc.constantFrom("__proto__", "constructor")),
  fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), citation: fc.array(citations, { maxLength: 3 }) }),
  { maxKeys: 5 },
);
/** What a real result has beside what is generated elsewhere: doubtful boxes, gaps, merges, service words. */
const noise: fc.Arbitrary<Wire> = fc.record(
  {
    page_number: fc.integer({ min: 1, max: 20 }),
    page_width: fc.constantFrom(null, 0, 1, 612, 1e9),
    success: fc.constantFrom(true, null),
    mood: fc.constant("odd"),
    items: fc.array(
      fc.record(
        {
          type: fc.constantFrom("text", "table", "chart", "heading"),
          md: soup,
          value: soup,
          rows: fc.constantFrom([], [["a"], ["1", "2"]]),
          level: fc.integer({ min: -1, max: 9 }),
          merged_from_pages: fc.array(fc.integer({ min: -1, max: 9 }), { maxLength: 4 }),
          merged_into_page: fc.integer({ min: 0, max: 9 }),
          parse_concerns: fc.array(fc.record({ type: soup, details: soup }), { maxLength: 3 }),
          bbox: fc.array(
            fc.record({
              x: fc.double(),
              y: fc.double({ min: -9, max: 2000 }),
              w: fc.constantFrom(0.1, 5, 612, null),
              h: fc.constantFrom(0.1, 5, 792),
            }),
            { maxLength: 3 },
          ),
        },
        { requiredKeys: ["type", "md"] },
      ),
      { maxLength: 5 },
    ),
  },
  { requiredKeys: ["page_number", "items"] },
);
const results: fc.Arbitrary<Wire> = fc.oneof(
  parseResults,
  fc
    .tuple(fc.array(noise, { maxLength: 6 }), soup, fc.constantFrom({}, { target_pages: "1-3" }, { max_pages: 2 }))
    .map(([pages, said, parameters]) => ({
      job: { id: "pjb-1", status: "COMPLETED" },
      items: { pages },
      markdown: { pages: pages.map(({ page_number }) => ({ page_number, markdown: said, success: true })) },
      raw_parameters: parameters,
    })),
);

test("whatever was read can be audited: nothing is changed, pointers lead somewhere, pages are there or said to be missing", () => {
  fc.assert(
    fc.property(results, jobs, (payload, leaves) => {
      const document = deepFreeze(documentOf(payload));
      const job = extractJob(Object.fromEntries(Object.keys(leaves).map((key) => [key, 1])), leaves);
      const read = extractFields(readExtractJob(job));
      const { fields } = resolveFields(read.fields, document);
      const { findings, counts, pages } = audit(document, { fields, warnings: read.warnings });
      const numbers = new Set(document.children.map(({ number }) => number));
      for (const { code, pointer, payload: into, pageNumber, message, regions = [] } of findings) {
        const parent = pointer.slice(0, pointer.lastIndexOf("/"));
        const root = into === "parse" ? payload : job;
        // A field that is missing is pointed at where it should stand.
        expect([code, resolvePointer(root, pointer) ?? resolvePointer(root, parent)]).not.toContain(undefined);
        if (pageNumber !== undefined && !numbers.has(pageNumber)) expect(code).toMatch(/^(?:page|citation-page)-missing$/);
        expect(message.isWellFormed()).toBe(true);
        // What is no number is told as it came.
        expect(message).not.toMatch(/undefined|(?<!is )NaN|\[object/);
        if (regions.length > 0) expect(pageNumber).toBeDefined();
      }
      expect(counts.error + counts.warning + counts.info).toBe(findings.length);
      const order = findings.map(({ pageNumber = 0, severity }) => pageNumber * 3 + ["error", "warning", "info"].indexOf(severity));
      expect(order).toEqual([...order].sort((first, second) => first - second));
      expect(pages.count).toBe(document.children.length);
    }),
  );
});
