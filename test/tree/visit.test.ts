import { expect, test } from "vitest";
import { find } from "../../src/tree/find.ts";
import type { Block, Document, Node } from "../../src/tree/types.ts";
import { visit } from "../../src/tree/visit.ts";
import { doc, footer, header, heading, list, page, table, text } from "../build.ts";

const tree = doc(page(header(text("top")), heading(1, "A"), list("one", list("two"))), page(table("a|b", "1|2"), footer(text("end"))));

test("visit() meets each node once, parents before children, in reading order", () => {
  const types: string[] = [];
  visit(tree, (node) => {
    types.push(node.type);
  });
  expect(types).toEqual(
    "root page pageHeader paragraph heading list listItem paragraph list listItem paragraph page table pageFooter paragraph".split(" "),
  );
});

test("visit() passes the index among the parent's children, and that parent; the root has neither", () => {
  visit(tree, (node, index, parent) => {
    if (node === tree) expect([index, parent]).toEqual([undefined, undefined]);
    else expect((parent as Document).children[index as number]).toBe(node);
  });
});

test("visit() leaves out the children of what is skipped, and only those", () => {
  const met: string[] = [];
  visit(tree, (node) => {
    met.push(node.pointer);
    return node.type === "list" || node.type === "pageHeader" ? "skip" : undefined;
  });
  expect(met).toEqual([
    "",
    "/items/pages/0",
    "/items/pages/0/items/0",
    "/items/pages/0/items/1",
    "/items/pages/0/items/2",
    "/items/pages/1",
    "/items/pages/1/items/0",
    "/items/pages/1/items/1",
    "/items/pages/1/items/1/items/0",
  ]);
});

test("visit() and find() take a tree of 100,000 levels", () => {
  let deepest: Block = { type: "paragraph", pointer: "/deepest", regions: [], markdown: "x", value: "x" };
  for (let level = 0; level < 100_000; level++) {
    deepest = { type: "unknown", pointer: `/${level}`, regions: [], markdown: "", value: "", children: [deepest] };
  }
  let count = 0;
  visit(deepest, () => {
    count++;
  });
  expect(count).toBe(100_001);
  expect(find(deepest, "/deepest")?.type).toBe("paragraph");
});

test("find() gives the first node that passes, in reading order, and does not ask again", () => {
  const asked: Node[] = [];
  const found = find(tree, (node) => {
    asked.push(node);
    return node.type === "paragraph";
  });
  expect(found?.pointer).toBe("/items/pages/0/items/0/items/0");
  expect(asked.at(-1)).toBe(found);
});

test.each([
  ["", "root"],
  ["/items/pages/1", "page"],
  ["/items/pages/0/items/2/items/0", "paragraph"],
  ["/items/pages/0/items/2/items/1", "list"],
])("find() gives the payload item at %j, never the list item that borrows its pointer", (pointer, type) => {
  expect(find(tree, pointer)?.type).toBe(type);
});

test("find() gives undefined where there is none", () => {
  expect(find(tree, "/items/pages/7")).toBeUndefined();
  expect(find(tree, () => false)).toBeUndefined();
});
