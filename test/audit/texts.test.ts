import { expect, test } from "vitest";
import { type AuditOptions, audit } from "../../src/audit/audit.ts";
import type { Finding } from "../../src/audit/finding.ts";
import { normalize } from "../../src/document/normalize.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import { failedPage, footer, header, heading, list, page, parseResult, rowsTable, table, text, type Wire } from "../build.ts";

interface Read {
  readonly markdown?: string;
  readonly text?: string;
  readonly header?: string;
  readonly footer?: string;
}

/** What the audit says of the words of these pages, each as read in the ways given. */
function found(pages: readonly (readonly [items: readonly Wire[], read: Read])[], options: AuditOptions = {}): Finding[] {
  const section = (name: "markdown" | "text"): Wire[] =>
    pages.flatMap(([, { [name]: words, ...rest }], index) =>
      words === undefined ? [] : [{ page_number: index + 1, [name]: words, success: true, ...(name === "markdown" ? rest : {}) }],
    );
  const sections = { markdown: { pages: section("markdown") }, text: { pages: section("text") } };
  const document = normalize(readParseResult({ ...parseResult(...pages.map(([items]) => page(...items))), ...sections }));
  const words = ({ code }: Finding): boolean => code.startsWith("words-");
  const findings = audit(document, options).findings.filter(words);
  // Stitching moves rows over pages, and changes nothing of what is said.
  expect(audit(stitchTables(document), options).findings.filter(words)).toEqual(findings);
  return findings;
}

const one = (read: Read, ...items: readonly Wire[]): string[] => found([[items, read]]).map(({ message }) => message);

test("a missing number is told however small its share", () => {
  const prose = "word ".repeat(200);
  expect(one({ markdown: `${prose}\n\nTotal 4,120` }, text(`${prose} Total`))).toEqual([
    "1 of the 202 words in the page's markdown (under 1 %), a number, is not in its items: “4,120”",
  ]);
});

test("missing words are told past the share, side by side as one phrase", () => {
  const markdown = `${"word ".repeat(95)} lost and found ${"word ".repeat(5)} again`;
  const items = [text("word ".repeat(100))];
  expect(one({ markdown }, ...items)).toEqual([]);
  expect(found([[items, { markdown }]], { missingAbove: 0.03 }).map(({ message }) => message)).toEqual([
    "4 of the 104 words in the page's markdown (4 %) are not in its items: “lost and found”, “again”",
  ]);
});

test("a message shows twelve words and cuts what is endless in one", () => {
  const many = Array.from({ length: 30 }, (_, index) => `w${index} `).join("");
  expect(one({ markdown: many }, text("a"))[0]).toMatch(/: “w0 w1 .* w11”, …$/);
  expect(one({ markdown: `b ${"x".repeat(5000)}` }, text("b"))[0]?.length).toBeLessThan(500);
});

test("a message shows numbers before other words, in their order", () => {
  const many = `${Array.from({ length: 15 }, () => "b").join(" ")} 12`;
  expect(one({ markdown: `${many} c` }, text("a"))[0]).toMatch(/: “(?:b ){10}b”, “12”, …$/);
});

test("words of the items that no other reading has are told, those of one that some have are not", () => {
  const items = [text("alpha"), table("a|b", "1|2")];
  expect(one({ markdown: "alpha", text: "alpha a b 1" }, ...items)).toEqual([
    "1 of the 5 words in the page's items (20 %), a number, is not in its markdown or plain text: “2”",
  ]);
  expect(one({ markdown: "alpha 2", text: "a b 1" }, ...items)).toEqual([]);
});

test("words of the plain text are missing where neither items nor markdown have them", () => {
  const findings = found([[[text("alpha")], { markdown: "alpha beta 7", text: "alpha beta gamma 7 8" }]]);
  expect(findings.map(({ message }) => message)).toEqual([
    "2 of the 3 words in the page's markdown (67 %), 1 of them a number, are not in its items: “beta 7”",
    "2 of the 5 words in the page's plain text (40 %), 1 of them a number, are not in its items: “gamma”, “8”",
  ]);
  expect(findings[0]).toMatchObject({ code: "words-missing", pageNumber: 1, pointer: "/items/pages/0", severity: "warning" });
});

