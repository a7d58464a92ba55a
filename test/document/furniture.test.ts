import { describe, expect, test } from "vitest";
import { furnitureWindow } from "../../src/document/furniture/repeated.ts";
import { markFurniture } from "../../src/document/furniture.ts";
import { normalize } from "../../src/document/normalize.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import type { Document } from "../../src/tree/types.ts";
import {
  box,
  code,
  deepFreeze,
  failedPage,
  footer,
  header,
  heading,
  image,
  list,
  page,
  parseResult,
  rowsTable,
  text,
  type Wire,
} from "../build.ts";

/** A block 12 high that begins at `y`; a page is 612 wide and 792 high. */
const at = (y: number, extra: Wire = {}): Wire => box(72, y, 200, 12, { label: "text", ...extra });
const body = (value: string = "Prose."): Wire => text(value, box(72, 200, 400, 300));
const labeled = (label: string, y: number = 30): Wire => text("Annual report 1", at(y, { label }));

/** `2 pageHeader repeated: ACME`: the decisions, with the text of what they are about. */
function found(document: Document): string[] {
  const marked = markFurniture(deepFreeze(document));
  const texts = new Map(marked.children.flatMap((one) => one.children.map((content) => [content.pointer, content.markdown])));
  return (marked.data?.furnitureDecisions ?? []).map(
    ({ pointer, pageNumber, type, reason }) => `${pageNumber} ${type} ${reason}: ${texts.get(pointer)}`,
  );
}

/** The document of these pages, nothing marked yet. */
function sent(...pages: readonly Wire[]): Document {
  return normalize(readParseResult(parseResult(...pages)), { furniture: "as-sent" });
}

/** How many blocks are found, by reason. */
function reasons(document: Document): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason } of markFurniture(document).data?.furnitureDecisions ?? []) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

/** The document of pages that come with more: `header` and `footer` in markdown, `printed_page_number`. */
function docWith(pages: readonly Wire[], extras: readonly Wire[]): Document {
  const numbered = extras.map((extra, index) => ({ page_number: index + 1, ...extra }));
  const markdown = { pages: numbered.map((extra) => ({ markdown: "", success: true, ...extra })) };
  return normalize(readParseResult({ ...parseResult(...pages), markdown, metadata: { pages: numbered } }), { furniture: "as-sent" });
}

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

test("markFurniture() puts a block in a header that borrows its pointer, regions and markdown", () => {
  const document = sent(page(labeled("header"), body()));
  const [before] = document.children[0]?.children ?? [];
  const marked = markFurniture(document);
  const pointer = "/items/pages/0/items/0";
  expect(marked.children[0]?.children[0]).toEqual({
    type: "pageHeader",
    pointer,
    regions: before?.regions,
    markdown: "Annual report 1",
    children: [before],
  });
  expect(marked.data?.furnitureDecisions).toEqual([{ pointer, pageNumber: 1, type: "pageHeader", reason: "label" }]);
});

test("markFurniture() gives the document back when it has no furniture, and when it was marked before", () => {
  const plain = sent(page(body()));
  expect(markFurniture(plain)).toBe(plain);
  const marked = markFurniture(sent(page(labeled("header"), body())));
  expect(markFurniture(marked)).toBe(marked);
});

test("markFurniture() shares pages without new furniture, and keeps other data", () => {
  const document = { ...sent(page(header(text("A")), body()), page(labeled("footer", 750))), data: { raw: 1 } };
  const marked = markFurniture(document);
  expect(marked.children[0]).toBe(document.children[0]);
  expect(marked.children[1]).not.toBe(document.children[1]);
  expect(marked.data).toMatchObject({ raw: 1, furnitureDecisions: [{ reason: "type" }, { reason: "label" }] });
});

describe("by type", () => {
  test("a decision is recorded for what the service calls header or footer, and no more is done", () => {
    const document = sent(page(header(text("ACME")), body(), footer(text("1"))));
    expect(found(document)).toEqual(["1 pageHeader type: ACME", "1 pageFooter type: 1"]);
    expect(markFurniture(document).children).toBe(document.children);
  });
});

