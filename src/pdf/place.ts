import type { WarningCode, WarningLog } from "../errors.ts";
import { type Certainty, type Quad, quadBounds, type Rect } from "../geometry/page-space.ts";
import type { Highlight, PlacedRegion } from "../highlight/highlight.ts";
import { isUncertain, MarkedPage } from "./marked-page.ts";
import { PageReader } from "./page.ts";
import type { PageLeaf } from "./page-tree.ts";
import { placeRegion, type RegionPlace } from "./region-quads.ts";

/** What was drawn for a highlight on a page: `rect` in user space; of a page note, which claims no place but its page, the certainty is `certain`. */
export interface Drawn {
  readonly id: string;
  readonly pageNumber: number;
  readonly rect: Rect;
  readonly certainty: Certainty;
}

/** A region, page or highlight that could not be drawn, and why. A page note may stand in for it, then the highlight is also in `drawn`. */
export interface NotDrawn {
  readonly id: string;
  /** Missing when the highlight names no page. */
  readonly pageNumber?: number;
  readonly code: WarningCode;
  readonly message: string;
}

/** One annotation to be: no quads make it a page note. */
export interface Mark {
  readonly highlight: Highlight;
  /** `/NM`: by it a second run finds what the first one drew. */
  readonly name: string;
  readonly pageNumber: number;
  readonly printedNumber: string | undefined;
  readonly quads: readonly Quad[];
  readonly rect: Rect;
  readonly isUncertain: boolean;
}

export interface Placement {
  /** In the order in which the highlights come to them. */
  readonly pages: readonly MarkedPage[];
  readonly drawn: readonly Drawn[];
  readonly notDrawn: readonly NotDrawn[];
}

interface Draft extends Omit<Mark, "name" | "highlight"> {
  readonly page: MarkedPage;
  readonly certainty: Certainty;
}

/** Throws a RangeError when a highlight names a page that the file lacks. */
export function checkPageNumbers(highlights: readonly Highlight[], count: number): void {
  for (const { regions, pages } of highlights) {
    const missing = [...regions.map((region) => region.pageNumber), ...pages].find((number) => !isPage(number, count));
    if (missing === undefined) continue;
    const size = count === 1 ? "1 page" : `${count} pages`;
    throw new RangeError(`Cannot annotate page ${missing}: the PDF has ${size}. Is it the file that was parsed?`);
  }
}