test("a page without items is read from its markdown, and held against its plain text", () => {
  const read = { markdown: { pages: [{ page_number: 1, markdown: "alpha" }] }, text: { pages: [{ page_number: 1, text: "alpha 7" }] } };
  const { findings } = audit(normalize(readParseResult({ job: { id: "a", status: "COMPLETED" }, ...read })));
  expect(findings.find(({ code }) => code === "words-missing")?.message).toBe(
    "1 of the 2 words in the page's plain text (50 %), a number, is not in its markdown: “7”",
  );
});

const same: [name: string, read: Read, ...items: readonly Wire[]][] = [
  ["case and emphasis", { markdown: "**TOTAL** ~~cost~~ `a`" }, text("Total *cost* a")],
  ["escapes and entities", { markdown: "2023\\* A&amp;B 1\\.5 &#x31;" }, text("2023* A&B 1.5 1")],
  ["an html table for a pipe table", { markdown: '<table class="x"><tr><td colspan="2">a</td><td>1</td></tr></table>' }, table("a|1")],
  ["tags and comments", { markdown: "<!-- page 99 -->a<br/>b<sup>2</sup>" }, text("a b2")],
  ["where a link leads", { markdown: '[a](https://x.example/9?b=8) ![c](<page 7.jpg> "d 6")' }, text("a ![c](other_5.jpg)")],
  ["an image in its destination", { markdown: `![c](data:image/png;base64,${"A1b2".repeat(999)})` }, text("![c](page_1.jpg)")],
  ["a hyphenated line end", { text: "an exam-\nple of 12,\n345" }, text("an example of 12,345")],
  ["commas between thousands", { markdown: "1,234,567.5 12,34" }, text("1234567.5 12,34")],
  ["numbers of a list", { markdown: "1. one\n2. two" }, { ...list("one", "two"), md: "" }],
  ["numbers of a list that only the items have", { markdown: "- one\n- two" }, text("1. one\n2) two")],
  ["compatibility forms", { markdown: "Net Position¹ ﬁne １２" }, text("Net Position<sup>1</sup> fine 12")],
  ["invisible characters", { markdown: "soft\u00adware\u200b 1" }, text("software 1")],
  ["scripts without spaces", { text: "漢字\nかな" }, text("漢字かな")],
  [
    "an image's words, which not every reading has",
    { markdown: "a" },
    text("a"),
    { type: "image", caption: "b 1", url: "c", md: "![b 1](c)" },
  ],
  ["headers and footers in the items", { markdown: "a" }, header(text("Report 2025")), text("a"), footer(text("page 1"))],
  ["headers and footers in the markdown", { markdown: "Report 2025\n\na\n\np. 1", header: "Report 2025", footer: "p. 1" }, text("a")],
  [
    "a folded header row",
    { markdown: "<table><tr><th colspan=2>Year</th></tr><tr><th>Q1</th><th>Q2</th></tr></table>" },
    table("Year<br/>Q1|Year<br/>Q2"),
  ],
  ["a page without any other reading", { markdown: "", text: " \n" }, text("a 1")],
  ["how thousands and decimals are written", { markdown: "1 234,56 and 1 234 567,8 and 9,5" }, text("1,234.56 and 1.234.567,8 and 9.5")],
  ["a narrow space between thousands", { markdown: "1\u202f234,56" }, text("1.234,56")],
  ["digits of another script", { markdown: "١٬٢٣٤٫٥ ۷۸ २०२४" }, text("1,234.5 78 2024")],
  ["a ticked box", { markdown: "- [x] Yes\n- [ ] No" }, text("☑ Yes\n☐ No")],
  ["another way to write a loss", { markdown: "(1,234) −5 **-6** -$7 (1 234,5) ($8.5)" }, text("-1,234 -5 –6 $-7 -1,234.5 -8.5")],
  [
    "a range, a date and a phone number",
    { markdown: "1-5 2019–2024 2024-03-11 (555) 123-4567" },
    text("1 - 5 2019 – 2024 2024 03 11 555 123 4567"),
  ],
  ["the dashes around the number of a page", { markdown: "a\n\n-5-" }, text("a\n5")],
  ["the dash of a list", { markdown: "- 5 apples\n– 6 pears" }, text("5 apples\n6 pears")],
  ["a number in parentheses that is no amount", { markdown: "(12) (01.02.2024)" }, text("12 01.02.2024")],
  ["a heading's number", { markdown: "# 1. Scope" }, heading(1, "1. Scope")],
];

