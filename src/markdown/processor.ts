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

/** What takes the parser quadratic time: 300 container markers before a word, each a level of nesting, and long runs of emphasis marks. */
const tooDeep = /^(?:[ \t]{0,3}(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])){300}.*\w|[*_]{2000}/m;

/** The mdast of a markdown text, GFM tables included (CommonMark 0.31, GFM 0.29); one nested too deep to be parsed is one paragraph. */
export function parseMarkdown(markdown: string): Root {
  if (!tooDeep.test(markdown)) {
    try {
      return parser.parse(markdown);
    } catch (error) {
      // remark-gfm recurses, so what nests thousands deep exhausts the stack.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return { type: "root", children: [{ type: "paragraph", children: [{ type: "text", value: markdown }] }] };
}

/** The markdown of mdast nodes, without a final line feed. */
export function formatMarkdown(children: RootContent[]): string {
  return writer.stringify({ type: "root", children }).trimEnd();
}