/** Where each highlight goes: one mark for a highlight and page. Pages that are one object in the file are one page here. */
export function placeHighlights(highlights: readonly Highlight[], leaves: readonly PageLeaf[], log: WarningLog): Placement {
  const pages = new Map<PageLeaf["ref"], MarkedPage>();
  const drawn: Drawn[] = [];
  const notDrawn: NotDrawn[] = [];
  const open = pageOpener(leaves, pages, log);
  for (const highlight of highlights) {
    const { id } = highlight;
    const refusals = notDrawn.length;
    const drafts: Draft[] = [];
    const visited = new Set<MarkedPage>();
    for (const [page, regions] of regionsByPage(highlight, leaves, open, notDrawn)) {
      visited.add(page);
      const draft = draftRegions(highlight, page, regions, notDrawn);
      if (draft !== undefined) drafts.push(draft);
    }
    for (const pageNumber of highlight.pages) {
      const page = open(pageNumber);
      if (page === undefined) notDrawn.push(pageMissing(id, pageNumber, leaves.length));
      else if (!visited.has(page)) drafts.push(draftNote(page, pageNumber, undefined));
      if (page !== undefined) visited.add(page);
    }
    for (const { page, certainty, ...draft } of drafts) {
      const name = page.uniqueName(`postparse:${id}${drafts.length === 1 ? "" : `#p${draft.pageNumber}`}`.toWellFormed());
      page.marks.push({ ...draft, highlight, name });
      drawn.push({ id, pageNumber: draft.pageNumber, rect: draft.rect, certainty });
    }
    if (drafts.length === 0 && notDrawn.length === refusals) {
      notDrawn.push({ id, code: "citation-page-unknown", message: "The highlight names neither a box nor a page" });
    }
  }
  return { pages: [...pages.values()].filter((page) => page.marks.length > 0), drawn, notDrawn };
}

function pageOpener(leaves: readonly PageLeaf[], pages: Map<PageLeaf["ref"], MarkedPage>, log: WarningLog) {
  const reader = new PageReader();
  const numbers = new Map<PageLeaf["ref"], number[]>();
  leaves.forEach(({ ref }, index) => {
    const known = numbers.get(ref);
    if (known === undefined) numbers.set(ref, [index + 1]);
    else known.push(index + 1);
  });
  return (pageNumber: number): MarkedPage | undefined => {
    const leaf = isPage(pageNumber, leaves.length) ? leaves[pageNumber - 1] : undefined;
    if (leaf === undefined) return undefined;
    const page = pages.get(leaf.ref) ?? new MarkedPage(leaf, reader.read(leaf.node), numbers.get(leaf.ref) ?? [], log);
    pages.set(leaf.ref, page);
    return page;
  };
}

function regionsByPage(
  { id, regions }: Highlight,
  leaves: readonly PageLeaf[],
  open: (pageNumber: number) => MarkedPage | undefined,
  notDrawn: NotDrawn[],
): ReadonlyMap<MarkedPage, PlacedRegion[]> {
  const byPage = new Map<MarkedPage, PlacedRegion[]>();
  for (const region of regions) {
    const page = open(region.pageNumber);
    if (page === undefined) {
      notDrawn.push(pageMissing(id, region.pageNumber, leaves.length));
      continue;
    }
    const known = byPage.get(page);
    if (known === undefined) byPage.set(page, [region]);
    else known.push(region);
  }
  return byPage;
}

function draftRegions(
  { id, kind }: Highlight,
  page: MarkedPage,
  regions: readonly PlacedRegion[],
  notDrawn: NotDrawn[],
): Draft | undefined {
  const first = regions[0] as PlacedRegion;
  const places = regions.map((region) => placeRegion(region, kind, (size) => page.frame(size), page.visible));
  let hasNote = false;
  const placed: Extract<RegionPlace, { type: "placed" }>[] = [];
  places.forEach((place, index) => {
    if (place.type === "placed") {
      placed.push(place);
    } else {
      hasNote ||= place.hasNote;
      notDrawn.push({ id, pageNumber: (regions[index] as PlacedRegion).pageNumber, code: place.code, message: place.message });
    }
  });
  if (placed.length === 0) return hasNote ? draftNote(page, first.pageNumber, first.printedNumber) : undefined;
  const quads = distinct(placed.flatMap((place) => place.quads));
  return {
    page,
    pageNumber: first.pageNumber,
    printedNumber: first.printedNumber,
    quads,
    rect: quadBounds(quads),
    isUncertain: placed.some(({ frame }) => isUncertain(frame)),
    certainty: (["guessed", "likely"] as const).find((level) => placed.some(({ frame }) => frame.certainty === level)) ?? "certain",
  };
}

function draftNote(page: MarkedPage, pageNumber: number, printedNumber: string | undefined): Draft {
  return { page, pageNumber, printedNumber, quads: [], rect: page.nextNote(), isUncertain: false, certainty: "certain" };
}

/** The same place named twice is filled once. */
function distinct(quads: readonly Quad[]): readonly Quad[] {
  return [...new Map(quads.map((quad) => [quad.join(" "), quad])).values()];
}

function pageMissing(id: string, pageNumber: number, count: number): NotDrawn {
  return { id, pageNumber, code: "pdf-page-count", message: `Page ${pageNumber} is not among the ${count} of the PDF` };
}

function isPage(pageNumber: number, count: number): boolean {
  return Number.isInteger(pageNumber) && pageNumber >= 1 && pageNumber <= count;
}
