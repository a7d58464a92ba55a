import { describe, expect, test } from "vitest";
import { markFurniture } from "../../src/document/furniture.ts";
import { normalize } from "../../src/document/normalize.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { box, heading, page, parseResult, text, type Wire } from "../build.ts";

const sized = (width: number, height: number, items: readonly Wire[]): Wire => ({
  ...page(...items),
  page_width: width,
  page_height: height,
});
const a4 = (...items: readonly Wire[]): Wire => sized(595, 842, items);
const slide = (...items: readonly Wire[]): Wire => sized(960, 540, items);
const prose = (index: number): Wire => text(`Prose ${index}.`, box(50, 300, 400, 150));
const title = box(50, 30, 200, 25);
const foot = box(50, 790, 200, 12);
const times = <T>(count: number, make: (number: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index + 1));

/** The texts found to be furniture, on pages that print these numbers. */
function found(pages: readonly Wire[], printed: readonly string[] = []): string[] {
  const metadata = { pages: printed.map((number, index) => ({ page_number: index + 1, printed_page_number: number })) };
  const document = normalize(readParseResult({ ...parseResult(...pages), metadata }), { furniture: "as-sent" });
  const marked = markFurniture(document).children.flatMap(({ children }) => children);
  return marked.flatMap(({ type, markdown }) => (type === "pageHeader" || type === "pageFooter" ? [markdown] : []));
}

/** One page for each text, which stands at the top or at the bottom. */
const pagesOf = (texts: readonly string[], place: Wire): Wire[] =>
  texts.map((value, index) => (place === foot ? a4(prose(index), text(value, place)) : a4(text(value, place), prose(index))));

describe.each([
  ["top", title],
  ["bottom", foot],
])("at the %s of pages", (_, place) => {
  test.each<[string, (number: number) => string]>([
    ["dates", (n) => `2024-03-${10 + n}`],
    ["dates in words", (n) => `${n} March 2024`],
    ["dates in dots", (n) => `${n}.3.2024`],
    ["questions", (n) => `Question ${n}`],
    ["questions of a total", (n) => `Question ${n} of 9`],
    ["steps of a total", (n) => `Step ${n} / 9`],
    ["days", (n) => `Day ${n}`],
    ["invoices", (n) => `Invoice ${n}`],
    ["annexes", (n) => `Annex – ${n}`],
    ["page numbers beside days", (n) => `Page ${n}, day ${n}`],
    ["totals that count", (n) => `${n} / ${n + 9}`],
    ["two numbers", (n) => `${n} ${n + 100}`],
    ["percent", (n) => `${n} %`],
    ["temperatures", (n) => `${n} °`],
    ["numbers of a list", (n) => `${n}.`],
  ])("counted numbers stay: %s", (_name, make) => {
    expect(found(pagesOf(times(9, make), place))).toEqual([]);
  });

  test.each([
    "Total due: 1,200.00 EUR",
    "Total 1,200.00",
    "Total €1200",
    "Growth 12 %",
    "Customer: ACME",
    "Status:Passed",
    "* Excludes discontinued operations.",
    "\\* Excludes discontinued operations.",
    "*Excludes discontinued operations.",
    "† Excludes discontinued operations.",
    "¹ Excludes discontinued operations.",
    "<sup>1</sup> Excludes discontinued operations.",
    "(1) Excludes discontinued operations",
    "1 Excludes discontinued operations.",
  ])("what says that it is content stays: %s", (value) => {
    expect(found(pagesOf(Array(5).fill(value), place))).toEqual([]);
  });

  test.each([
    "*ACME Report*",
    "**ACME**",
    "https://acme.example",
    "Printed 12:30",
    "As of 12.03.2024",
    "© 2025 ACME. All rights reserved.",
    "ACME | Report",
  ])("what only repeats is furniture: %s", (value) => {
    expect(found(pagesOf(Array(5).fill(value), place))).toHaveLength(5);
  });

  test("a number alone is one of the page, also ahead of it, but where pages print another", () => {
    const numbers = times(5, (n) => String(100 + n));
    expect(found(pagesOf(numbers, place))).toEqual(numbers);
    expect(found(pagesOf(numbers, place), numbers)).toEqual(numbers);
    expect(found(pagesOf(numbers, place), ["1", "2", "3", "4", "5"])).toEqual([]);
  });
});

