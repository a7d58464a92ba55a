import { withoutLinkQueries } from "../payload/links.ts";
import { present } from "../payload/present.ts";
import type { Page, Table } from "../tree/types.ts";
import { type Visitor, visit } from "../tree/visit.ts";
import type { LaidBlock } from "./block.ts";
import { type Chunker, chunker } from "./chunker.ts";
import { furnitureTexts } from "./layout/furniture.ts";
import { layouter } from "./layout.ts";
import type { ChunkSettings } from "./options.ts";
import { sectionLog } from "./sections.ts";
import type { Chunk, ChunkPage, ChunkSummary } from "./types.ts";

/** Takes pages in ascending order and gives chunks as they are full. */
export interface PageChunker {
  readonly add: (page: Page) => void;
  readonly end: () => ChunkSummary;
}

/**
 * Chunks pages one by one. A page is laid out once the last of those is there that a table on it stands on; one with furniture once the next is.
 *
 * @param lay told the last block of each page: its `around` is the page's part of the document's markdown, its `gap` the end of that
 */
export function pageChunker(
  settings: ChunkSettings,
  emit: (chunk: Chunk) => void,
  lay: (block: LaidBlock) => void = () => {},
): PageChunker {
  const sections = sectionLog(settings);
  const chunking = chunker(settings, sections, emit);
  const laying = layouter(settings, sections);
  let waiting: Page[] = [];
  let last: Page | undefined;
  const layFirst = (): void => {
    const [page, ...rest] = waiting as [Page, ...Page[]];
    warnOfUnknown(page, chunking);
    let parts: ReadonlyMap<string, Table> | undefined;
    const partOf = (pointer: string): Table | undefined => {
      parts ??= tablesOf([page, ...rest]);
      const part = parts.get(pointer);
      return part?.data?.unstitched ?? part;
    };
    const { blocks, excluded } = laying.add(page, rest[0], partOf);
    chunking.exclude(excluded);
    const end = blocks.at(-1);
    if (end === undefined) chunking.skipPage();
    else {
      lay(end);
      chunking.add(blocks);
    }
    waiting = rest;
  };
  const needsNext = ({ children }: Page): boolean =>
    settings.furniture !== "keep" && children.some(({ type }) => type === "pageHeader" || type === "pageFooter");
  return {
    add: (page) => {
      noteGaps(page, last, chunking);
      last = page;
      chunking.addPage(toChunkPage(page, settings));
      waiting.push(page);
      while (waiting[0] !== undefined && reachOf(waiting[0]) <= page.number && (waiting.length > 1 || !needsNext(page))) layFirst();
    },
    end: () => {
      while (waiting.length > 0) layFirst();
      return chunking.end();
    },
  };
}

function tablesOf(pages: readonly Page[]): ReadonlyMap<string, Table> {
  const tables = new Map<string, Table>();
  for (const page of pages) for (const child of page.children) if (child.type === "table") tables.set(child.pointer, child);
  return tables;
}

function noteGaps(page: Page, last: Page | undefined, chunking: Chunker): void {
  const expected = (last?.number ?? page.number - 1) + 1;
  if (page.number > expected) chunking.addGap({ pageNumber: expected, lastPageNumber: page.number - 1 });
  if (page.error === undefined) return;
  const error = withoutLinkQueries(page.error);
  const message = `Page ${page.number} failed: ${error}`;
  chunking.addGap({ pageNumber: page.number, error }, { code: "page-gap", message, pointer: page.pointer });
}

/** The last page that a table on this page has a part or a row on. */
function reachOf({ children, number }: Page): number {
  let last = number;
  for (const child of children) {
    if (child.type !== "table") continue;
    for (const part of child.parts) last = Math.max(last, part.pageNumber);
  }
  return last;
}

function toChunkPage(page: Page, { furniture, keepUrls }: ChunkSettings): ChunkPage {
  const { number, printedNumber, width, height } = page;
  const running = furniture === "metadata" ? furnitureTexts(page) : [];
  const texts = keepUrls ? running : running.map(withoutLinkQueries);
  return present({ number, printedNumber, width, height, furniture: texts.length > 0 ? texts : undefined });
}

function warnOfUnknown(page: Page, chunking: Chunker): void {
  const warn: Visitor = ({ type, pointer }) => {
    if (type === "unknown") chunking.warn({ code: "item-type-unknown", message: "An item of an unknown type is chunked as text", pointer });
    return undefined;
  };
  for (const child of page.children) if (child.type === "unknown" || "children" in child) visit(child, warn);
}
