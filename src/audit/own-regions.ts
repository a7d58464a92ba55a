import type { Region } from "../geometry/box.ts";
import type { Node, Page } from "../tree/types.ts";
import { visit } from "../tree/visit.ts";

/** The regions on a page of what holds no other item, in reading order: a container repeats those of its children. */
export function ownRegions(page: Page): { readonly node: Node; readonly region: Region }[] {
  const found: { readonly node: Node; readonly region: Region }[] = [];
  visit(page, (node) => {
    if ("children" in node && node.children.length > 0) return undefined;
    for (const region of node.regions) if (region.pageNumber === page.number) found.push({ node, region });
    return undefined;
  });
  return found;
}
