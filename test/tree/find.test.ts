import { expect, expectTypeOf, test } from "vitest";
import { find, findAll } from "../../src/tree/find.ts";
import type { Document, Heading, Page, PageHeader, Paragraph } from "../../src/tree/types.ts";
import { doc, heading, list, page, table, text } from "../build.ts";

/** A document whose first page holds a header that is no payload item: it was made around a paragraph. */
function withFurniture(): Document {
  const paragraph: Paragraph = { type: "paragraph", pointer: "/items/pages/0/items/0", regions: [], markdown: "top", value: "top" };
  const { children, ...header } = { ...paragraph, type: "pageHeader", children: [paragraph] } as unknown as PageHeader;
  const document = doc(page(text("top"), text("body")));
  const [first] = document.children as [Page];
  return { ...document, children: [{ ...first, children: [{ ...header, children }, ...first.children.slice(1)] }] };
}

test("find() by pointer gives the payload item, not the page header that was made around it", () => {
  expect(find(withFurniture(), "/items/pages/0/items/0")?.type).toBe("paragraph");
});

test("findAll() gives every node that passes, in reading order, with the type the test proves", () => {
  const tree = doc(page(heading(1, "A"), list("one", list("two")), heading(2, "B")), page(table("a", "1"), heading(1, "C")));
  const headings = findAll(tree, (node) => node.type === "heading");
  expectTypeOf(headings).toEqualTypeOf<Heading[]>();
  expect(headings.map((node) => node.value)).toEqual(["A", "B", "C"]);
  expect(findAll(tree, (node) => node.pointer.endsWith("/items/1")).map((node) => node.type)).toEqual(["list", "list", "heading"]);
  expect(findAll(tree, () => false)).toEqual([]);
});