describe("by label", () => {
  test.each(["header", "page-header", "page_header", "Page-Header", "HEADER", "pageHeader"])("%s is a header", (label) => {
    expect(found(sent(page(body(), labeled(label))))).toEqual(["1 pageHeader label: Annual report 1"]);
  });

  test.each(["footer", "page-footer", "page_footer"])("%s is a footer", (label) => {
    expect(found(sent(page(labeled(label, 750), body())))).toEqual(["1 pageFooter label: Annual report 1"]);
  });

  test.each(["number", "page_number"])("%s is a header in the upper half of the page, a footer in the lower", (label) => {
    const numbered = (y: number): Wire => page(text("Page 1", at(y, { label })));
    expect(found(sent(numbered(30), numbered(750)))).toEqual(["1 pageHeader label: Page 1", "2 pageFooter label: Page 1"]);
  });

  const boxes = (...labels: readonly unknown[]): Wire => ({ bbox: labels.map((label) => ({ x: 72, y: 30, w: 90, h: 12, label })) });
  test.each([
    ["a footnote", text("1 See note", at(750, { label: "footnote" }))],
    ["another class", text("Title 1", at(30, { label: "paragraph_title" }))],
    ["a key of every object", text("Title 1", at(30, { label: "constructor" }))],
    ["no label", text("Title 1", box(72, 30, 90, 12))],
    ["no box", text("Title 1")],
    ["a label on one of its boxes only", text("Title 1", boxes("header", "text"))],
    ["a label missing on one of its boxes", text("Title 1", boxes("header", null))],
    ["labels that contradict each other", text("Title 1", boxes("header", "footer"))],
    ["a header in the lower half of the page", labeled("header", 700)],
    ["a number without a number", text("Contents", at(30, { label: "number" }))],
    ["a table", rowsTable([["a"], ["b"]], at(30, { label: "header" }))],
    ["code", { ...code("a"), ...at(30, { label: "header" }) }],
    ["a list of two", { ...list("a", "b"), ...at(30, { label: "header" }) }],
  ])("no furniture: %s", (_, item) => {
    expect(found(sent(page(item, body())))).toEqual([]);
  });

  test.each([
    ["header and number", text("Title 1", boxes("header", "number"))],
    ["a list of one", { ...list("a"), ...at(30, { label: "header" }) }],
    ["a logo", { ...image("", "logo.png"), ...at(30, { label: "header" }) }],
  ])("furniture: %s", (_, item) => {
    expect(reasons(sent(page(item, body())))).toEqual({ label: 1 });
  });

  test("a heading stays, whatever its label: it opens a section", () => {
    expect(reasons(sent(page(heading(2, "Title", at(30, { label: "header" })), body())))).toEqual({});
  });
});

describe("by the page's own markdown", () => {
  test("one block, or a run of them, that is word for word the header or footer of the page", () => {
    const pages = [page(text("**ACME** Ltd"), text("Report"), body(), text("one"), text("two"))];
    expect(found(docWith(pages, [{ header: "ACME  Ltd\n\n# Report", footer: "one | *two*" }]))).toEqual([
      "1 pageHeader page-markdown: **ACME** Ltd",
      "1 pageHeader page-markdown: Report",
      "1 pageFooter page-markdown: one",
      "1 pageFooter page-markdown: two",
    ]);
  });

  test("with boxes in the outer quarter of the page", () => {
    const pages = [page(text("ACME", at(180)), body(), text("1", at(600)))];
    expect(reasons(docWith(pages, [{ header: "ACME", footer: "1" }]))).toEqual({ "page-markdown": 2 });
  });

  test("behind a footer or a picture without words, with tags and links in it", () => {
    const items = [footer(text("1")), image("", "logo.png"), text("[ACME](https://acme.example)<br/>Ltd"), body()];
    expect(reasons(docWith([page(...items)], [{ header: "![](logo.png) ACME Ltd" }]))).toEqual({ type: 1, "page-markdown": 1 });
  });

  test("together with what is known by type or label", () => {
    const pages = [page(header(text("ACME")), text("Report"), body()), page(labeled("header"), text("Report"), body())];
    expect(found(docWith(pages, [{ header: "ACME Report" }, { header: "Annual report 1 Report" }]))).toEqual([
      "1 pageHeader type: ACME",
      "1 pageHeader page-markdown: Report",
      "2 pageHeader label: Annual report 1",
      "2 pageHeader page-markdown: Report",
    ]);
  });

  test.each([
    ["it stands further down", [body(), text("ACME"), body("More.")]],
    ["it is only the beginning", [text("ACME Ltd"), body()]],
    ["it is only a part", [text("AC"), body()]],
    ["what follows differs", [text("AC"), text("ME!"), body()]],
    ["the letters are spelled otherwise", [text("Acme"), body()]],
    ["it is a heading, for the body may open with the same words", [heading(1, "ACME", at(30)), body()]],
    ["its box is outside the outer quarter", [text("ACME", at(190)), body()]],
    ["it is a table", [{ ...rowsTable([["ACME"]]), md: "ACME" }, body()]],
    ["the header is there already", [header(text("AC"), text("ME")), text("ACME"), body()]],
    ["the header is there already, further down", [text("ACME"), header(text("ACME")), body()]],
    ["the page is empty", []],
  ])("no furniture: %s", (_, items) => {
    expect(found(docWith([page(...items)], [{ header: "ACME" }])).filter((line) => !line.includes("type"))).toEqual([]);
  });

  test("a page without items, read from its markdown", () => {
    const markdown = { pages: [{ page_number: 1, markdown: "ACME\n\nProse.", header: "ACME", success: true }] };
    expect(reasons(normalize(readParseResult({ job: { id: "pjb-1", status: "COMPLETED" }, markdown })))).toEqual({ "page-markdown": 1 });
  });
});

