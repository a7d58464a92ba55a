import { blockMarkdown } from "../markdown/to-markdown.ts";
import { withoutLinkQueries } from "../payload/links.ts";
import type { Writable } from "../payload/writable.ts";
import type { Block, Heading, Page, Table } from "../tree/types.ts";
import { visit } from "../tree/visit.ts";
import { blockGap, type LaidBlock, type LaidText } from "./block.ts";
import { blocksOf, furnitureFilter } from "./layout/furniture.ts";
import { tiedBlocks } from "./layout/glue.ts";
import { laidTable } from "./layout/laid-table.ts";
import { imagesOf, linksOf } from "./layout/links.ts";
import { leftText } from "./layout/offsets.ts";
import { sourcesOf, tableSources } from "./layout/sources.ts";
import { tableText } from "./layout/table-text.ts";
import type { ChunkSettings } from "./options.ts";
import type { SectionLog } from "./sections.ts";
import type { ChunkHeading, ChunkImage, Excluded } from "./types.ts";

/** Lays pages out one after the other as one markdown text: their blocks in reading order, parted by a blank line, links without their queries. */
export interface Layouter {
  /**
   * The blocks of the next page, and what is left out of it.
   *
   * @param next the page after it, whose furniture tells what runs along both
   * @param partOf the table item at a pointer as it was before it was stitched
   */
  readonly add: (page: Page, next: Page | undefined, partOf: (pointer: string) => Table | undefined) => LaidPage;
}

export interface LaidPage {
  readonly blocks: readonly LaidBlock[];
  readonly excluded: readonly Excluded[];
}

interface Placing {
  readonly isTied: boolean;
  readonly isFurniture: boolean;
  /** Of its page alone. */
  readonly pageNumbers: readonly [number];
  readonly around: LaidText;
  readonly partOf: (pointer: string) => Table | undefined;
}

type Settings = Pick<ChunkSettings, "furniture" | "images" | "keepUrls">;

