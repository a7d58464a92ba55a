import type { Row } from "../../tree/table.ts";
import type { Document } from "../../tree/types.ts";
import { isAnchor } from "../grid.ts";
import { canonicalText } from "../text.ts";

/** Tells on which pages the words of a row stand. */
export interface PageTexts {
  readonly has: (pageNumber: number) => boolean;
  /** The pages, of those allowed, that hold most of the row's cells; undefined where its words are too common, or on none. */
  readonly pagesOf: (row: Row, index: number, allowed: ReadonlySet<number>) => readonly number[] | undefined;
}

/** A word on more pages tells nothing. */
const common = 16;
/** Of the row's cells that are not empty; some may be printed otherwise. */
const share = 0.8;

/**
 * An index of the plain texts of all pages, made when it is first asked.
 *
 * Only the plain text: in the markdown of a page a table that the service merged stands whole on its first page.
 */
export function pageTexts({ children }: Document): PageTexts {
  const texts = new Map(children.flatMap((page) => (page.text === undefined ? [] : [[page.number, page.text] as const])));
  let made: PageIndex | undefined;
  const pagesOf: PageTexts["pagesOf"] = (row, index, allowed) => {
    made ??= indexOf(texts);
    return pagesWith(row, index, allowed, made);
  };
  return { has: (pageNumber) => texts.has(pageNumber), pagesOf };
}

/** The words of each page, and the pages of each word; those of a common word are not listed. */
interface PageIndex {
  readonly words: ReadonlyMap<number, ReadonlySet<string>>;
  readonly pages: ReadonlyMap<string, readonly number[] | "common">;
}

function indexOf(texts: ReadonlyMap<number, string>): PageIndex {
  const words = new Map([...texts].map(([number, text]) => [number, new Set(wordsOf(text))]));
  const pages = new Map<string, number[] | "common">();
  for (const [number, set] of words) {
    for (const word of set) {
      const known = pages.get(word);
      if (known === undefined) pages.set(word, [number]);
      else if (known !== "common" && known.push(number) > common) pages.set(word, "common");
    }
  }
  return { words, pages };
}

function pagesWith(row: Row, index: number, allowed: ReadonlySet<number>, { words, pages }: PageIndex): readonly number[] | undefined {
  const cells = row.cells.flatMap((cell, column) => {
    const found = isAnchor(cell, index, column) ? wordsOf(cell.text) : [];
    return found.length === 0 ? [] : [{ words: found, pages: rarest(found, pages) }];
  });
  const needed = Math.ceil(cells.length * share);
  // A page that holds the row holds at least one of any so many cells: those on the fewest pages name all that come into question.
  const telling = cells
    .toSorted((one, other) => countOf(one.pages) - countOf(other.pages))
    .slice(0, cells.length - needed + 1)
    .map((cell) => cell.pages);
  if (telling.includes("common")) return undefined;
  const candidates = new Set(telling.flatMap((list) => (list === "common" ? [] : list.filter((number) => allowed.has(number)))));
  if (candidates.size > common) return undefined;
  const holds = (number: number): boolean =>
    cells.filter((cell) => cell.words.every((word) => words.get(number)?.has(word))).length >= needed;
  const found = [...candidates].filter(holds).sort((one, other) => one - other);
  return found.length === 0 ? undefined : found;
}

/** The pages of the word that is on the fewest. */
function rarest(words: readonly string[], pages: PageIndex["pages"]): readonly number[] | "common" {
  const lists = words.map((word) => pages.get(word) ?? []);
  return lists.reduce((least, list) => (countOf(list) < countOf(least) ? list : least));
}

function countOf(pages: readonly number[] | "common"): number {
  return pages === "common" ? Infinity : pages.length;
}

/** Words as they are compared, without the marks around them. */
function wordsOf(text: string): readonly string[] {
  return (
    canonicalText(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}](?:\S*[\p{L}\p{N}])?/gu) ?? []
  );
}
