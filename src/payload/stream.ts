import { WarningLog } from "../errors.ts";
import { assertMaxDepth, defaultMaxDepth } from "./depth.ts";
import type { ParseHead } from "./parse/head.ts";
import type { PageContext, ParsePage } from "./parse/page.ts";
import { chosen, type SentPage, toPage } from "./parse/sent-page.ts";
import { hasContent, type ParseResult, type ReadOptions, withoutWhole } from "./parse.ts";
import { joinPointer } from "./pointer.ts";
import { type ByteSource, HeldBytes, pull } from "./stream/byte-source.ts";
import { InputReader } from "./stream/input-reader.ts";
import { type PagePlan, type PlannedEntry, planPages, readPlanned } from "./stream/page-plan.ts";
import { Scanner } from "./stream/scanner.ts";
import type { Writable } from "./writable.ts";

/** The bytes of an input: to be read once, and then held whole in memory, or to be opened anew as often as needed. */
export type PageSource = AsyncIterable<Uint8Array> | ByteSource;

export interface StreamOptions extends ReadOptions {
  /** The bytes that one page, one section of it, or all that stands beside the pages may have; at most 536,870,888. @default 67_108_864 */
  readonly maxPageBytes?: number;
  /** Stops the reading; what it throws is the signal's reason. */
  readonly signal?: AbortSignal;
}

/** All that `readParseResult` gives beside the pages. */
export type ParseRest = Omit<ParseResult, "pages">;

/** A parse result whose frame is checked, and whose pages are still to be read. */
export interface PageStream {
  /** Ascending, each once. */
  readonly pageNumbers: readonly number[];
  /** Without the whole text: whether it is of use is known after the last page. */
  readonly head: ParseHead;
  /** The pages by number, one at a time; they can be read once. Only when the last one was given is it known that the input is whole and sound. */
  readonly pages: () => AsyncGenerator<ParsePage, ParseRest, void>;
  /** All beside the pages, with the warnings so far; final once the pages have ended. */
  readonly rest: () => ParseRest;
}

const defaultMaxPageBytes = 64 << 20;
/** V8's limit, in UTF-16 units: no more than the bytes they come from. */
const longestString = 2 ** 29 - 24;

/**
 * The pages of a parse result of any size, one by one, as `readParseResult` gives them; the generator returns what stands beside them.
 *
 * Give a function that opens the bytes (`ByteSource`) wherever they can be opened twice: then memory holds the places of the pages, one page
 * and some pieces of the input. An iterable is held whole, as bytes. Beside what `readParseResult` reads it reads NDJSON, a page a line.
 *
 * @throws {PayloadError} as `readParseResult` does; when the bytes are no JSON or no UTF-8; when `pages` or a section stands there twice, of
 *   which JSON.parse takes the last; when a page is larger than `maxPageBytes`
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { readPages } from "postparse";
 *
 * const lines = '{"page_number":1,"markdown":"# One"}\n{"page_number":2,"markdown":"# Two"}\n';
 * const titles: (string | undefined)[] = [];
 * for await (const page of readPages(new Blob([lines]).stream())) titles.push(page.markdown);
 * assert.deepEqual(titles, ["# One", "# Two"]);
 * ```
 */
export async function* readPages(source: PageSource, options: StreamOptions = {}): AsyncGenerator<ParsePage, ParseRest, void> {
  const opened = await openPages(source, options);
  return yield* opened.pages();
}

/**
 * What can be known of a parse result without reading its pages, and the way to read them; see `readPages`.
 *
 * @throws {PayloadError} as `readPages` does, but for what is wrong inside a page
 */
export async function openPages(source: PageSource, options: StreamOptions = {}): Promise<PageStream> {
  const { maxDepth = defaultMaxDepth, allowUnfinished = false, maxPageBytes = defaultMaxPageBytes, signal } = options;
  assertMaxDepth(maxDepth);
  if (!(maxPageBytes >= 1 && maxPageBytes <= longestString)) {
    throw new RangeError(`maxPageBytes is ${maxPageBytes}, expected 1 to ${longestString}`);
  }
  const log = new WarningLog();
  const held = typeof source === "function" ? undefined : new HeldBytes();
  const input = new InputReader(held?.source ?? (source as ByteSource), maxPageBytes, signal);
  const scanner = new Scanner(maxPageBytes);
  for await (const piece of pull(typeof source === "function" ? source() : source, signal)) {
    held?.add(piece);
    scanner.push(piece);
  }
  const scan = scanner.end();
  const plan = await planPages(scan, input, allowUnfinished, log).finally(() => input.close());
  let rest = withoutWhole(plan.head, true);
  let isRead = false;
  async function* pages(): AsyncGenerator<ParsePage, ParseRest, void> {
    if (isRead) throw new Error("The pages can be read once: call openPages again");
    isRead = true;
    try {
      let isPaged = false;
      for (const entries of perPage(plan.entries)) {
        signal?.throwIfAborted();
        const page = await pageOf(entries, input, { log, maxDepth });
        isPaged ||= hasContent(page);
        yield page;
      }
      rest = await withTexts(plan, isPaged, input);
      return { ...rest, warnings: log.list() };
    } finally {
      await input.close();
    }
  }
  return {
    pageNumbers: [...new Set(plan.entries.map(({ number }) => number))],
    head: rest,
    pages,
    rest: () => ({ ...rest, warnings: log.list() }),
  };
}

/** The entries about each page. */
function* perPage(entries: readonly PlannedEntry[]): Generator<readonly [PlannedEntry, ...PlannedEntry[]]> {
  for (let from = 0; from < entries.length; ) {
    const first = entries[from] as PlannedEntry;
    let to = from + 1;
    while (entries[to]?.number === first.number) to++;
    yield [first, ...entries.slice(from + 1, to)];
    from = to;
  }
}

async function pageOf(entries: readonly [PlannedEntry, ...PlannedEntry[]], input: InputReader, context: PageContext): Promise<ParsePage> {
  const [{ number }] = entries;
  const sent: Writable<SentPage> = {};
  for (const { list, index } of entries) {
    const { name, part, spans } = list;
    const entry = { raw: await readPlanned(list, index, input), pointer: joinPointer(spans.pointer, index), part };
    sent[name] = chosen(sent[name], entry, `Page ${number}${name === "v1" ? "" : ` of ${name}`}`, context.log);
  }
  return toPage(number, sent, context);
}

/** The head with the whole texts that were left out, where no page has content; else they are only checked. */
async function withTexts({ head, texts }: PagePlan, isPaged: boolean, input: InputReader): Promise<ParseHead> {
  const found: { markdownFull?: string; textFull?: string } = {};
  for (const span of texts) {
    const field = span.name === "markdown_full" ? "markdownFull" : "textFull";
    if (isPaged || head[field] === undefined) await input.checkText(span);
    else found[field] = (await input.text(span)) as string;
  }
  return { ...withoutWhole(head, isPaged), ...found };
}
