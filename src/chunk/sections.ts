import type { LaidBlock } from "./block.ts";
import { sectionId } from "./identity.ts";
import type { ChunkSettings } from "./options.ts";
import type { ChunkHeading, ChunkSection } from "./types.ts";

/** Tells the sections of blocks that come in reading order: each is a run of headings with what follows. */
export interface SectionLog {
  /** The id of the section that a block is in. */
  readonly add: (block: SectionBlock) => string;
  /** All sections, the last one ended. */
  readonly list: () => readonly ChunkSection[];
}

type SectionBlock = Pick<LaidBlock, "heading" | "path" | "start" | "text" | "pageNumber" | "table">;

export function sectionLog({ documentId, splitDepth }: Pick<ChunkSettings, "documentId" | "splitDepth">): SectionLog {
  const sections: { id: string; headingPath: readonly ChunkHeading[]; span: [number, number]; pages: Set<number> }[] = [];
  const occurrences = new Map<string, number>();
  let previous: SectionBlock | undefined;
  const open = (block: SectionBlock): void => {
    const headingPath = block.heading === undefined ? block.path : [...block.path, block.heading];
    const name = JSON.stringify(headingPath.map(({ text }) => text));
    const occurrence = occurrences.get(name) ?? 0;
    occurrences.set(name, occurrence + 1);
    sections.push({ id: sectionId(documentId, name, occurrence), headingPath, span: [block.start, block.start], pages: new Set() });
  };
  return {
    add: (block) => {
      if (previous === undefined || beginsSection(block, previous, splitDepth)) open(block);
      previous = block;
      const section = sections.at(-1) as (typeof sections)[number];
      section.span[1] = block.start + block.text.length;
      if (block.pageNumber !== undefined) section.pages.add(block.pageNumber);
      for (const row of block.table?.places?.rows ?? []) for (const number of row.pageNumbers) section.pages.add(number);
      return section.id;
    },
    list: () =>
      sections.map(({ id, headingPath, span, pages }) => ({
        id,
        headingPath,
        span,
        pageNumbers: [...pages].sort((one, other) => one - other),
      })),
  };
}

/** Whether a heading begins a section: one of this depth or less that no heading stands right before. */
export function beginsSection({ heading }: Pick<LaidBlock, "heading">, previous: Pick<LaidBlock, "heading">, splitDepth: number): boolean {
  return heading !== undefined && heading.depth <= splitDepth && previous.heading === undefined;
}
