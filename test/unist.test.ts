import type { Parent, Node as UnistNode } from "unist";
import { visit } from "unist-util-visit";
import { expect, expectTypeOf, test } from "vitest";
import type { Document, Page } from "../src/index.ts";
import { doc, heading, list, page, text } from "./build.ts";

test("a Document is a unist tree by type", () => {
  expectTypeOf<Document>().toExtend<UnistNode>();
  expectTypeOf<Document["children"][number]>().toEqualTypeOf<Page>();
});

test("unist-util-visit walks a Document", () => {
  const types: string[] = [];
  // Ours is readonly, which unist's types do not know.
  visit(doc(page(heading(1, "One"), list("a", "b"), text("end"))) as unknown as Parent, (node) => {
    types.push(node.type);
  });
  expect(types).toEqual(["root", "page", "heading", "list", "listItem", "paragraph", "listItem", "paragraph", "paragraph"]);
});
