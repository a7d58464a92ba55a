import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { chunkDocument } from "../../src/chunk/chunk.ts";
import { markFurniture } from "../../src/document/furniture.ts";
import { normalize } from "../../src/document/normalize.ts";
import { toMarkdown } from "../../src/markdown/to-markdown.ts";
import { toMdast } from "../../src/markdown/to-mdast.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import type { Document } from "../../src/tree/types.ts";
import { box, page, parseResult, text, type Wire } from "../build.ts";

const report = new URL("../../fixtures/annual-report.parse.json", import.meta.url);
const summary = new URL("../../../shared/data/parse-v2.executive-summary.json", import.meta.url);

interface Payload {
  items: { pages: { items?: Wire[] }[] };
  markdown: { pages: Wire[] };
}

const payload = (): Payload => JSON.parse(readFileSync(report, "utf8"));
const read = (raw: unknown): Document => markFurniture(normalize(readParseResult(raw), { furniture: "as-sent" }));

/** `2 pageHeader label`: what is found, by page. */
const found = (document: Document): string[] =>
  (document.data?.furnitureDecisions ?? []).map(({ pageNumber, type, reason }) => `${pageNumber} ${type} ${reason}`);

/** The ten pages of the report that have a header and a footer. */
const bothOn = (reason: string): string[] =>
  [2, 3, 4, 5, 6, 7, 8, 9, 10, 12].flatMap((number) => [`${number} pageHeader ${reason}`, `${number} pageFooter ${reason}`]);

/** The report as the older service sent it: what is in headers and footers stands among the other items. */
function older(change: (item: Wire) => Wire): Payload {
  const { items, markdown, ...rest } = payload();
  const isFurniture = (item: Wire): boolean => item.type === "header" || item.type === "footer";
  const flat = (item: Wire): Wire[] => (isFurniture(item) ? (item.items as Wire[]).map(change) : [item]);
  return {
    ...rest,
    items: { pages: items.pages.map((one) => (one.items === undefined ? one : { ...one, items: one.items.flatMap(flat) })) },
    markdown: { ...markdown, pages: markdown.pages.map(({ header: _, footer: __, ...one }) => one) },
  };
}

const unlabeled = (item: Wire): Wire => ({ ...item, bbox: (item.bbox as Wire[]).map((one) => ({ ...one, label: "text" })) });

test("in the report only what the service calls header and footer is furniture", () => {
  expect(found(read(payload()))).toEqual(bothOn("type"));
});

test.each([
  ["label", older((item) => item)],
  ["repeated", older(unlabeled)],
  ["page-markdown", { ...older(unlabeled), markdown: payload().markdown }],
])("in the report as the older service sent it all of it is found by %s, and nothing else", (reason, raw) => {
  const document = read(raw);
  expect(found(document)).toEqual(bothOn(reason));
  const texts = document.children.flatMap((one) => one.children.filter(({ type }) => type === "pageHeader" || type === "pageFooter"));
  const before = normalize(readParseResult(payload()), { furniture: "as-sent" }).children.flatMap((one) =>
    one.children.filter(({ type }) => type === "pageHeader" || type === "pageFooter"),
  );
  expect(texts.map(({ markdown }) => markdown)).toEqual(before.map(({ markdown }) => markdown));
});

test("marked so, the report gives the same markdown and chunks as with the headers and footers of the service", () => {
  const [now, then] = [read(payload()), read(older(unlabeled))];
  expect(toMarkdown(then)).toBe(toMarkdown(now));
  expect(chunkDocument(then).chunks.map((one) => one.text)).toEqual(chunkDocument(now).chunks.map((one) => one.text));
});

test.skipIf(!existsSync(summary))("in parse-v2.executive-summary.json the header alone is furniture", () => {
  expect(found(read(JSON.parse(readFileSync(summary, "utf8"))))).toEqual(["1 pageHeader type"]);
});

test("markdown and chunks leave out what is found, and chunkDocument() lists it", () => {
  const body = (index: number): Wire => text(`Prose ${index}.`, box(72, 200, 400, 300));
  const document = read(parseResult(...[1, 2, 3].map((index) => page(text("ACME", box(72, 30, 100, 12)), body(index)))));
  expect(toMarkdown(document)).toBe("Prose 1.\n\nProse 2.\n\nProse 3.\n");
  expect(toMarkdown(document, { furniture: "keep" })).toContain("ACME");
  expect(toMdast(document).children).toHaveLength(3);
  const { chunks, excluded } = chunkDocument(document);
  expect(chunks.map((one) => one.text).join()).not.toContain("ACME");
  expect(excluded).toEqual([0, 1, 2].map((index) => ({ pointer: `/items/pages/${index}/items/0`, reason: "furniture" })));
});