test("a printed number beside other words is the one of the page, but where the page bears it elsewhere", () => {
  const numbers = times(5, String);
  const reports = numbers.map((number) => `Report – ${number}`);
  expect(found(pagesOf(reports, foot), numbers)).toEqual(reports);
  const pages = numbers.map((number, index) => a4(text(`Day ${number}`, title), prose(index), text(number, foot)));
  expect(found(pages, numbers)).toEqual(numbers);
});

test("numbers alone stay beside each other, a label or a text near by, and not across the page from one", () => {
  const beside = (value: (n: number) => string, x: number): string[] =>
    found(times(5, (n) => a4(prose(n), text(value(n), box(50, 790, 60, 12)), text(String(100 + n), box(x, 790, 20, 12)))));
  expect(beside((n) => String(200 + n), 500)).toEqual([]);
  expect(beside(() => "Invoice:", 500)).toEqual([]);
  expect(beside(() => "Invoice", 120)).not.toContain("101");
  expect(beside(() => "ACME", 500)).toHaveLength(10);
});

describe("titles", () => {
  const deck = (titles: readonly string[], make: (value: string, index: number) => Wire): string[] =>
    found(titles.map((value, index) => slide(make(value, index), prose(index))));

  test("of neighboring slides stay", () => {
    const named = (value: string): Wire => text(value, title);
    expect(deck(["Market", "Market", "Market", "Team", "Plan", "Risks"], named)).toEqual([]);
    expect(deck(["Market", "Market", "Market", "Team", "Team", "Team"], named)).toEqual([]);
    expect(deck(["Market", "Market", "Market"], named)).toEqual([]);
    expect(deck(["Market", "Team", "Market", "Plan", "Market", "Risks"], named)).toEqual([]);
    expect(deck(Array(6).fill("ACME"), named)).toHaveLength(6);
  });

  test("of neighboring pages stay where others stand there once, higher or as part of the body too", () => {
    const titles = ["Market", "Market", "Market", "Team", "Plan", "Risks"];
    expect(found(pagesOf(titles, title))).toEqual([]);
    const high = (value: string, height: number): Wire => text(value, box(50, 30, 200, value === "Market" ? 25 : height));
    for (const height of [60, 100]) expect(found(titles.map((value, index) => a4(high(value, height), prose(index))))).toEqual([]);
  });

  test("that are headings stay where any other text stands in their line", () => {
    const named = (value: string): Wire => heading(1, value, title);
    const titles = [...Array<string>(5).fill("Roadmap"), "Risks"];
    expect(deck(titles, named)).toEqual([]);
    expect(found(titles.map((value, index) => a4(named(value), prose(index))))).toEqual([]);
    expect(found(titles.map((value, index) => a4(value === "Risks" ? text(value, title) : named(value), prose(index))))).toEqual([]);
    expect(found(titles.map((value, index) => (value === "Risks" ? a4(prose(index)) : a4(named(value), prose(index)))))).toHaveLength(5);
  });

  test("one other among nine does not make a running head a title", () => {
    const others = [...Array<string>(9).fill("ACME"), "Glossary"];
    expect(found(pagesOf(others, title))).toHaveLength(9);
  });
});

test.each([
  ["a figure set large", "42 %", box(50, 230, 100, 60, { label: "number" })],
  ["a number in the body", "42", box(50, 230, 100, 60, { label: "number" })],
  ["a figure at the edge", "42 %", box(50, 30, 100, 25, { label: "number" })],
  ["a title at the edge", "Question 3", box(50, 30, 100, 25, { label: "number" })],
])("a label says nothing of %s", (_, value, place) => {
  expect(found([a4(text(value, place), prose(1))])).toEqual([]);
});

test.each(["3", "- 3 -", "3 / 12", "3 of 12", "Page 3", "ACME | iv", "第3頁"])("a label tells %s to be the number of a page", (value) => {
  expect(found([a4(prose(1), text(value, { ...foot, ...box(50, 790, 200, 12, { label: "number" }) }))])).toEqual([value]);
});
