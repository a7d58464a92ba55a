import type { Block, PageContent } from "../../tree/types.ts";

/** The number of a figure or a listing, as a caption begins with it. */
const captionStart =
  /^[\s*_]*(?:fig(?:ure)?|abb(?:ildung)?|chart|exhibit|photo|image|listing|code|source code|plate|diagram|graph|рис|図|图)\.?\s*\p{N}/iu;

/** The blocks of a page that belong with the one after them: those that announce it, and captions beside what they name. */
export function tiedBlocks(blocks: readonly PageContent[]): ReadonlySet<PageContent> {
  const tied = new Set<PageContent>();
  for (const [index, block] of blocks.entries()) {
    if (announces(block)) tied.add(block);
    if (block.type === "table") tieCaption(blocks, index, block.caption?.pointer, tied);
    if (block.type !== "image" && block.type !== "code") continue;
    if (isCaption(blocks[index - 1])) tied.add(blocks[index - 1] as PageContent);
    else if (isCaption(blocks[index + 1])) tied.add(block);
  }
  return tied;
}

/** Whether the text ends in a colon, so that what it says comes next. */
export function announcing(text: string): boolean {
  return text.trimEnd().endsWith(":");
}

function announces(block: PageContent): boolean {
  return block.type === "paragraph" && announcing(block.markdown);
}

/** A remark may stand between a caption and its table. */
function tieCaption(blocks: readonly PageContent[], index: number, pointer: string | undefined, tied: Set<PageContent>): void {
  const table = blocks[index] as PageContent;
  if (pointer === undefined || pointer === table.pointer) return;
  for (const before of [1, 2]) {
    if (blocks[index - before]?.pointer !== pointer) continue;
    for (let at = index - before; at < index; at++) tied.add(blocks[at] as Block);
  }
  if (blocks[index + 1]?.pointer === pointer) tied.add(table);
}

function isCaption(block: PageContent | undefined): boolean {
  return block?.type === "paragraph" && isFigureCaption(block.value);
}

/** Whether a text begins as the caption of a figure or a listing does. */
export function isFigureCaption(text: string): boolean {
  return text.length <= 600 && captionStart.test(text);
}
