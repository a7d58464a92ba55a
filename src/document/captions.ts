import { isContinuation } from "../table/stitch/continuation.ts";
import type { Heading, Page, PageContent, Paragraph, Table, TableText } from "../tree/types.ts";
import { footnotesIn } from "./captions/footnotes.ts";
import { isBoxedCaption, isRemark, tableLabel } from "./captions/label.ts";
import { wordsOf } from "./captions/words.ts";

/** What belongs to the tables of a page, and which of its headings do nothing but name one. */
export interface Captions {
  readonly texts: ReadonlyMap<Table, Pick<Table, "caption" | "footnotes">>;
  readonly headings: ReadonlySet<Heading>;
}

/** A block beside a table that may be its caption. */
interface Candidate {
  readonly node: Heading | Paragraph;
  readonly text: TableText;
  /** It may be the caption of the table above or below it, or of either. */
  readonly isBelow: boolean;
  readonly isAbove: boolean;
  readonly isLabel: boolean;
}

/**
 * The captions and footnotes of the tables of a page's body, which stay where they are.
 *
 * A caption stands right before its table, or right after it; between two tables it is the lower one's, unless the page has its captions below.
 * A remark in brackets between it and the table below is its last line. The one in a table's own html goes first. Nothing is looked for on other pages.
 */
export function captionsOf(page: Page): Captions {
  const texts = new Map<Table, Pick<Table, "caption" | "footnotes">>();
  const headings = new Set<Heading>();
  if (!page.children.some((child) => child.type === "table")) return { texts, headings };
  const { body, remarks } = withoutRemarks(page.children.filter((child) => child.type !== "pageHeader" && child.type !== "pageFooter"));
  const candidates = body.map((node, index) => candidateOf(node, body[index - 1], body[index + 1]));
  const areBelow = haveCaptionsBelow(body, candidates);
  for (const [index, table] of body.entries()) {
    if (table.type !== "table") continue;
    const [before, after] = [candidates[index - 1], candidates[index + 1]];
    const above = before?.isAbove && !(areBelow && body[index - 2]?.type === "table") ? before : undefined;
    const below = after?.isBelow && (areBelow || body[index + 2]?.type !== "table") ? after : undefined;
    const found = table.caption === undefined ? (above ?? below) : undefined;
    if (found?.node.type === "heading" && found.isLabel) headings.add(found.node);
    const caption = table.caption ?? withRemark(found?.text, found === above ? remarks.get(table) : undefined);
    const notes = footnotesIn(body, index + (found !== undefined && found === below ? 2 : 1), table, caption?.text);
    if (found !== undefined || notes.length > 0) {
      texts.set(table, { ...(caption && { caption }), ...(notes.length > 0 && { footnotes: notes }) });
    }
  }
  return { texts, headings };
}

/** The blocks without the remarks that stand between a label and its table, and those by their table. */
function withoutRemarks(blocks: readonly PageContent[]): {
  readonly body: PageContent[];
  readonly remarks: ReadonlyMap<PageContent, string>;
} {
  const remarks = new Map<PageContent, string>();
  const body = blocks.filter((block, index) => {
    const table = blocks[index + 1];
    if (table?.type !== "table" || block.type !== "paragraph") return true;
    const text = textOf(block);
    if (text === undefined || !isRemark(text) || tableLabel(text) !== undefined) return true;
    if (tableLabel(textOf(blocks[index - 1]) ?? "") === undefined) return true;
    remarks.set(table, text);
    return false;
  });
  return { body, remarks };
}

function withRemark(caption: TableText | undefined, remark: string | undefined): TableText | undefined {
  return caption === undefined || remark === undefined ? caption : { ...caption, text: `${caption.text}\n${remark}` };
}

function textOf(node: PageContent | undefined): string | undefined {
  return node?.type === "heading" || node?.type === "paragraph" ? wordsOf(node.value) : undefined;
}

function candidateOf(node: PageContent, before: PageContent | undefined, after: PageContent | undefined): Candidate | undefined {
  if (before?.type !== "table" && after?.type !== "table") return undefined;
  if (node.type !== "heading" && node.type !== "paragraph") return undefined;
  const text = textOf(node);
  if (text === undefined) return undefined;
  const label = tableLabel(text);
  const isBoxed = label === undefined && before?.type !== "image" && after?.type !== "image" && isBoxedCaption(text, node.regions);
  const isBelow = before?.type === "table" && (label === "label" || isBoxed);
  const isAbove = after?.type === "table" && (label !== undefined || isBoxed || isContinuation(text));
  if (!isBelow && !isAbove) return undefined;
  return { node, text: { text, pointer: node.pointer }, isBelow, isAbove, isLabel: label !== undefined };
}

/** Captions stand below where one is below the last table of a row of them, and none above the first. */
function haveCaptionsBelow(body: readonly PageContent[], candidates: readonly (Candidate | undefined)[]): boolean {
  let isFound = false;
  for (const [index, candidate] of candidates.entries()) {
    const [isAfter, isBefore] = [body[index - 1]?.type === "table", body[index + 1]?.type === "table"];
    if (candidate?.isAbove && !isAfter) return false;
    if (candidate?.isBelow && !isBefore) isFound = true;
  }
  return isFound;
}
