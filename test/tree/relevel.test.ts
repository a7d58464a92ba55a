import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { findAll } from "../../src/tree/find.ts";
import { readLabels } from "../../src/tree/numbering.ts";
import { relevelHeadings } from "../../src/tree/relevel.ts";
import type { Document, Heading, Page } from "../../src/tree/types.ts";
import { words } from "../arbitraries.ts";
import { box, deepFreeze, doc, header, heading, list, page, text, type Wire } from "../build.ts";
import { documentOf, results } from "../chunk/documents.ts";

/** Headings of one page from lines such as `# 1 Scope`; the number of `#` is the depth sent. */
const titled = (...lines: readonly string[]): Document =>
  doc(page(...lines.map((line) => heading(line.lastIndexOf("#") + 1, line.replace(/^#+ /, "")))));
const headings = (document: Document): Heading[] => findAll(document, (node) => node.type === "heading");
const lines = (document: Document): string[] => headings(document).map(({ depth, value }) => `${"#".repeat(depth)} ${value}`);
/** What is told flat, at depth 1. */
const flat = (...told: readonly string[]): Document => titled(...told.map((line) => line.replace(/^#+/, "#")));

test.each<[string, string[]]>([
  ["decimals", ["# 1 Scope", "## 1.1 Terms", "### 1.1.1 More", "### 1.1.2 Even more", "## 1.2 Uses", "# 2 Means"]],
  ["decimals with dots", ["# 1. Scope", "## 1.1. Terms", "## 1.2. Uses", "# 2. Means"]],
  ["decimals from zero", ["# 1.0 Scope", "## 1.1 Terms", "# 2.0 Means"]],
  ["decimals inside emphasis, and escaped", ["# **1** Scope", "## **1.1** Terms", "# 2\\. Means"]],
  ["decimals under chapters", ["# Chapter 3 Scope", "## 3.1 Terms", "### 3.1.1 More", "## 3.2 Uses", "# Chapter 4 Means", "## 4.1 Tools"]],
  ["decimals that begin anew in each part", ["# Part I", "## 1 Scope", "## 2 Uses", "# Part II", "## 1 Means", "## 2 Ends"]],
  ["letters under Roman numerals", ["# I. Scope", "## A. Terms", "## B. Uses", "# II. Means", "## A. Tools", "# III. Ends"]],
  ["letters in brackets under articles", ["# Article 1", "## (a) Terms", "## (b) Uses", "# Article 2", "## (a) Tools"]],
  ["Roman numerals in brackets under letters in brackets", ["# (a) Terms", "## (i) One", "## (ii) Two", "# (b) Uses", "# (c) More"]],
  ["the sign for a section", ["# Part One", "## § 1 Scope", "## § 2 Terms", "# Part Two", "## § 3 Uses"]],
  [
    "appendices beside chapters",
    ["# 1 Scope", "## 1.1 Terms", "# 2 Uses", "# Appendix A Forms", "## A.1 One", "## A.2 Two", "# Appendix B Lists"],
  ],
  [
    "numbers that begin anew in each schedule of a contract",
    [
      ...["# 1. Definitions", "## 1.1 Terms", "## 1.2 Uses", "# 2. Term", "## 2.1 Length", "# 3. Fees"],
      ...["# SCHEDULE A", "## 1. Unit", "## 2. Disc", "# SCHEDULE B", "## 1. Up", "### 1.1 Fast", "## 2. Cr"],
    ],
  ],
  [
    "numbers that go on in the schedules",
    ["# 1. Scope", "## 1.1 Terms", "# 2. Uses", "# Annexe 1", "# 3. More", "# Annexe 2", "# 4. Last"],
  ],
  ["schedules alone", ["# Schedule 1", "## 1. Unit", "## 2. Disc", "# Schedule 2", "## 1. Up", "## 2. Cr"]],
  ["schedules of parts", ["# Part I", "## 1 Scope", "## 2 Uses", "# Part II", "## 1 Means", "# Schedule A", "## 1 Unit", "# Schedule B"]],
  ["exhibits beside articles", ["# 1 Scope", "## 1.1 Terms", "# 2 Uses", "# Exhibit 10.1", "# Exhibit 10.2"]],
  [
    "the items of an annual report",
    ["# PART I", "## Item 1. Business", "## Item 1A. Risks", "## Item 2. Property", "# PART II", "## Item 3. Legal"],
  ],
  ["German appendices", ["# 1 Umfang", "## 1.1 Begriffe", "# 2 Preise", "# Anlage 1", "## 1 Stück", "# Anlage 2", "## 1 Paar"]],
  ["appendices of one letter", ["# A Proofs", "## A.1 Lemma", "# B Code"]],
  [
    "appendices of one letter behind chapters",
    ["# 1 Intro", "## 1.1 Terms", "# 2 End", "# **A** Proofs", "## A.1 Lemma", "## A.2 More", "# B Code"],
  ],
  ["parts that begin after numbered front matter", ["## 1 Foreword", "## 2 Thanks", "# Part I", "## 3 Scope", "# Part II", "## 4 Uses"]],
  [
    "a heading without a number, which stays beside the outermost",
    ["# 1 Scope", "## 1.1 Terms", "## 1.2 Uses", "# 2 Means", "# References"],
  ],
  ["a page that is missing", ["# 1 Scope", "## 1.1 Terms", "# 2 Uses", "## 2.1 Tools", "# 5 Means", "## 5.1 Ends"]],
  ["a heading said again", ["# 1 Scope", "## 1.1 Terms", "## 1.1 Terms (continued)", "# 2 Uses"]],
])("relevelHeadings() follows %s", (_, expected) => {
  expect(lines(relevelHeadings(flat(...expected)))).toEqual(expected);
});

test("relevelHeadings() follows numbers where the depths sent contradict them, and keeps the outermost of these", () => {
  expect(lines(relevelHeadings(titled("## 1 Scope", "## 1.1 Terms", "#### 1.2 Uses", "### 2 Means", "#### Notes")))).toEqual([
    "## 1 Scope",
    "### 1.1 Terms",
    "### 1.2 Uses",
    "## 2 Means",
    "### Notes",
  ]);
});

test.each<[string, string[], string[]]>([
  [
    "a title",
    ["# Report", "# 1 Scope", "# 1.1 Terms", "# 2 Uses", "# Index"],
    ["# Report", "## 1 Scope", "### 1.1 Terms", "## 2 Uses", "## Index"],
  ],
  [
    "a title over an abstract",
    ["# Report", "# Abstract", "# 1 Scope", "# 1.1 Terms"],
    ["# Report", "## Abstract", "## 1 Scope", "### 1.1 Terms"],
  ],
  ["an abstract, no title", ["# Abstract", "# 1 Scope", "# 1.1 Terms"], ["# Abstract", "# 1 Scope", "## 1.1 Terms"]],
  [
    "two parts, neither the title",
    ["# Letter", "# Dates", "# 1 Scope", "# 1.1 Terms"],
    ["# Letter", "# Dates", "# 1 Scope", "## 1.1 Terms"],
  ],
  ["a title already above", ["# Report", "## 1 Scope", "## 1.1 Terms"], ["# Report", "## 1 Scope", "### 1.1 Terms"]],
  [
    "a title at the last depth",
    ["###### Report", "###### 1 Scope", "###### 1.1 Terms"],
    ["#### Report", "##### 1 Scope", "###### 1.1 Terms"],
  ],
])("relevelHeadings() of %s before the numbers", (_, sent, expected) => {
  expect(lines(relevelHeadings(titled(...sent)))).toEqual(expected);
});

test("relevelHeadings() stays within depths 1 to 6", () => {
  const deep = Array.from({ length: 8 }, (_, index) => `${"1.".repeat(index)}1 x`);
  const leveled = relevelHeadings(titled(...deep.map((line) => `#### ${line}`)));
  expect(headings(leveled).map(({ depth }) => depth)).toEqual([1, 2, 3, 4, 5, 6, 6, 6]);
  expect(relevelHeadings(leveled)).toBe(leveled);
});

test.each<[string, string[]]>([
  ["dates", ["# 1 January 2025 report", "# 2 February", "# 3. March 2025", "# 1.1 Terms"]],
  ["words of one letter", ["# A Study", "# B Side", "# C Sharp", "# A Report", "# 1 Scope"]],
  ["years", ["# 2023 Results", "# 2024 Results", "# 2024.1 Results"]],
  ["amounts", ["# 3.4 million users", "# 3.5 million users", "# 3.6 % more", "# 4 billion"]],
  ["a number without neighbors", ["# 5 Key takeaways", "# 10 Downing Street", "# 1.4 Terms"]],
  [
    "letters and numerals that are words",
    ["# A study of C", "# I am here", "# B side", "# C", "# Mix", "# Part of it", "# Section by section"],
  ],
  ["numbers that begin anew for no reason", ["# Setup", "# 1. Load", "# 2. Run", "## Use", "### 1. Open", "### 2. Close"]],
  ["numbers of which half begin anew", ["# Use", "# 1 Load", "# 1.1 Fast", "# Care", "# 1 Open", "# 1.1 Slow"]],
  ["numbers in step with the depths", ["# 1 Scope", "## 1.1 Terms", "# 2 Uses", "#### References"]],
  ["numbers in step with depths that leave gaps", ["## 1 Scope", "##### 1.1 Terms", "## 2 Uses"]],
  ["one heading", ["# 1.1 Scope"]],
  ["numbers of one level in a flat document", ["# Report", "# 1 Scope", "# 2 Uses"]],
])("relevelHeadings() gives the same document for %s", (_, sent) => {
  const document = titled(...sent);
  expect(relevelHeadings(document)).toBe(document);
});

test("relevelHeadings() is not led astray by a number out of line", () => {
  const sent = ["# 1 Scope", "# 1.1 Terms", "# 5 Key takeaways", "# 1.2 Uses", "# 2 Means", "# 3 Ends", "# 3.5 million users", "# 4 Costs"];
  expect(headings(relevelHeadings(titled(...sent))).map(({ depth }) => depth)).toEqual([1, 2, 1, 2, 1, 1, 1, 1]);
});

test("relevelHeadings() says what it changed and why, and shares what it did not", () => {
  const document = deepFreeze(doc(page(heading(1, "1 Scope"), text("a")), page(heading(1, "1.1 Terms"), text("b")), page(text("c"))));
  const leveled = relevelHeadings(document);
  expect(headings(leveled).map(({ data }) => data?.depthFrom)).toEqual([undefined, { depth: 1, reason: "numbering" }]);
  expect(leveled.children.map((one, index) => one === document.children[index])).toEqual([true, false, true]);
  expect(leveled.children[1]?.children[1]).toBe(document.children[1]?.children[1]);
});

test("relevelHeadings() keeps the depth as sent when it changes one again", () => {
  const document = titled("# 1 Scope", "# 1.1 Terms");
  const [first] = document.children as readonly [Page];
  const depthFrom = { depth: 5, reason: "height" } as const;
  const children = first.children.map((node, index) => (index === 1 ? { ...node, data: { depthFrom } } : node));
  const again = relevelHeadings({ ...document, children: [{ ...first, children }] });
  expect(headings(again)[1]?.data?.depthFrom).toEqual({ depth: 5, reason: "numbering" });
});

test("relevelHeadings() leaves headings in furniture and lists alone", () => {
  const document = doc(page(header(heading(1, "1.1 top")), heading(1, "1 Scope"), list(heading(1, "1.2 item")), heading(1, "1.1 Terms")));
  expect(headings(relevelHeadings(document)).map(({ depth }) => depth)).toEqual([1, 1, 1, 2]);
});

test("relevelHeadings() gives the report of the fixtures its depths back", () => {
  const wire = JSON.parse(readFileSync("fixtures/annual-report.parse.json", "utf8"));
  const document = documentOf(wire);
  expect(relevelHeadings(document)).toBe(document);
  for (const one of wire.items.pages) for (const item of one.items ?? []) if (item.type === "heading") item.level = 1;
  const leveled = headings(relevelHeadings(documentOf(wire)));
  const numbered = leveled.filter(({ value }) => /^\d/.test(value));
  expect(numbered.map(({ depth }) => depth)).toEqual(numbered.map(({ value }) => value.split(" ")[0]?.split(".").length));
});

const high = (height: number, value: string, width: number = value.length * height * 0.5): Wire =>
  heading(2, value, box(10, 10, width, height));

test("relevelHeadings() follows clearly different heights where there are no numbers", () => {
  const document = doc(page(high(24, "Report"), high(16, "Scope"), high(11, "Terms"), high(11.5, "Uses"), high(16.4, "Means")));
  const leveled = relevelHeadings(document);
  expect(headings(leveled).map(({ depth }) => depth)).toEqual([2, 3, 4, 4, 3]);
  expect(headings(leveled)[1]?.data?.depthFrom).toEqual({ depth: 2, reason: "height" });
});

test("relevelHeadings() counts the lines in a box before it compares", () => {
  const long = "A heading so long that it needs a second line of text";
  const document = doc(page(high(16, "Scope"), high(34, long, 16 * 0.5 * 27), high(16, "Terms")));
  expect(relevelHeadings(document)).toBe(document);
});

test("relevelHeadings() knows the lines of a heading where the payload does", () => {
  const document = doc(page(high(34, "Two lines", 500), high(16, "Terms")));
  const [first] = document.children as readonly [Page];
  const lines = [0, 17].map((y) => ({ text: "", words: [], region: { pageNumber: 1, box: { x: 10, y, width: 40, height: 17 } } }));
  const tree: Document = {
    ...document,
    children: [{ ...first, children: first.children.map((node, index) => (index === 0 ? { ...node, lines } : node)) }],
  };
  expect(relevelHeadings(document)).not.toBe(document);
  expect(relevelHeadings(tree)).toBe(tree);
});

test("relevelHeadings() sets a title above numbers of one level by its height", () => {
  const document = doc(page(high(24, "Report"), high(16, "1 Scope"), high(16, "2 Terms")));
  expect(headings(relevelHeadings(document)).map(({ depth }) => depth)).toEqual([2, 3, 3]);
});

test.each<[string, Wire[]]>([
  ["run into each other", [high(20, "a"), high(18, "b"), high(16, "c"), high(14, "d"), high(12, "e")]],
  ["run into each other below a title", [high(40, "a"), high(20, "b"), high(18, "c"), high(16, "d")]],
  ["are the same", [high(16, "Scope"), high(16.5, "Terms")]],
  ["differ as letters below the line do", [high(17, "Copying"), high(13, "Terms"), high(17, "Typing"), high(13, "Uses")]],
  ["are not all known", [high(24, "Report"), high(16, "Scope"), heading(2, "Terms")]],
  ["contradict the numbers", [high(24, "1 Scope"), high(16, "2 Terms"), high(24, "3 Uses")]],
  ["differ beside depths that differ", [high(24, "Report"), { ...high(16, "Scope"), level: 3 }, high(11, "Terms")]],
])("relevelHeadings() gives the same document where heights %s", (_, wires) => {
  const document = doc(page(...wires));
  expect(relevelHeadings(document)).toBe(document);
});

test("relevelHeadings() does not compare boxes of pages in different units", () => {
  const pixels = { ...page(high(50, "Scope")), page_width: 1700, page_height: 2200 };
  const document = doc(page(high(16, "Terms"), high(16, "Uses")), pixels);
  expect(relevelHeadings(document)).toBe(document);
});

test.each<[string, string[]]>([
  ["1.2.3 Uses", ["1:1.2.3"]],
  ["1.2.3", ["1:1.2.3"]],
  ["2) Uses", ["1):2"]],
  ["§§ 12 Uses", ["§1:12"]],
  ["C. Uses", ["A:3", "I:100"]],
  ["IV Uses", ["I:4"]],
  ["IIII Uses", []],
  ["xiv) Uses", ["i):14"]],
  ["(ii) Uses", ["(i):2"]],
  ["B.2.1 Uses", ["A:2.2.1"]],
  ["Appendix C: Uses", ["appendix A:3", "appendix I:100"]],
  ["PART TWO — Uses", ["part one:2"]],
  ["Section 4.2", ["section 1:4.2"]],
  ["Item 7A. Risk", ["item 1:7"]],
  ["A Proofs", []],
  ["1.2.2025", []],
  ["1st of May", []],
  ["3.5%", []],
  ["1 May 2025", []],
  ["1 Mayor", ["1:1"]],
  ["", []],
  ["1".repeat(500), []],
  ["1.".repeat(500), []],
])("readLabels(%j)", (value, expected) => {
  expect(readLabels(value).map(({ style, parts }) => `${style}:${parts.join(".")}`)).toEqual(expected);
});

const numbers = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }).map((parts) => parts.join("."));
const starts = fc.oneof(
  numbers,
  fc.constantFrom(
    "",
    "",
    "A.",
    "B.",
    "I.",
    "II.",
    "(a)",
    "(b)",
    "Part I",
    "Part II",
    "Chapter 1",
    "Chapter 2",
    "Appendix A",
    "Schedule 1",
    "Schedule 2",
    "A",
    "B",
    "A.1",
    "§ 1",
    "§ 2",
  ),
);
const outlines = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 6 }), starts, words, fc.constantFrom(0, 11, 16, 24)), { maxLength: 14 })
  .chain((rows) =>
    fc
      .boolean()
      .map((isFlat) =>
        doc(
          page(
            ...rows.map(([level, start, name, height]) =>
              heading(isFlat ? 3 : level, `${start} ${name}`.trim(), height === 0 ? {} : box(5, 5, name.length * height, height)),
            ),
          ),
        ),
      ),
  );

/** The tree without depths and what was noted of them. */
const withoutDepths = (document: Document): string =>
  JSON.stringify(document, (key, value: unknown) =>
    key === "depth" || key === "depthFrom" ? undefined : key === "data" && JSON.stringify(value) === "{}" ? undefined : value,
  );

test("relevelHeadings: idempotent, within 1 to 6, and nothing but depths changes", () => {
  const check = (document: Document): void => {
    const leveled = relevelHeadings(deepFreeze(document));
    expect(relevelHeadings(leveled)).toBe(leveled);
    const strip = (tree: Document): string => withoutDepths(tree).replaceAll(/,"data":\{\}/g, "");
    expect(strip(leveled)).toBe(strip(document));
    const before = headings(document);
    for (const [index, node] of headings(leveled).entries()) {
      expect(node.depth >= 1 && node.depth <= 6).toBe(true);
      const sent = before[index] as Heading;
      if (node.depth === sent.depth) expect(node).toBe(sent);
      else expect(node.data?.depthFrom?.depth).toBe(sent.depth);
    }
  };
  fc.assert(
    fc.property(outlines, (document) => {
      check(document);
    }),
  );
  fc.assert(
    fc.property(results, (wire) => {
      check(documentOf(wire));
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 20) },
  );
});

test("relevelHeadings: any outline that is numbered through comes back from a flat one", () => {
  const trees = fc.array(fc.integer({ min: -3, max: 1 }), { minLength: 1, maxLength: 30 }).map((steps) => {
    const path = [1];
    return [
      "# 1 x",
      ...steps.map((step) => {
        const length = Math.min(Math.max(path.length + step, 1), 5);
        if (length > path.length) path.push(1);
        else {
          path.length = length;
          path[length - 1] = (path[length - 1] as number) + 1;
        }
        return `${"#".repeat(length)} ${path.join(".")} x`;
      }),
    ];
  });
  fc.assert(
    fc.property(trees, (expected) => {
      expect(lines(relevelHeadings(flat(...expected)))).toEqual(expected);
    }),
  );
});

test("relevelHeadings() is linear: 20,000 headings, also with one number for all", () => {
  const numbered = (value: (index: number) => string): Document => {
    const document = doc(page(heading(1, "x")));
    const [first] = document.children as readonly [Page];
    const [node] = first.children as readonly [Heading];
    const children = Array.from({ length: 20_000 }, (_, index): Heading => ({ ...node, value: value(index) }));
    return { ...document, children: [{ ...first, children }] };
  };
  const same = numbered(() => "1. x");
  expect(relevelHeadings(same)).toBe(same);
  const many = relevelHeadings(numbered((index) => (index % 2 === 0 ? `Chapter ${(index / 2) % 900} x` : "(a) y")));
  expect(headings(many)).toHaveLength(20_000);
  const nested = headings(
    relevelHeadings(numbered((index) => `${Math.floor(index / 100) + 1}${index % 100 === 0 ? "" : `.${index % 100}`} x`)),
  );
  expect(nested.slice(0, 3).map(({ depth }) => depth)).toEqual([1, 2, 2]);
});
