import type { Node } from "./types.ts";

/** Called with each node, its index among the children of `parent`, and that parent; both are undefined for the root. Return `"skip"` to leave out its children. */
export type Visitor = (node: Node, index: number | undefined, parent: Node | undefined) => "skip" | undefined;

/** Visits a tree in reading order, parents before children; keeps its own stack, so no tree is too deep. */
export function visit(tree: Node, visitor: Visitor): void {
  const stack: [Node, number | undefined, Node | undefined][] = [[tree, undefined, undefined]];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const [node] = top;
    if (visitor(...top) === "skip" || !("children" in node)) continue;
    for (let index = node.children.length - 1; index >= 0; index--) stack.push([node.children[index] as Node, index, node]);
  }
}
