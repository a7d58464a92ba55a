import { withoutLinkQueries } from "../payload/links.ts";
import type { Block, Document, Page, PageContent } from "../tree/types.ts";
import { formatMarkdown } from "./processor.ts";
import { build, isWrittenAnew } from "./to-mdast.ts";

export interface MarkdownOptions {
  /** Whether running headers and footers are written. @default "drop" */
  readonly furniture?: "drop" | "keep";
  /** Keeps the queries and fragments of links, which may be secrets. @default false */
  readonly keepUrls?: boolean;
}

/**
 * The document as markdown, block by block as the service wrote it; only what was stitched or came without markdown is written anew.
 *
 * A failed page stands as an HTML comment, before what its fallback holds.
 */
export function toMarkdown(document: Document, options: MarkdownOptions = {}): string {
  const { furniture = "drop", keepUrls = false } = options;
  const blocks = document.children.flatMap((page) => [
    failureOf(page),
    ...page.children.flatMap((child) => contentMarkdown(child, furniture)),
  ]);
  const text = blocks.filter((block) => block.trim() !== "").join("\n\n");
  return text === "" ? "" : `${keepUrls ? text : withoutLinkQueries(text)}\n`;
}

/** The markdown of one block: as the service wrote it, or written anew from its values; empty for a table that another one continues. */
export function blockMarkdown(block: Block): string {
  return isWrittenAnew(block) ? formatMarkdown(build(block)) : block.markdown;
}

function contentMarkdown(content: PageContent, furniture: "drop" | "keep"): string[] {
  if (content.type !== "pageHeader" && content.type !== "pageFooter") return [blockMarkdown(content)];
  if (furniture === "drop") return [];
  return content.markdown.trim() === "" ? content.children.map(blockMarkdown) : [content.markdown];
}

function failureOf(page: Page): string {
  if (page.error === undefined) return "";
  return `<!-- page ${page.number} failed: ${page.error.replaceAll("--", "- -").replaceAll(">", "")} -->`;
}
