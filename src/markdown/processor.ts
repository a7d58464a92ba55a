import type { Root, RootContent } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkStringify from "remark-stringify";
import { unified } from "unified";

const parser = unified().use(remarkParse).use(remarkGfm).freeze();
const writer = unified()
  .use(remarkGfm, { tablePipeAlign: false })
  .use(remarkStringify, { bullet: "-", fences: true, rule: "-", listItemIndent: "one" })
  .freeze();

/** The mdast of a markdown text, GFM tables included (CommonMark 0.31, GFM 0.29). */
export function parseMarkdown(markdown: string): Root {
  return parser.parse(markdown);
}

/** The markdown of mdast nodes, without a final line feed. */
export function formatMarkdown(children: RootContent[]): string {
  return writer.stringify({ type: "root", children }).trimEnd();
}
