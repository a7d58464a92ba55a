import type { Node } from "./types.ts";
import { visit } from "./visit.ts";

/** The first node in reading order that is the payload item at this JSON Pointer, or that passes the test; undefined when there is none. */
export function find(tree: Node, test: string | ((node: Node) => boolean)): Node | undefined {
  // A list item is no payload item: it borrows the pointer of its first child.
  const passes = typeof test === "string" ? (node: Node) => node.pointer === test && node.type !== "listItem" : test;
  let found: Node | undefined;
  visit(tree, (node) => {
    if (found === undefined && passes(node)) found = node;
    return found === undefined ? undefined : "skip";
  });
  return found;
}
