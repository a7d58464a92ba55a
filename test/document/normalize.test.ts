import fc from "fast-check";
import { expect, test } from "vitest";
import { normalize } from "../../src/document/normalize.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { resolvePointer } from "../../src/payload/pointer.ts";
import { find } from "../../src/tree/find.ts";
import type { Document, Node } from "../../src/tree/types.ts";
import { visit } from "../../src/tree/visit.ts";
import { parseResults } from "../arbitraries.ts";
import {
  code,
  codes,
  deepFreeze,
  doc,
  failedPage,
  footer,
  header,
  heading,
  image,
  link,
  list,
  markdownResult,
  page,
  table,
  text,
  type Wire,
} from "../build.ts";

const read = (payload: Wire): Document => normalize(readParseResult(payload));

/** `type` or `type:text` of each node below the page, children in brackets. */
function outline(node: Node): string {
  const words = "value" in node ? node.value : "alt" in node ? node.alt : "";
  const children = "children" in node && node.children.length > 0 ? `[${node.children.map(outline).join(" ")}]` : "";
  return `${node.type}${words === "" ? "" : `:${words}`}${children}`;
}
const pageOf = (...items: readonly Wire[]): string => outline(doc(page(...items)).children[0] as Node);

test.each([
  [
    "a list in a list hangs on the item before it",
    [list("a", list("b", list("c")), "d")],
    "page[list[listItem[paragraph:a list[listItem[paragraph:b list[listItem[paragraph:c]]]]] listItem[paragraph:d]]]",
  ],
  [
    "a list that begins with a list has an item for it",
    [list(list("a"), "b")],
    "page[list[listItem[list[listItem[paragraph:a]]] listItem[paragraph:b]]]",
  ],
  [
    "header and footer stand where they stood",
    [text("a"), header(heading(1, "h")), footer(text("f"), link("w", "https://x.org"))],
    "page[paragraph:a pageHeader[heading:h] pageFooter[paragraph:f link:w]]",
  ],
  ["each type has its node", [code("x", "ts"), image("cap", "a.jpg"), table("a", "1")], "page[code:x image:cap table]"],
  [
    "an unknown item keeps its text and its children",
    [{ type: "chart", md: "x", caption: "c", items: [text("in")] }],
    "page[unknown:c[paragraph:in]]",
  ],
  [
    "a header in a list is unknown, its children stay",
    [{ type: "list", ordered: false, md: "- a", items: [header(text("a"))] }],
    "page[list[listItem[unknown:a[paragraph:a]]]]",
  ],
])("normalize(): %s", (_, items, expected) => {
  expect(pageOf(...items)).toBe(expected);
});

test.each([
  [0, 1],
  [7, 6],
  [2.4, 2],
])("a heading of level %d has depth %d, and a warning", (level, depth) => {
  const document = doc(page({ type: "heading", level, md: "# a", value: "a" }));
  expect(document.children[0]?.children[0]).toMatchObject({ type: "heading", depth });
  expect(codes(document.warnings)).toEqual(["field-invalid"]);
});

test("every payload item is in the tree once, in order, and is found by its pointer", () => {
  fc.assert(
    fc.property(parseResults, (payload) => {
      const document = read(payload);
      const found: string[] = [];
      visit(document, (node) => {
        if (node.type !== "root" && node.type !== "listItem" && node.type !== "page") found.push(node.pointer);
        return undefined;
      });
      expect(found).toEqual(itemPointers(payload));
      for (const pointer of found) {
        const item = resolvePointer(payload, pointer) as Wire;
        const node = find(document, pointer);
        expect(node).toMatchObject({ pointer, markdown: item.md });
        expect(node?.type).toBe({ text: "paragraph", header: "pageHeader", footer: "pageFooter" }[String(item.type)] ?? item.type);
      }
    }),
  );
});

/** Pointers of all items of a payload, containers before what they hold. */
function itemPointers(payload: Wire): string[] {
  const pointers: string[] = [];
  const walk = (items: readonly Wire[] | undefined, pointer: string): void => {
    for (const [index, item] of (items ?? []).entries()) {
      pointers.push(`${pointer}/items/${index}`);
      walk(item.items as Wire[] | undefined, `${pointer}/items/${index}`);
    }
  };
  const { pages } = payload.items as { pages: Wire[] };
  for (const [index, { items }] of pages.entries()) walk(items as Wire[] | undefined, `/items/pages/${index}`);
  return pointers;
}

