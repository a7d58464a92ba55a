import { pageNumberPlaces } from "../../document/furniture/page-phrase.ts";
import type { Block, Page, PageFooter, PageHeader } from "../../tree/types.ts";

type Furniture = PageHeader | PageFooter;

/** Tells which running headers and footers are left out, page by page. */
export interface FurnitureFilter {
  /** The blocks of this furniture that are kept in the body, and those that are not. */
  readonly sort: (furniture: Furniture) => { readonly kept: readonly Block[]; readonly dropped: readonly Block[] };
}

/**
 * Furniture that stands on one page only is kept in the body: headings are mistaken for it.
 *
 * It is known again, numbers aside, from all pages before and from the next one. What has no letters, or is a page number, is always left out.
 */
export function furnitureFilter(): (page: Page, next: Page | undefined) => FurnitureFilter {
  const seen = new Set<string>();
  let here: readonly Keyed[] = [];
  let ahead: readonly Keyed[] = [];
  let coming: Page | undefined;
  return (page, next) => {
    for (const { key } of here) seen.add(key);
    here = page === coming ? ahead : keysOf(page);
    ahead = keysOf(next);
    coming = next;
    const nextKeys = new Set(ahead.map(({ key }) => key));
    const isKept = ({ key }: Keyed): boolean => /\p{L}/u.test(key) && !seen.has(key) && !nextKeys.has(key) && !isPageNumber(key);
    const keys = here;
    const sort = (furniture: Furniture): ReturnType<FurnitureFilter["sort"]> => {
      const own = keys.filter((one) => one.furniture === furniture);
      const blocks = (isMeant: (one: Keyed) => boolean): Block[] => own.filter(isMeant).map(({ block }) => block);
      return { kept: blocks(isKept), dropped: blocks((one) => !isKept(one)) };
    };
    return { sort };
  };
}

/** A block of a header or footer, and what it is known again by. */
interface Keyed {
  readonly furniture: Furniture;
  readonly block: Block;
  readonly key: string;
}

/** What runs along the page, as texts. */
export function furnitureTexts(page: Page): string[] {
  return furnitureOf(page).flatMap((furniture) =>
    blocksOf(furniture)
      .map((block) => textOf(block).trim())
      .filter((text) => text !== ""),
  );
}

/** The blocks of a header or footer; one that came without items is a paragraph. */
export function blocksOf(furniture: Furniture): readonly Block[] {
  if (furniture.children.length > 0) return furniture.children;
  const { pointer, regions, markdown } = furniture;
  return [{ type: "paragraph", pointer, regions, markdown, value: markdown }];
}

function furnitureOf(page: Page | undefined): Furniture[] {
  return (page?.children ?? []).filter((content) => content.type === "pageHeader" || content.type === "pageFooter");
}

function keysOf(page: Page | undefined): Keyed[] {
  return [...new Set(furnitureOf(page))].flatMap((furniture) =>
    blocksOf(furniture).map((block) => ({ furniture, block, key: keyOf(textOf(block)) })),
  );
}

function textOf(block: Block): string {
  return block.markdown.trim() === "" && "value" in block ? block.value : block.markdown;
}

/** The text with its numbers, Roman ones too, as `#`. */
function keyOf(text: string): string {
  return text
    .replace(/^#+ /, "")
    .replaceAll(/\p{N}+|(?<!\p{L})[ivxlcdm]{1,7}(?!\p{L})/giu, "#")
    .replaceAll(/[\s*_#]+/g, (run) => (run.includes("#") ? "#" : " "))
    .trim()
    .toLowerCase();
}

/** A number with at most two words around it, such as `Page # of #`. */
function isPageNumber(key: string): boolean {
  return pageNumberPlaces(key).includes(true) && key.split(/[^\p{L}]+/u).filter((word) => word !== "").length <= 2;
}
