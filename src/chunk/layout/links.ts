import { present } from "../../payload/present.ts";
import type { Block } from "../../tree/types.ts";
import type { ChunkImage, ChunkLink } from "../types.ts";

/** The images a block is, or holds as nodes. */
export function imagesOf(block: Block, clean: (text: string) => string): readonly ChunkImage[] {
  if (block.type !== "image") return [];
  return [present({ url: clean(block.url), alt: block.alt === "" ? undefined : clean(block.alt), pointer: block.pointer })];
}

/** The link a block is, and those in its text. */
export function linksOf(block: Block, text: string, clean: (url: string) => string): readonly ChunkLink[] {
  const found = inlineLinks(text, "link");
  if (block.type !== "link" || block.url === "") return found;
  const own = { url: clean(block.url), text: clean(block.value) };
  return found.some((link) => link.url === own.url) ? found : [own, ...found];
}

/** Longer labels and addresses are no links of a document that people read. */
const longestLabel = 300;
const longestAddress = 4096;

/** The images in a markdown text, of a block with this pointer. */
export function inlineImages(text: string, pointer: string): ChunkImage[] {
  return inlineLinks(text, "image").map(({ url, text: alt }) => present({ url, alt: alt === "" ? undefined : alt, pointer }));
}

/** The inline links, or images, that a markdown text holds. */
export function inlineLinks(text: string, kind: "link" | "image"): ChunkLink[] {
  const links: ChunkLink[] = [];
  for (let at = text.indexOf("]("); at >= 0; at = text.indexOf("](", at + 2)) {
    const open = labelStart(text, at);
    const isImage = text[open - 1] === "!";
    if (open < 0 || isImage !== (kind === "image")) continue;
    const url = destination(text, at + 2);
    if (url !== "") links.push({ url, text: text.slice(open + 1, at) });
  }
  return links;
}

/** The bracket that opens the label which closes at `close`; -1 when there is none nearby. */
function labelStart(text: string, close: number): number {
  let depth = 0;
  for (let at = close - 1; at >= Math.max(close - longestLabel, 0); at--) {
    if (text[at - 1] === "\\") continue;
    if (text[at] === "]") depth++;
    else if (text[at] === "[" && depth-- === 0) return at;
  }
  return -1;
}

/** The address at a place: up to white space or the parenthesis that closes it, or in angle brackets. */
function destination(text: string, start: number): string {
  if (text[start] === "<") {
    const [inside = "", after] = text.slice(start + 1, start + longestAddress).split(">", 2);
    return after === undefined || inside.includes("\n") ? "" : inside;
  }
  let depth = 0;
  for (let at = start; at < Math.min(text.length, start + longestAddress); at++) {
    const char = text[at] as string;
    if (char <= " " || (char === ")" && depth-- === 0)) return text.slice(start, at);
    if (char === "(") depth++;
  }
  return "";
}