test("the payload is not changed, and read twice gives the same", () => {
  fc.assert(
    fc.property(parseResults, (payload) => {
      deepFreeze(payload);
      expect(read(payload)).toEqual(read(payload));
    }),
  );
});

test("every page of the payload is a page, by number, and a failed one says why", () => {
  const document = read({
    ...markdownResult("# one", "two"),
    items: {
      pages: [
        { page_number: 3, ...page(text("c")) },
        { page_number: 2, ...failedPage("timeout") },
      ],
    },
  });
  expect(document.children.map(({ number, source, error }) => [number, source, error])).toEqual([
    [1, "markdown", undefined],
    [2, "markdown", "timeout"],
    [3, "items", undefined],
  ]);
});

test.each([
  ["items before markdown and text", { items: [text("i")], markdown: "m", text: "t" }, "items", ["i"]],
  ["markdown when the items are none", { items: [], markdown: "m", text: "t" }, "markdown", ["m"]],
  ["text when the markdown is blank", { markdown: " \n", text: "t\n \nu\r\n\r\nv" }, "text", ["t", "u", "v"]],
  ["nothing of a page that has nothing", { items: [], markdown: "", text: " " }, "items", []],
  ["nothing where nothing was fetched", {}, "none", []],
])("a page is read from %s", (_, sections, source, values) => {
  const { items, markdown, text: plain } = sections as { items?: Wire[]; markdown?: string; text?: string };
  const section = (fields: Wire): Wire => ({ pages: [{ page_number: 1, ...fields }] });
  const document = read({
    ...{ job: { id: "pjb-1", status: "COMPLETED" }, metadata: section({}) },
    ...(items === undefined ? {} : { items: section(page(...items)) }),
    ...(markdown === undefined ? {} : { markdown: section({ markdown }) }),
    ...(plain === undefined ? {} : { text: section({ text: plain }) }),
  });
  const [only] = document.children;
  expect(only?.source).toBe(source);
  expect(only?.children.map((node) => ("value" in node ? node.value : ""))).toEqual(values);
  const span = only?.children.at(-1)?.data?.span;
  if (source === "text") expect(plain?.slice(...(span ?? []))).toBe("v");
});

test("a result without pages is read from its whole markdown, and one without content says what to fetch", () => {
  const job = { id: "pjb-1", status: "COMPLETED" };
  const whole = read({ job, markdown_full: "# a\n\nb", text_full: "t" });
  expect(outline(whole)).toBe("root[page[heading:a paragraph:b]]");
  expect(whole.children[0]?.children[0]?.pointer).toBe("/markdown_full");
  expect(outline(read({ job, text_full: "t" }))).toBe("root[page[paragraph:t]]");
  expect(codes(read({ job }).warnings)).toEqual(["section-missing"]);
});

test("the whole markdown is read where pages came with metadata alone, and they keep it", () => {
  const pages = [{ page_number: 1, printed_page_number: "i" }, { page_number: 2 }];
  const document = normalize(readParseResult({ job: { id: "pjb-1", status: "COMPLETED" }, markdown_full: "# a", metadata: { pages } }));
  expect(document.children.map((page) => [page.number, page.printedNumber, page.source])).toEqual([
    [1, "i", "markdown"],
    [2, undefined, "none"],
  ]);
});

test("pages that came without items are said to have no boxes, in one warning", () => {
  const { warnings } = normalize(readParseResult(markdownResult("a", "b", "c")));
  expect(warnings).toMatchObject([{ code: "section-missing", message: expect.stringMatching(/^Page 1 and 2 more came without items/) }]);
});

test("a page says what its metadata says, and that a turned page may have turned boxes", () => {
  const about = {
    page_number: 1,
    confidence: 0,
    printed_page_number: "iv",
    original_orientation_angle: 90,
    slide_section_name: "s",
    speaker_notes: "n",
  };
  const document = read({ job: { id: "pjb-1", status: "COMPLETED" }, metadata: { pages: [about] } });
  expect(document.children[0]).toMatchObject({
    confidence: 0,
    printedNumber: "iv",
    orientationAngle: 90,
    slideSectionName: "s",
    speakerNotes: "n",
  });
  expect(codes(document.warnings)).toContain("page-orientation-angle");
});
