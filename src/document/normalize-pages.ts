import { WarningLog } from "../errors.ts";
import type { ParseHead } from "../payload/parse/head.ts";
import type { ParseImage } from "../payload/parse/images.ts";
import type { ParsePage } from "../payload/parse/page.ts";
import type { Document, FurnitureDecision, Page } from "../tree/types.ts";
import { furnitureWindow } from "./furniture/repeated.ts";
import { type NormalizeOptions, normalize, toDocument, withFurniture } from "./normalize.ts";
import { sectionTally } from "./sections.ts";
import { withTitles } from "./titles.ts";

export interface WindowOptions extends NormalizeOptions {
  /** Whether two pages that follow each other belong in one window; `mayContinue` lets `stitchTables` infer what goes on. Without it a window may end behind any page. */
  readonly keepTogether?: (before: Page, after: Page) => boolean;
}

/** How many pages are read before a window may be given. */
const batchSize = 32;

/**
 * A document too large to be held whole, in windows of consecutive pages: joined they are what `normalize` gives of all pages.
 *
 * No table that the service says it merged goes over the end of a window, so that each window can be stitched by itself; where every table
 * refers to the last page there is but one window. Each warning is in one of the windows; those about the whole are in the last.
 *
 * @param pages in ascending order
 */
export async function* normalizePages(
  head: ParseHead,
  pages: AsyncIterable<ParsePage> | Iterable<ParsePage>,
  options: WindowOptions = {},
): AsyncGenerator<Document> {
  if (head.markdownFull !== undefined || head.textFull !== undefined) {
    const all: ParsePage[] = [];
    for await (const page of pages) all.push(page);
    yield normalize({ ...head, pages: all, warnings: [] }, options);
    return;
  }
  const tally = sectionTally();
  const imagesOf = imagesByPage(head.images);
  const mark = furnitureMarker(options);
  let log = new WarningLog();
  let open: readonly Page[] = [];
  let decisions: readonly FurnitureDecision[] = [];
  let images: Document["images"] = [];
  let heading: string | undefined;
  let reach = 0;
  /** The document without its pages: those stand in `open`. */
  const add = (batch: readonly ParsePage[], isLast: boolean): Document => {
    const document = toDocument({ ...head, images: imagesOf(batch, isLast) }, batch, tally, log);
    const marked = mark(document, isLast);
    const titled = withTitles(marked.pages, heading);
    heading = titled.heading;
    open = [...open, ...titled.pages];
    decisions = [...decisions, ...marked.decisions];
    images = [...images, ...document.images];
    for (const page of titled.pages) reach = Math.max(reach, reachOf(page));
    if (isLast) tally.warn(log);
    return document;
  };
  /** The window of the first `end` open pages, which are then no longer open. */
  const take = (document: Document, end: number): Document => {
    const [children, rest] = [open.slice(0, end), open.slice(end)];
    const waiting = new Set<number | undefined>(rest.map((page) => page.number));
    const own = decisions.filter((decision) => !waiting.has(decision.pageNumber));
    const { data, ...bare } = document;
    const all = own.length > 0 ? { ...data, furnitureDecisions: own } : data;
    const ownImages = images.filter((image) => !waiting.has(image.pageNumber));
    const window = {
      ...bare,
      children,
      images: ownImages,
      warnings: log.list(),
      ...(all && Object.keys(all).length > 0 ? { data: all } : {}),
    };
    decisions = decisions.filter((decision) => waiting.has(decision.pageNumber));
    images = images.filter((image) => waiting.has(image.pageNumber));
    [open, log] = [rest, new WarningLog()];
    return window;
  };
  let batch: ParsePage[] = [];
  for await (const page of pages) {
    if (batch.length === batchSize) {
      const document = add(batch, false);
      batch = [];
      const end = windowEnd(open, options);
      if (end > 0 && reach <= (open[end - 1] as Page).number) yield take(document, end);
    }
    batch.push(page);
  }
  const last = add(batch, true);
  yield take(last, open.length);
}

/** How many of the open pages may be given: all but those that may belong together with what comes next. */
function windowEnd(open: readonly Page[], { keepTogether }: WindowOptions): number {
  if (keepTogether === undefined) return open.length;
  let end = open.length - 1;
  while (end > 0 && keepTogether(open[end - 1] as Page, open[end] as Page)) end--;
  return end;
}

/** The last page that a table on this page refers to. */
function reachOf({ children }: Page): number {
  let last = 0;
  for (const child of children) {
    if (child.type !== "table") continue;
    last = Math.max(last, child.mergedIntoPage ?? 0);
    for (const number of child.mergedFromPages ?? []) last = Math.max(last, number);
  }
  return last;
}

/** Gives the images of each batch of pages; with the last one those of pages that never came. */
function imagesByPage(images: readonly ParseImage[]): (batch: readonly ParsePage[], isLast: boolean) => ParseImage[] {
  const waiting = new Map<number | undefined, ParseImage[]>();
  for (const image of images) {
    const known = waiting.get(image.pageNumber);
    if (known === undefined) waiting.set(image.pageNumber, [image]);
    else known.push(image);
  }
  return (batch, isLast) => {
    const numbers = isLast ? [...waiting.keys()] : batch.map((page) => page.number);
    return numbers.flatMap((number) => {
      const found = waiting.get(number) ?? [];
      waiting.delete(number);
      return found;
    });
  };
}

/** Marks furniture batch by batch: whether a text repeats is told by the pages on both sides, so the last pages of a batch wait for the next one. */
function furnitureMarker(
  options: NormalizeOptions,
): (document: Document, isLast: boolean) => { readonly pages: readonly Page[]; readonly decisions: readonly FurnitureDecision[] } {
  let before: readonly Page[] = [];
  let waiting: readonly Page[] = [];
  return (document, isLast) => {
    waiting = [...waiting, ...document.children];
    const ready = isLast ? waiting.length : Math.max(waiting.length - furnitureWindow, 0);
    const marked = withFurniture({ ...document, children: [...before, ...waiting] }, options);
    const pages = marked.children.slice(before.length, before.length + ready);
    const numbers = new Set(pages.map((page) => page.number));
    const decisions = (marked.data?.furnitureDecisions ?? []).filter(({ pageNumber }) => numbers.has(pageNumber));
    before = [...before, ...waiting.slice(0, ready)].slice(-furnitureWindow);
    waiting = waiting.slice(ready);
    return { pages, decisions };
  };
}
