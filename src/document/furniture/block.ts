import { unreachable } from "../../errors.ts";
import type { Block } from "../../tree/types.ts";

/** Whether a block may run along an edge of its page: tables, code and lists of several items are content wherever they stand. */
export function mayBeFurniture(block: Block): boolean {
  switch (block.type) {
    case "heading":
    case "paragraph":
    case "image":
    case "link":
      return true;
    case "list":
      return block.children.length === 1 && block.children.every((item) => item.children.every(mayBeFurniture));
    case "unknown":
      return block.children.every(mayBeFurniture);
    case "table":
    case "code":
      return false;
    default:
      return unreachable(block);
  }
}

/** What a block says, in markdown; nothing for a table. */
export function textOf(block: Block): string {
  switch (block.type) {
    case "heading":
    case "paragraph":
    case "link":
    case "unknown":
    case "code":
      return block.value;
    case "image":
      return block.alt;
    case "list":
      return block.children.flatMap((item) => item.children.map(textOf)).join("\n");
    case "table":
      return "";
    default:
      return unreachable(block);
  }
}

/** Characters; what is longer is prose. */
const longest = 200;

/** What a block says, without markup but with bars, which set off page numbers; undefined when that is nothing, or long. */
export function shortText(block: Block): string | undefined {
  const markdown = textOf(block);
  // Markup takes its share, but a long text is not looked through.
  const text = markdown.length > 4 * longest ? "" : withoutMarkup(markdown);
  return text === "" || text.length > longest ? undefined : text;
}

/** The words of a markdown text, parted by single spaces: without tags, link destinations and the characters that mark up. */
export function plainText(markdown: string): string {
  return withoutMarkup(markdown).replaceAll("|", " ").replaceAll(/\s+/g, " ").trim();
}

function withoutMarkup(markdown: string): string {
  return markdown
    .normalize("NFKC")
    .replaceAll(/\]\([^()\s]*\)/g, "")
    .replaceAll(/<\/?[a-z][^<>]*>/gi, " ")
    .replaceAll(/!\[|[\\*_~`#[\]]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}
