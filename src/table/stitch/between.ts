import type { Page, PageContent, Table } from "../../tree/types.ts";
import { canonicalText } from "../text.ts";
import { isContinuation } from "./continuation.ts";

/** What stands between the last table of a page and the first of the next one. */
export interface Between {
  /** Pointer of the first node that parts them; undefined where all of them may stand inside a table. */
  readonly blocker: string | undefined;
  /** The caption that says that the table goes on, of several the last. */
  readonly continuation: string | undefined;
}

/** What stands between two tables. Furniture, page numbers, footnotes of the first table and captions of continuation part nothing. */
export function between(before: Page, from: Table, after: Page, to: Table, footnotes: ReadonlySet<string>): Between {
  const nodes = [
    ...before.children.slice(before.children.lastIndexOf(from) + 1).map((node) => ({ node, page: before })),
    ...after.children.slice(0, after.children.indexOf(to)).map((node) => ({ node, page: after })),
  ];
  const found = nodes.map(({ node, page }) => ({ node, role: roleOf(node, page, footnotes) }));
  const caption = found.findLast(({ role }) => role === "continuation")?.node;
  return {
    blocker: found.find(({ role }) => role === "content")?.node.pointer,
    continuation: caption !== undefined && "value" in caption ? caption.value : undefined,
  };
}

function roleOf(node: PageContent, page: Page, footnotes: ReadonlySet<string>): "aside" | "continuation" | "content" {
  if (node.type === "pageHeader" || node.type === "pageFooter") return "aside";
  if (node.type !== "paragraph" && node.type !== "heading") return "content";
  if (footnotes.has(node.pointer) || isPageNumber(node.value, page.printedNumber)) return "aside";
  return isContinuation(node.value) ? "continuation" : "content";
}

/** `12`, `- 12 -`, `Page 12 of 40`, or what the service says is printed there. Nothing at all parts nothing either. */
function isPageNumber(value: string, printed: string | undefined): boolean {
  if (value.length > 60) return false;
  const text = canonicalText(value).toLowerCase();
  if (text === "" || text === printed?.trim().toLowerCase()) return true;
  return /^(?:page |p\. ?|seite |página |pagina |第 ?)?[-–—|]? ?\d{1,5} ?[-–—|页頁]?(?: ?(?:of|\/|von|de|sur|di) ?\d{1,5})?$/u.test(text);
}
