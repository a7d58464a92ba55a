import type { Issue, WarningLog } from "../../errors.ts";
import { isRecord, payloadKind } from "../kind.ts";
import { type ParseHead, readHead, readV1Head } from "../parse/head.ts";
import { mergeHeads } from "../parse/merge-heads.ts";
import { type Part, partsOf } from "../parse/parts.ts";
import { pageNumberOf, sectionNames, sectionOf } from "../parse/sections.ts";
import type { SentPage } from "../parse/sent-page.ts";
import { v1PageNumber } from "../parse/v1.ts";
import { invalid } from "../parse.ts";
import { joinPointer, resolvePointer } from "../pointer.ts";
import type { InputReader } from "./input-reader.ts";
import { parseBytes } from "./json-bytes.ts";
import { emptySpans, type PageSpans, type Scan, type TextSpan } from "./page-index.ts";

/** The entries of one section of one part. */
interface PlannedList {
  readonly name: keyof SentPage;
  readonly part: Part;
  readonly spans: PageSpans;
  /** The entries themselves, where the scan did not see that they are pages, and so kept them. */
  readonly kept?: readonly unknown[];
}

/** An entry about a page, not yet read. */
export interface PlannedEntry {
  readonly number: number;
  readonly list: PlannedList;
  readonly index: number;
}

/** What is known before the first page is read. */
export interface PagePlan {
  /** In place of a whole text that was left out there is `""`. */
  readonly head: ParseHead;
  /** By page number, ascending; those of one page in the order in which they stand. */
  readonly entries: readonly PlannedEntry[];
  readonly texts: readonly TextSpan[];
}

const sectionList = new RegExp(`/(?:${sectionNames.join("|")})/pages$`);

/**
 * Which entries tell of which page, and what stands beside them.
 *
 * @throws {PayloadError} where `readParseResult` does so before it reads a page
 */
export async function planPages(scan: Scan, input: InputReader, allowUnfinished: boolean, log: WarningLog): Promise<PagePlan> {
  const issues: Issue[] = [];
  const { root, pages, texts } = rootOf(scan);
  for (const spans of pages) if (!sectionList.test(spans.pointer)) await addSamples(listAt(root, spans), spans, input);
  const parts = partsOf(root, issues);
  const lists = listsOf(parts, pages);
  const used = new Set(lists.map(({ spans }) => spans));
  for (const spans of pages) {
    const list = listAt(root, spans);
    list.length = 0;
    if (!used.has(spans)) for (const value of await input.entries(spans)) list.push(value);
  }
  const entries = await entriesOf(lists, input, issues);
  const context = { log, issues, allowUnfinished };
  const heads: ParseHead[] = [];
  for (const { age, root, pointer } of parts) {
    // To a v1 result the whole text is a field like any other.
    if (age === "v1") for (const span of texts) if (root[span.name] === "") root[span.name] = await input.text(span);
    heads.push(age === "v1" ? readV1Head(root, pointer, context) : readHead(root, pointer, context));
  }
  if (issues.length > 0) throw invalid("parse result", issues);
  return { head: mergeHeads(heads, parts, log), entries, texts };
}

/** The payload without its pages and texts, and where they are. */
function rootOf({ rest, offsetOf, pages, texts, line, isLines }: Scan): Pick<Scan, "pages" | "texts"> & { readonly root: unknown } {
  if (isLines) return { root: [], pages, texts };
  const root = parseBytes({ bytes: rest, offsetOf, noun: "what stands beside its pages" });
  return line !== undefined && isOnlyLine(root) ? { root: [], pages: [line], texts: [] } : { root, pages, texts };
}

/** Whether the root is a page: no response, and good as the first entry of a list. */
function isOnlyLine(root: unknown): boolean {
  const [kind, asList] = [payloadKind(root), payloadKind([root])];
  return (kind === "unknown" || kind === "grounded-items") && (asList === "parse-section" || asList === "parse-v1");
}

/** The list, emptied, that had these entries. */
function listAt(root: unknown, { pointer }: PageSpans): unknown[] {
  return resolvePointer(root, pointer) as unknown[];
}

/** Gives a list that does not say what it is of those of its entries by which that is told, each at its place. */
async function addSamples(list: unknown[], spans: PageSpans, input: InputReader): Promise<void> {
  const { starts, pageNumbers, v1Numbers, foreign } = spans;
  const firstV1 = v1Numbers.findIndex((number, index) => number !== 0 && pageNumbers[index] === 0);
  const firstV2 = pageNumbers.findIndex((number) => number !== 0);
  let isKnown = firstV1 >= 0;
  let hasRecord = false;
  for (const index of starts.keys()) {
    if (isKnown && hasRecord) break;
    const entry = await input.entry(spans, index);
    isKnown ||= isRecord(entry) && sectionOf(entry) !== undefined;
    if (index === 0 || isKnown || (!hasRecord && isRecord(entry))) list[index] = entry;
    hasRecord ||= isRecord(entry);
  }
  for (const index of [firstV1, firstV2, foreign ?? -1]) if (index > 0) list[index] = await input.entry(spans, index);
  list.length = starts.length;
}

function listsOf(parts: readonly Part[], pages: readonly PageSpans[]): PlannedList[] {
  const byPointer = new Map(pages.map((spans) => [spans.pointer, spans]));
  return parts.flatMap((part) =>
    part.sections.map(({ name, pages: kept, pointer }) => {
      const spans = byPointer.get(pointer);
      return spans === undefined ? { name, part, spans: emptySpans(pointer), kept } : { name, part, spans };
    }),
  );
}

async function entriesOf(lists: readonly PlannedList[], input: InputReader, issues: Issue[]): Promise<PlannedEntry[]> {
  const entries: PlannedEntry[] = [];
  for (const list of lists) {
    const { name, spans, kept } = list;
    const numbers = name === "v1" ? spans.v1Numbers : spans.pageNumbers;
    const numberOf = name === "v1" ? v1PageNumber : pageNumberOf;
    for (const [index, literal] of (kept?.map(() => 0) ?? numbers).entries()) {
      const number = literal > 0 ? literal : numberOf(await readPlanned(list, index, input), joinPointer(spans.pointer, index), issues);
      if (number !== undefined) entries.push({ number, list, index });
    }
  }
  return entries.sort((one, other) => one.number - other.number);
}

/** An entry of a list, as sent. */
export async function readPlanned({ spans, kept }: PlannedList, index: number, input: InputReader): Promise<unknown> {
  return kept === undefined ? await input.entry(spans, index) : kept[index];
}
