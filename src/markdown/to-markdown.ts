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
  const text = markdownWriter(options)(document);
  return text === "" ? "" : `${text}\n`;
}

/** Writes a document in windows of whole pages: each call gives what follows the texts it gave before. All of them and a line feed are what `toMarkdown` gives at once. */
export function markdownWriter(options: MarkdownOptions = {}): (window: Document) => string {
  const { furniture = "drop", keepUrls = false } = options;
  let last: Piece | undefined;
  return (window) => {
    let text = "";
    for (const page of window.children) {
      for (const piece of [failureOf(page), ...page.children.flatMap((child) => contentPieces(child, furniture))]) {
        if (piece.text.trim() === "") continue;
        if (last !== undefined) text += piece.isOrdered !== undefined && piece.isOrdered === last.isOrdered ? listBreak : "\n\n";
        text += keepUrls ? piece.text : withoutLinkQueries(piece.text);
        last = piece;
      }
    }
    return text;
  };
}

/** The markdown of a block; `isOrdered` only of a list. */
interface Piece {
  readonly text: string;
  readonly isOrdered?: boolean;
}

/** Two lists of a kind would be read as one: CommonMark parts them by a comment. */
const listBreak = "\n\n<!-- -->\n\n";

/** The markdown of one block: as the service wrote it, or written anew from its values; empty for a table that another one continues. */
export function blockMarkdown(block: Block): string {
  return isWrittenAnew(block) ? formatMarkdown(build(block)) : block.markdown;
}

function contentPieces(content: PageContent, furniture: "drop" | "keep"): Piece[] {
  if (content.type !== "pageHeader" && content.type !== "pageFooter") return [pieceOf(content)];
  if (furniture === "drop") return [];
  return content.markdown.trim() === "" ? content.children.map(pieceOf) : [{ text: content.markdown }];
}

function pieceOf(block: Block): Piece {
  return { text: blockMarkdown(block), ...(block.type === "list" ? { isOrdered: block.ordered } : {}) };
}

function failureOf(page: Page): Piece {
  if (page.error === undefined) return { text: "" };
  return { text: `<!-- page ${page.number} failed: ${page.error.replaceAll("--", "- -").replaceAll(">", "")} -->` };
}
