import fc from "fast-check";
import { expect, test } from "vitest";
import { type ResolvedCitation, resolveCitations } from "../../src/extract/citations.ts";
import { readFields } from "../../src/extract/fields.ts";
import { readExtractJob } from "../../src/payload/extract.ts";
import type { Document } from "../../src/tree/types.ts";
import { words } from "../arbitraries.ts";
import { box, doc, extractJob, header, link, list, page, rowsTable, text, type Wire } from "../build.ts";

const resolve = (document: Document, citation: Wire): ResolvedCitation | undefined =>
  resolveCitations(readFields(readExtractJob(extractJob({ total: 1 }, { total: { citation: [citation] } }))), document)[0]?.citations[0];

const plain = "The net total, after “all” taxes, rose to 1,234.50 – more than in 2023";
const body = doc(page(text("Something else."), text(plain, box(10, 20, 30, 40))));

test.each([
  ["heading marks and emphasis", "# **The net** _total_"],
  ["a pipe row", "| The net total | after “all” taxes |".replace(" |", ",")],
  ["HTML fragments", "The net</td><td>total, <b class='x'>after</b><br/>"],
  ["entities", "&ldquo;all&rdquo;&nbsp;taxes, rose to 1,234&#46;50 &ndash; more"],
  ["straight quotes", 'after "all" taxes'],
  ["another dash", "1,234.50 — more than"],
  ["odd spacing", "  The\u00a0net\n\ntotal,after "],
  ["soft hyphens and case", "THE NET TO\u00adTAL"],
  ["full-width digits", "１,２３４.５０"],
  ["a list marker", "- The net total"],
  ["a number", "1. The net total"],
  ["a link around its words", "[The net](https://x.test/a?sig=2 'x') total"],
])("resolveCitations() finds a quote with %s", (_, matching_text) => {
  expect(resolve(body, { page: 1, matching_text })).toMatchObject({ method: "quote", score: 1 });
});

test.each([
  [
    "a link whose address was signed anew",
    text("see [the file](https://x.test/a?sig=1) now", box(1, 1, 1, 1)),
    "see [the file](https://x.test/a?sig=2) now",
  ],
  ["a link item", { ...link("the file", "https://x.test/a"), ...box(1, 1, 1, 1) }, "the file"],
  ["accents written apart", text("caf\u00e9 cr\u00e8me", box(1, 1, 1, 1)), "cafe\u0301 cre\u0300me"],
  ["less-than signs that are no tags", text("if a < b and c > d then stop", box(1, 1, 1, 1)), "a < b and c > d"],
  ["an entry of a list", list("one", text("two of them", box(1, 1, 1, 1))), "two of them"],
  ["a running header", header(text("Annual report", box(1, 1, 1, 1))), "Annual report"],
  [
    "a row of a table",
    rowsTable(
      [
        ["a", "b"],
        ["Hazel Bend", "205"],
      ],
      box(1, 1, 1, 1),
    ),
    "| Hazel Bend   | 205     |",
  ],
])("resolveCitations() finds a quote in %s", (_, item, matching_text) => {
  expect(resolve(doc(page(item)), { page: 1, matching_text })).toMatchObject({ method: "quote", regions: [{ box: { x: 1 } }] });
});

const markup = fc.constantFrom("**", "_", " ", "  ", "\n", "|", "<b>", "</td><td>", "&nbsp;", "\u00ad", "\\");
test("a quote with random markup and spacing resolves as the plain one", () => {
  fc.assert(
    fc.property(words, fc.array(markup, { minLength: 1, maxLength: 30 }), (value, marks) => {
      fc.pre(value.length > 4);
      const document = doc(page(text(value, box(1, 2, 3, 4))));
      const quote = [...value].map((character, index) => `${character}${index % 3 === 0 ? (marks[index] ?? "") : ""}`).join("");
      expect(resolve(document, { page: 1, matching_text: quote })).toMatchObject({ method: "quote", score: 1 });
    }),
  );
});
