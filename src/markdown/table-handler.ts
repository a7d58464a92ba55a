import type { PhrasingContent, Table, TableCell } from "mdast";
import type { Options } from "remark-stringify";

type Handler = NonNullable<NonNullable<Options["handlers"]>["table"]>;
type State = Parameters<Handler>[2];
type Info = Parameters<Handler>[3];

/** What may begin something in GFM inside of a line; marks that do so only at the start of a line do not in a cell. */
const marks = /[\t\r\n*@[\\\]_`|~]|&[#A-Za-z]|<[!/?A-Za-z]|[Ww]\.|[ps]:/;

const delimiters = { left: ":-", right: "-:", center: ":-:", none: "-" } as const;

/** Writes a table as remark-gfm does, its pipes not aligned, but text without marks as it stands: remark would try some thirty patterns on each. */
export function writeTable({ align, children }: Table, _parent: unknown, state: State, info: Info): string {
  const exits = (["table", "tableRow", "tableCell", "phrasing"] as const).map((construct) => state.enter(construct));
  const [header = [], ...body] = children.map((row) => row.children.map((cell) => cellMarkdown(cell, state, info)));
  for (const exit of exits.reverse()) exit();
  while (header.length < (align?.length ?? 0)) header.push("");
  const delimiter = header.map((_, column) => delimiters[align?.[column] ?? "none"]);
  return [header, delimiter, ...body].map(lineOf).join("\n");
}

function lineOf(cells: readonly string[]): string {
  if (cells.length === 0) return "| |";
  return `|${cells.map((cell) => (cell === "" ? " |" : ` ${cell} |`)).join("")}`;
}

function cellMarkdown(cell: TableCell, state: State, info: Info): string {
  let markdown = "";
  for (const [index, child] of cell.children.entries()) {
    const plain = index % 2 === 0 ? plainText(child) : lineBreak(child);
    if (plain === undefined) return state.containerPhrasing(cell, { ...info, before: "|", after: "|" });
    markdown += plain;
  }
  return markdown;
}

function plainText(node: PhrasingContent): string | undefined {
  return node.type === "text" && !marks.test(node.value) ? node.value : undefined;
}

function lineBreak(node: PhrasingContent): string | undefined {
  return node.type === "html" && node.value === "<br/>" ? node.value : undefined;
}
