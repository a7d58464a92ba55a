import type { Page } from "../../tree/types.ts";
import { visit } from "../../tree/visit.ts";
import { canonicalText } from "../text.ts";
import { pageNumbersOf } from "./between.ts";

const known = new WeakMap<Page, string>();
const counted = /(?:page|p\.|seite|página|pagina|第) ?\d{1,5}(?: ?(?:of|\/|von|de|sur|di) ?\d{1,5})?/gu;

/** Whether what runs along the top of two pages says, page numbers aside, that they are of different documents or chapters; where one has nothing, nothing is told. */
export function runningHeaders(before: Page, after: Page): "unknown" | "same" | "different" {
  const [one, other] = [headerOf(before), headerOf(after)];
  return one === "" || other === "" ? "unknown" : one === other ? "same" : "different";
}

/** The words of a page's headers, without its own number; each page is read once. */
function headerOf(page: Page): string {
  const found = known.get(page);
  if (found !== undefined) return found;
  const values: string[] = [];
  for (const child of page.children) {
    if (child.type !== "pageHeader") continue;
    visit(child, (node) => {
      if ("value" in node) values.push(node.value);
      return undefined;
    });
  }
  const own = new Set(pageNumbersOf(page));
  const words =
    canonicalText(values.join(" "))
      .toLowerCase()
      .replace(counted, " ")
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const header = words.filter((word) => !own.has(word)).join(" ");
  known.set(page, header);
  return header;
}
