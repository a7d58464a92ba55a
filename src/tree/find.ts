import type { Node } from "./types.ts";
import { visit } from "./visit.ts";

/** The first node in reading order that is the payload item at this JSON Pointer, or that passes the test; undefined when there is none. */
export function find(tree: Node, test: string | ((node: Node) => boolean)): Node | undefined {
  const passes = typeof test === "string" ? (node: Node) => node.pointer === test && !isWrapper(node) : test;
  let found: Node | undefined;
  visit(tree, (node) => {
    if (found === undefined && passes(node)) found = node;
    return found === undefined ? undefined : "skip";
  });
  return found;
}

/** All nodes that pass the test, in reading order, parents before children. */
export function findAll<T extends Node>(tree: Node, test: (node: Node) => node is T): T[];
export function findAll(tree: Node, test: (node: Node) => boolean): Node[];
export function findAll(tree: Node, test: (node: Node) => boolean): Node[] {
  const found: Node[] = [];
  visit(tree, (node) => void (test(node) && found.push(node)));
  return found;
}

/** Whether the node is no payload item itself, such as a list item: it then bears the pointer of its first child. */
export function isWrapper(node: Node): boolean {
  if (node.type === "listItem") return true;
  const isFurniture = node.type === "pageHeader" || node.type === "pageFooter";
  return isFurniture && node.children[0]?.pointer === node.pointer;
}
