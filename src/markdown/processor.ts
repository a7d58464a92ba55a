import type { Nodes, Root, RootContent } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { writeTable } from "./table-handler.ts";

const parser = unified().use(remarkParse).use(remarkGfm).freeze();
const writer = unified()
  .use(remarkGfm, { tablePipeAlign: false })
  .use(remarkStringify, { bullet: "-", fences: true, rule: "-", listItemIndent: "one", handlers: { table: writeTable } })
  .freeze();

/** What takes the parser quadratic time: 300 container markers before a word, each a level of nesting, and long runs of emphasis marks. */
const tooDeep = /^(?:[ \t]{0,3}(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])){300}.*\w|^(?:[ \t]{0,3}>){300}|[*_]{2000}/m;

const maxDepth = 500;

/** The mdast of a markdown text, GFM tables included (CommonMark 0.31, GFM 0.29); one nested too deep to be parsed or written again is one paragraph. */
export function parseMarkdown(markdown: string): Root {
  if (!tooDeep.test(markdown)) {
    try {
      const root = parser.parse(markdown);
      if (isShallow(root)) return root;
    } catch (error) {
      // remark-gfm recurses, so what nests thousands deep exhausts the stack.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return { type: "root", children: [{ type: "paragraph", children: [{ type: "text", value: markdown }] }] };
}

/** Whether no node stands deeper than remark-stringify, which recurses, can write it. */
function isShallow(root: Root): boolean {
  let level: readonly Nodes[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) return false;
    level = level.flatMap((node) => ("children" in node ? node.children : []));
  }
  return true;
}

/** The markdown of mdast nodes, without a final line feed. */
export function formatMarkdown(children: RootContent[]): string {
  return writer.stringify({ type: "root", children }).trimEnd();
}
