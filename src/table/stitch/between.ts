import type { Block, Page, PageContent, Table } from "../../tree/types.ts";
import { canonicalText } from "../text.ts";
import { isContinuation } from "./continuation.ts";
import { isAtEdge } from "./geometry.ts";

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
  const numbers = new Set([...pageNumbersOf(before), ...pageNumbersOf(after)]);
  const found = nodes.map(({ node, page }) => ({ node, role: roleOf(node, page, numbers, footnotes) }));
  const caption = found.findLast(({ role }) => role === "continuation")?.node;
  return {
    blocker: found.find(({ role }) => role === "content")?.node.pointer,
    continuation: caption !== undefined && "value" in caption ? caption.value : undefined,
  };
}

/** The numbers of a page, its own and the printed one, as they are compared. */
export function pageNumbersOf({ number, printedNumber }: Page): string[] {
  return [String(number), ...(printedNumber === undefined ? [] : [canonicalText(printedNumber).toLowerCase()])];
}

function roleOf(
  node: PageContent,
  page: Page,
  numbers: ReadonlySet<string>,
  footnotes: ReadonlySet<string>,
): "aside" | "continuation" | "content" {
  if (node.type === "pageHeader" || node.type === "pageFooter") return "aside";
  if (node.type !== "paragraph" && node.type !== "heading") return "content";
  if (footnotes.has(node.pointer) || isPageNumber(node, page, numbers)) return "aside";
  return isContinuation(node.value) ? "continuation" : "content";
}

/** `- 12 -`, `Page 12 of 40`, or the number of one of the pages; any other bare number has to stand where page numbers do. Nothing at all parts nothing either. */
function isPageNumber(node: Extract<Block, { type: "paragraph" | "heading" }>, page: Page, numbers: ReadonlySet<string>): boolean {
  if (node.value.length > 60) return false;
  const text = canonicalText(node.value).toLowerCase();
  if (text === "") return true;
  // A heading of a number is a year or a chapter.
  if (node.type === "heading") return false;
  if (numbers.has(text)) return true;
  // So may be `2024` or `2023/24` in a paragraph.
  if (/^\D{0,3}(?:19|20)\d\d(?!\d)/.test(text)) return false;
  if (/^\d+$/.test(text)) return text.length <= 5 && isAtEdge(node, page);
  return /^(?:page |p\. ?|seite |página |pagina |第 ?)?[-–—|]? ?\d{1,5} ?[-–—|页頁]?(?: ?(?:of|\/|von|de|sur|di) ?\d{1,5})?$/u.test(text);
}