test.each(same)("%s is no difference", (_, read, ...items) => {
  expect(one(read, ...items)).toEqual([]);
});

const different: [name: string, read: Read, ...items: readonly Wire[]][] = [
  ["a lost decimal point", { markdown: "1.5" }, text("15")],
  ["a lost minus", { markdown: "Result -1,234" }, text("Result 1,234")],
  ["a lost minus at the start of a line", { markdown: "a\n−5" }, text("a 5")],
  ["a lost minus of a cell", { markdown: "|a|–5|\n|---|---|" }, table("a|5")],
  ["a lost accountant's minus", { markdown: "Result (1,234)" }, text("Result 1,234")],
  ["a minus that only the items have", { markdown: "Result 1,234" }, text("Result -1,234")],
  ["another number of the same words", { markdown: "a 12" }, text("a 21")],
  ["a number that is there once and not twice", { markdown: "5 a 5" }, text("a 5")],
  ["a number that each reading but one has once", { markdown: "5 a", text: "5 a 5" }, text("a 5")],
  ["a number that the items have once too often", { markdown: "5 a", text: "5 a" }, text("a 5 5")],
  ["a number that only a list's marker has", { markdown: "a 7" }, text("a")],
  ["a number in the middle of a line, which is no marker", { markdown: "a 7. b" }, text("a b")],
];

test.each(different)("%s is one", (_, read, ...items) => {
  expect(one(read, ...items)).not.toEqual([]);
});

test("the rows of a table that the service merged may stand on any of its pages", () => {
  const owner = rowsTable([["a"], ["1"], ["2"]], { merged_from_pages: [1, 2] });
  const stub = rowsTable([], { merged_into_page: 1 });
  expect(
    found([
      [[owner], { markdown: "| a |\n|---|\n| 1 |" }],
      [[stub], { markdown: "| 2 |" }],
    ]),
  ).toEqual([]);
  expect(
    found([
      [[owner], { markdown: "a 1" }],
      [[stub], { markdown: "2 3" }],
    ]),
  ).toHaveLength(1);
});

test("lines that run along the pages are no content, numbers of pages neither", () => {
  const read = (number: number): Read => ({ text: `Annual report – ${number}\nbody of the page\n${number}` });
  expect(found([1, 2, 3, 4].map((number) => [[text("body of the page")], read(number)] as const))).toEqual([]);
  expect(found([[[text("body")], { text: "body\n1" }]])).toEqual([]);
  expect(found([[[text("body")], { text: "body\n7" }]])).toHaveLength(1);
});

test("a line that is on many pages and in the middle of each is content", () => {
  const lines = ["a", "b", "c", "Total 5", "d", "e", "f"];
  const items = [text(lines.filter((line) => line !== "Total 5").join("\n"))];
  expect(found([1, 2, 3].map(() => [items, { text: lines.join("\n") }] as const))).toHaveLength(3);
});

test("a short page has no more running lines than a quarter at either end", () => {
  const lines = ["a", "Total 5", "b"];
  expect(found([1, 2, 3].map(() => [[text("a\nb\nc")], { text: `${lines.join("\n")}\nc` }] as const))).toHaveLength(3);
});

test("a failed page is not compared", () => {
  const document = normalize(readParseResult({ ...parseResult(failedPage()), text: { pages: [{ page_number: 1, text: "a 1" }] } }));
  expect(audit(document).findings.map(({ code }) => code)).toEqual(["page-failed"]);
});

test("a lost sign is shown with its number", () => {
  expect(one({ markdown: "a -1,234 (5.5)" }, text("a 1,234 5.5"))[0]).toMatch(/all numbers, are not in its items: “-1,234 \(5\.5\)”$/);
});
