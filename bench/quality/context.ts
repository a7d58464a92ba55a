import { boxKey, type JudgedChunk } from "./chunkers.ts";
import { coverage, isLetterAt, letterCount } from "./coverage.ts";
import type { Facts } from "./judge.ts";
import type { Sample, Span } from "./samples.ts";
import { tablePieces } from "./violations.ts";

/** What chunks know of where they come from: pairs of how many do, and of how many. */
export interface Context {
  /** The heading that is open where its first text below a heading begins stands in what is embedded. */
  readonly nearest: Share;
  readonly ancestors: Share;
  readonly columns: Share;
  readonly hasPage: Share;
  readonly truePages: Share;
  readonly hasBox: Share;
  readonly trueBoxes: Share;
}

export type Share = readonly [count: number, of: number];

export function context(sample: Sample, facts: Facts, chunks: readonly JudgedChunk[]): Context {
  const covered = coverage(
    sample.markdown,
    chunks.map(({ spans }) => spans),
  );
  const embedded = chunks.map(({ embedText }) => lettersOf(embedText));
  const open = chunks.flatMap(({ spans }, index) => {
    const path = pathAt(facts, firstBody(facts, spans, covered.before));
    // A heading may stand there as it is written, or as it reads.
    const forms = path.map(({ span, text }) => [text, sample.markdown.slice(...span)].map(lettersOf));
    return path.length === 0 ? [] : [forms.map((both) => both.some((form) => embedded[index]?.includes(form)))];
  });
  const pieces = facts.tables.flatMap((table) =>
    tablePieces(covered, table).map(({ index, names }) => names.every((name) => embedded[index]?.includes(lettersOf(name)))),
  );
  const truth = chunks.map(({ spans }) => placesOf(sample, spans, covered.before));
  const share = (found: readonly boolean[]): Share => [found.filter(Boolean).length, found.length];
  return {
    nearest: share(open.map((path) => path.at(-1) === true)),
    ancestors: share(open.map((path) => path.every(Boolean))),
    columns: share(pieces),
    hasPage: share(chunks.map(({ pageNumbers = [] }) => pageNumbers.length > 0)),
    truePages: share(chunks.map(({ pageNumbers = [] }, index) => isSame(pageNumbers, truth[index]?.pages ?? []))),
    hasBox: share(chunks.map(({ boxes = [] }) => boxes.length > 0)),
    trueBoxes: share(chunks.map(({ boxes = [] }, index) => isSame(boxes, truth[index]?.boxes ?? []))),
  };
}

export function sumOfContexts(all: readonly Context[]): Context {
  return all.reduce((sum, one) => {
    const names = Object.keys(one) as (keyof Context)[];
    return Object.fromEntries(
      names.map((name) => [name, [sum[name][0] + one[name][0], sum[name][1] + one[name][1]]]),
    ) as unknown as Context;
  });
}

/** Offset of the first letter that is not in a heading. */
function firstBody({ headings }: Facts, spans: readonly Span[], before: Uint32Array): number | undefined {
  for (const [start, end] of spans) {
    for (let offset = start; offset < end; offset++) {
      const heading = headings.find(({ span }) => span[0] <= offset && offset < span[1]);
      if (heading !== undefined) offset = heading.span[1];
      else if (isLetterAt(before, offset)) return offset;
    }
  }
  return undefined;
}

/** The headings open at an offset, outermost first: each closes those of its depth or deeper. */
function pathAt({ headings }: Facts, offset: number | undefined): Facts["headings"] {
  let open: Facts["headings"] = [];
  for (const heading of headings) {
    if (offset === undefined || heading.span[0] > offset) break;
    open = [...open.filter(({ depth }) => depth < heading.depth), heading];
  }
  return offset === undefined ? [] : open;
}

/** Without marks, escapes and white space. */
function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}

function placesOf(
  { payload }: Sample,
  spans: readonly Span[],
  before: Uint32Array,
): { readonly pages: number[]; readonly boxes: string[] } {
  const places = (payload?.places ?? []).filter(({ start, end }) =>
    spans.some((span) => {
      const shared: Span = [Math.max(start, span[0]), Math.min(end, span[1])];
      return shared[0] < shared[1] && letterCount(before, shared) > 0;
    }),
  );
  return {
    pages: [...new Set(places.map(({ pageNumber }) => pageNumber))],
    boxes: [...new Set(places.map(({ pageNumber, box }) => boxKey(pageNumber, box.x, box.y, box.w, box.h)))],
  };
}

function isSame<Item extends string | number>(found: readonly Item[], truth: readonly Item[]): boolean {
  const set = new Set<Item>(truth);
  return set.size > 0 && found.length === set.size && found.every((one) => set.has(one));
}