export function layouter(settings: Settings, sections: SectionLog): Layouter {
  const furniture = furnitureFilter();
  const clean = (url: string): string => (settings.keepUrls ? url : withoutLinkQueries(url));
  let offset = 0;
  let path: readonly ChunkHeading[] = [];
  let stretch = 0;
  let last: Page | undefined;
  /** Images without a text of their own, which go with the block before them on the page, else with the next one. */
  let waiting: readonly ChunkImage[] = [];

  const layBlock = (block: Block, { isTied, isFurniture, partOf, around, pageNumbers }: Placing): LaidPage => {
    const [pageNumber] = pageNumbers;
    const table = block.type === "table" && block.grid.rows.length > 0 ? tableText(block, partOf) : undefined;
    const { written, nodeStart } = table === undefined ? writtenText(block, settings) : { written: table.text, nodeStart: undefined };
    const { text: left, offsets } = leftText(written, settings.keepUrls);
    const text = left.trimEnd();
    const images = imagesOf(block, clean);
    const heading = block.type === "heading" ? toHeading(block) : undefined;
    // A heading closes all open ones of its depth or deeper.
    if (heading !== undefined) path = path.filter((open) => open.depth < heading.depth);
    if (text === "") {
      if (heading !== undefined) path = [...path, heading];
      const reason = block.type === "table" && block.continues !== undefined ? "stub" : "empty";
      waiting = [...waiting, ...images];
      return { blocks: [], excluded: pointersOf(block).map((pointer) => ({ pointer, reason })) };
    }
    const start = offset;
    const place = { text: written, nodeStart, offsets, start };
    const { sources, empty } =
      block.type === "table" && table !== undefined
        ? { sources: tableSources(block, table.parts, place), empty: [] }
        : sourcesOf(block, pageNumbers, place);
    const gap = `${left.slice(text.length)}${blockGap}`;
    const laidOut = table === undefined ? undefined : laidTable(block as Table, table, text, offsets.toLeft);
    const section = sections.add({ heading, path, start, text, pageNumber, table: laidOut });
    const laid: LaidBlock = {
      type: block.type,
      pointer: block.pointer,
      start,
      text,
      toWritten: offsets.toWritten,
      gap,
      around,
      path,
      heading,
      pageNumber,
      stretch,
      section,
      seam: undefined,
      isTied,
      isFurniture,
      lang: block.type === "code" ? block.lang : undefined,
      table: laidOut,
      sources,
      images: waiting.length > 0 ? [...waiting, ...images] : images,
      links: linksOf(block, text, clean),
    };
    waiting = [];
    offset += text.length + gap.length;
    if (heading !== undefined) path = [...path, heading];
    return { blocks: [laid], excluded: empty.map((pointer) => ({ pointer, reason: "empty" })) };
  };

  const add: Layouter["add"] = (page, next, partOf) => {
    const blocks: LaidBlock[] = [];
    const excluded: Excluded[] = [];
    // Its text is there once all blocks of the page are.
    const around: Writable<LaidText> = { text: "", start: offset };
    if (last !== undefined && (page.error !== undefined || last.error !== undefined || page.number > last.number + 1)) stretch++;
    last = page;
    if (page.error !== undefined && page.children.length === 0) excluded.push({ pointer: page.pointer, reason: "failed-page" });
    const pageNumbers = [page.number] as const;
    const { sort } = furniture(page, next);
    const tied = tiedBlocks(page.children);
    const lay = (block: Block, isTied: boolean, isFurniture = false): void => {
      const laid = layBlock(block, { isTied, isFurniture, pageNumbers, around, partOf });
      for (const one of laid.blocks) blocks.push(one);
      for (const one of laid.excluded) excluded.push(one);
    };
    for (const content of page.children) {
      if (content.type !== "pageHeader" && content.type !== "pageFooter") {
        lay(content, tied.has(content));
        continue;
      }
      const { kept, dropped } = settings.furniture === "keep" ? { kept: blocksOf(content), dropped: [] } : sort(content);
      for (const block of kept) lay(block, false, true);
      const pointers = kept.length === 0 ? pointersOf(content) : dropped.flatMap(pointersOf);
      for (const pointer of pointers) excluded.push({ pointer, reason: "furniture" });
    }
    around.text = blocks.map(({ text, gap }) => text + gap).join("");
    return { blocks: withWaiting(blocks), excluded };
  };
  /** Images at the end of a page go with its last block. */
  const withWaiting = (blocks: readonly LaidBlock[]): readonly LaidBlock[] => {
    const end = blocks.at(-1);
    if (end === undefined || waiting.length === 0) return blocks;
    const images = [...end.images, ...waiting];
    waiting = [];
    return [...blocks.slice(0, -1), { ...end, images }];
  };
  return { add };
}

/** What a block stands as, and where that begins in its own markdown when it is a part of it: line breaks before it are left out. */
function writtenText(block: Block, { images }: Settings): { readonly written: string; readonly nodeStart: number | undefined } {
  const isStub = block.type === "table" && block.continues !== undefined;
  const whole = isStub || isBlank(block) ? "" : block.type === "image" && images === "caption" ? block.alt : blockMarkdown(block);
  const written = whole.replace(/^[\r\n]+/, "");
  return { written, nodeStart: block.markdown === whole ? whole.length - written.length : undefined };
}

/** Whether neither its markdown nor its values, nor those of the nodes in it, say anything. */
function isBlank(block: Block): boolean {
  if (block.markdown.trim() !== "" || block.type === "table" || block.type === "image" || block.type === "link") return false;
  let isSilent = true;
  visit(block, (node) => {
    if (node.type === "table" || node.type === "image" || node.type === "link") isSilent = false;
    if (node.markdown.trim() !== "" || ("value" in node && node.value.trim() !== "")) isSilent = false;
    return isSilent ? undefined : "skip";
  });
  return isSilent;
}

function toHeading({ value, depth, pointer }: Heading): ChunkHeading {
  return { text: withoutLinkQueries(value).replaceAll(/\s+/g, " ").trim(), depth, pointer };
}

/** Of the node and all nodes in it, each once. */
function pointersOf(node: Page["children"][number]): string[] {
  const pointers = new Set<string>();
  visit(node, ({ pointer }) => void pointers.add(pointer));
  return [...pointers];
}