describe("by repetition", () => {
  const running = (count: number, make: (number: number) => Wire): Document =>
    sent(...times(count, (index) => page(make(index + 1), body(`Prose ${index}.`))));
  const closing = (count: number, make: (number: number) => Wire): Document =>
    sent(...times(count, (index) => page(body(`Prose ${index}.`), make(index + 1))));

  test("the same text in the same place on three pages, with their numbers", () => {
    const marked = markFurniture(running(3, () => text("ACME Report", at(30))));
    expect(marked.data?.furnitureDecisions).toMatchObject([
      { pageNumber: 1, type: "pageHeader", reason: "repeated", repeatedOn: [2, 3] },
      { pageNumber: 2, repeatedOn: [1, 3] },
      { pageNumber: 3, repeatedOn: [1, 2] },
    ]);
  });

  test("not when turned off", () => {
    const document = running(3, () => text("ACME Report", at(30)));
    expect(markFurniture(document, { repeated: false })).toBe(document);
  });

  test.each([
    ["digits", (n: number) => `Report – Page ${n}`],
    ["set off by a bar", (n: number) => `Report | ${n}`],
    ["of a total, set off", (n: number) => `Report 2025 · ${n} / 9`],
    ["of a total, without a word", (n: number) => `${n} of 9`],
    ["in another language", (n: number) => `Seite: ${n} von 9`],
    ["before its word", (n: number) => `${n}. oldal`],
    ["of a total", (n: number) => `Page ${n} of 9`],
    ["alone", (n: number) => String(n)],
    ["alone, ahead of the pages", (n: number) => `- ${n + 244} -`],
    ["roman", (n: number) => `Report, p. ${["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][n - 1]}`],
    ["roman, in capitals", (n: number) => ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][n - 1] as string],
    ["full width", (n: number) => `第${String.fromCharCode(0xff10 + n)}頁`],
    ["marked up", (n: number) => `**${n}** | [ACME](https://acme.example/${n}?sig=${n * n})`],
  ])("a page number: %s", (_, make) => {
    expect(reasons(closing(9, (number) => text(make(number), at(750))))).toEqual({ repeated: 9 });
  });

  test.each([
    ["amounts", (n: number) => `Total ${n * 100}`],
    ["numbers that grow by something else", (n: number) => `Page ${2 * n}`],
    ["numbers of records, ahead of the pages", (n: number) => `Invoice 100${n}`],
    ["a bare number that stays", () => "2025"],
    ["bare numbers at random", (n: number) => String((n * 7919) % 1000)],
    ["numbers too long to count", (n: number) => `1234567890${n}`],
    [
      "letters that make no numeral",
      (n: number) => ["civil", "vivid", "mild", "dill", "lid", "did", "mimic", "ill", "mill"][n - 1] as string,
    ],
    ["other words", (n: number) => `Chapter ${"ABCDEFGHJ"[n - 1]}`],
    ["nothing", () => ""],
    ["a long text", () => "We hold these truths to be self-evident. ".repeat(6)],
  ])("no furniture: %s", (_, make) => {
    expect(reasons(closing(9, (number) => text(make(number), at(750))))).toEqual({});
  });

  test("printed numbers of two kinds are one page number, and beside words no other number is", () => {
    const printed = ["i", "ii", "1", "2", "3"];
    const pages = printed.map((number, index) => page(text(`Step ${index + 1}`, at(30)), body(), text(`Report ${number}`, at(750))));
    const document = docWith(
      pages,
      printed.map((number) => ({ printed_page_number: number })),
    );
    expect(found(document).map((line) => line.slice(2))).toEqual(printed.map((number) => `pageFooter repeated: Report ${number}`));
  });

  test.each([
    ["a table", () => rowsTable([["ACME"], ["Ltd"]], at(30))],
    ["code", () => ({ ...code("ACME"), ...at(30) })],
    ["a list of two", () => ({ ...list("ACME", "Ltd"), ...at(30) })],
    ["a footnote", () => text("ACME", at(30, { label: "footnote" }))],
    ["without a box", () => text("ACME")],
    ["outside the band", () => text("ACME", at(90))],
    ["reaching out of the band", () => text("ACME", box(72, 60, 200, 40))],
    ["in the body", () => text("ACME", at(400))],
    ["further down each time", (n: number) => text("ACME", at(13 * n))],
    ["further right each time", (n: number) => text("ACME", box(20 * n, 30, 100 + 9 * n, 12))],
    ["larger each time", (n: number) => text("ACME", box(72, 10, 200, 13 * n))],
    ["turned", () => text("ACME", at(30, { r: 90 }))],
    ["turned on its head", () => text("ACME", at(30, { r: 180 }))],
  ])("no furniture: %s", (_, make) => {
    expect(reasons(running(6, make))).toEqual({});
  });

  test.each([
    ["a body block comes before it", [text("Prose.", at(300)), text("ACME", at(30))]],
    ["a body block stands above it", [text("ACME", at(60)), body(), text("Prose.", at(20))]],
    ["a body block stands beside it", [text("ACME", at(60)), text("Prose.", box(300, 60, 200, 400))]],
    ["a text that may be another stands above it", [text("ACME", at(60)), text("Story", at(30)), text("ACME", at(400))]],
    ["a table stands above it", [text("ACME", at(60)), rowsTable([["a"]], box(300, 20, 90, 30))]],
  ])("no furniture: %s", (_, items) => {
    const named = (item: Wire, index: number): Wire => (item.value === "Story" ? { ...item, value: `Story ${"ABCDEF"[index]}` } : item);
    const pages = times(6, (index) => page(...items.map((item) => named(item, index)), body(`Prose ${index}.`)));
    expect(reasons(sent(...pages))).toEqual({});
  });

  test("two texts side by side, a picture without words between them", () => {
    const items = [text("ACME", at(30)), image("", "logo.png"), text("Report", box(400, 30, 100, 12))];
    expect(reasons(sent(...times(3, (index) => page(...items, body(`Prose ${index}.`)))))).toEqual({ repeated: 6 });
  });

  test("only up to the first text that does not repeat", () => {
    const pages = times(4, (index) => page(text("ACME", at(20)), text(`Story ${"ABCD"[index]}`, at(40)), text("Ltd", at(60)), body()));
    expect(found(sent(...pages))).toEqual(times(4, (index) => `${index + 1} pageHeader repeated: ACME`));
  });

  test("on two pages it is too rare", () => {
    expect(reasons(running(2, () => text("ACME", at(30))))).toEqual({});
  });

  test("on three forms among other pages it is none", () => {
    expect(reasons(running(17, (n) => (n > 7 && n < 11 ? text("FORM A", at(30)) : text(`Prose ${n}.`, at(300)))))).toEqual({});
  });

  test.each([3, 4, 5])("on one of %i pages it is none, though its line is in use", (each) => {
    const document = running(17, (n) => text(n % each === 1 ? "Agenda" : `Story ${String.fromCharCode(96 + n)}x`, at(30)));
    expect(reasons(document)).toEqual({});
  });

  test("two of every four pages are half of them", () => {
    expect(reasons(running(10, (n) => (n % 4 === 1 || n % 4 === 2 ? text("ACME", at(30)) : text("Prose.", at(300)))))).toEqual({
      repeated: 6,
    });
  });

  test("numerals of one kind only are counted together", () => {
    expect(reasons(closing(5, (n) => text(["i", "ii", "3", "4", "5"][n - 1] as string, at(750))))).toEqual({ repeated: 3 });
  });

  test("a word made of the letters of numerals is a word", () => {
    expect(reasons(running(3, () => text("civil", at(30))))).toEqual({ repeated: 3 });
  });

  test("a page that failed does not speak, even where it has items", () => {
    const pages = times(3, (index) => ({ ...page(text("ACME", at(30)), body()), ...(index === 1 ? { error: "timeout" } : {}) }));
    expect(reasons(sent(...pages))).toEqual({});
  });

  test("titles of chapters of three pages", () => {
    expect(reasons(running(12, (n) => text(`Chapter ${"ABCD"[Math.floor((n - 1) / 3)]}`, at(30))))).toEqual({ repeated: 12 });
  });

  test("facing pages with a head each, mirrored, or on one side only", () => {
    const mirrored = running(8, (n) => text("ACME", n % 2 === 0 ? box(72, 30, 100, 12) : box(440, 30, 100, 12)));
    expect(reasons(mirrored)).toEqual({ repeated: 8 });
    expect(reasons(running(8, (n) => text(n % 2 === 0 ? "ACME" : "The year", at(30))))).toEqual({ repeated: 8 });
    expect(reasons(running(16, (n) => (n % 2 === 0 ? text("ACME", at(30)) : text("Prose.", at(300)))))).toEqual({ repeated: 8 });
  });

  test("pages on the same side of a leaf are no mirrors of each other", () => {
    const pages = times(9, (n) => (n % 2 === 1 ? failedPage() : page(text("ACME", box(n % 4 === 0 ? 72 : 440, 30, 100, 12)), body())));
    expect(reasons(sent(...pages))).toEqual({ repeated: 3 });
  });

  test("a head on every other page, but where chapters open", () => {
    const isOpening = (n: number): boolean => n === 6 || n === 12;
    expect(reasons(running(16, (n) => (n % 2 === 0 && !isOpening(n) ? text("ACME", at(30)) : text("Prose.", at(300)))))).toEqual({
      repeated: 6,
    });
  });

  test("a cover, an empty and a failed page take no part", () => {
    const pages = times(3, () => page(text("ACME", at(30)), body()));
    const document = sent(
      page(text("The report", at(300))),
      failedPage(),
      page(),
      ...pages.slice(1),
      failedPage(),
      page(),
      page(),
      failedPage(),
      ...pages.slice(2),
    );
    expect(found(document).map((line) => Number.parseInt(line, 10))).toEqual([4, 5, 10]);
  });

  test("pages of other sizes, with margins in units or in proportion", () => {
    const sized = (width: number, height: number, ...items: readonly Wire[]): Wire => ({
      ...page(...items),
      page_width: width,
      page_height: height,
    });
    const first = sized(612, 792, text("ACME", box(72, 30, 100, 12)), body());
    const turned = sized(792, 612, text("ACME", box(72, 30, 100, 12)), body());
    const scanned = sized(1224, 1584, text("ACME", box(144, 60, 200, 24)), text("Prose.", box(144, 400, 200, 900)));
    expect(reasons(sent(first, turned, first, scanned))).toEqual({ repeated: 4 });
  });

  test("what the service calls header on other pages speaks for what it does not", () => {
    const named = page(header(text("ACME", at(30))), body());
    expect(found(sent(named, page(text("ACME", at(30)), body()), named))[1]).toBe("2 pageHeader repeated: ACME");
  });

  test("a heading only where it is on all pages but one, five at the least, without a number that changes", () => {
    const title = (value: string): Wire => heading(1, value, at(30));
    expect(reasons(running(4, () => title("ACME")))).toEqual({});
    expect(reasons(running(5, () => title("ACME")))).toEqual({ repeated: 5 });
    expect(reasons(running(6, (n) => (n === 1 ? body("Cover.") : title("ACME"))))).toEqual({ repeated: 5 });
    expect(reasons(running(12, (n) => (n % 3 === 0 ? body("Plate.") : title("ACME"))))).toEqual({});
    expect(reasons(running(9, (n) => title(`Question ${n}`)))).toEqual({});
  });

  test(`pages more than ${furnitureWindow} away do not speak`, () => {
    const far = (distance: number): Document => {
      const pages = [0, 1, distance + 1].map((place) => [place, page(text("ACME", at(30)), body())] as const);
      const known = new Map(pages);
      return sent(...times(distance + 2, (index) => known.get(index) ?? failedPage()));
    };
    expect(reasons(far(furnitureWindow - 1))).toEqual({ repeated: 3 });
    expect(reasons(far(furnitureWindow))).toEqual({ repeated: 1 });
    expect(reasons(far(furnitureWindow + 1))).toEqual({});
  });
});
