import { heightLevels } from "./heading-heights.ts";
import { numberedLevels } from "./numbered-levels.ts";
import type { Document, Heading, NodeData, Page } from "./types.ts";

/**
 * The document with the depths of its headings set right where their numbers say otherwise, or, where all have one depth, their heights.
 *
 * Numbers count when they run through the document; headings without one move along with those that have. Only headings directly on
 * pages take part. `data.depthFrom` of a changed heading says its depth as sent and what was followed. The document itself when there is no
 * evidence, or none against its depths.
 */
export function relevelHeadings(document: Document): Document {
  const placed = document.children.flatMap((page) =>
    page.children.flatMap((block) => (block.type === "heading" ? [{ heading: block, page }] : [])),
  );
  if (placed.length < 2) return document;
  const sent = placed.map(({ heading }) => heading.depth);
  const levels = numberedLevels(placed.map(({ heading }) => heading.value));
  if (!agree(levels, sent)) return withDepths(document, placed, depthsOf(levels, sent, titleIndex(placed, levels)), "numbering");
  const heights = sent.every((depth) => depth === sent[0]) ? heightLevels(placed) : undefined;
  if (heights === undefined) return document;
  const depths = depthsOf(heights, sent, undefined);
  return agree(levels, depths) ? withDepths(document, placed, depths, "height") : document;
}

interface Placed {
  readonly heading: Heading;
  readonly page: Page;
}

type Levels = readonly (number | undefined)[];

/** Whether headings of one level have one depth, and those of a deeper level a deeper one. */
function agree(levels: Levels, depths: readonly number[]): boolean {
  const ranges: { least: number; most: number }[] = [];
  for (const [index, level] of levels.entries()) {
    if (level === undefined) continue;
    const depth = depths[index] as number;
    const range = ranges[level];
    ranges[level] = { least: Math.min(range?.least ?? depth, depth), most: Math.max(range?.most ?? depth, depth) };
  }
  return ranges.every(({ least, most }, level) => least === most && most > (ranges[level - 1]?.most ?? 0));
}

/**
 * The outermost level gets the least depth its headings have, or one that leaves room for all levels. What has no level moves along with the
 * heading just above it that has one, when it was sent deeper than that, else with the outermost level.
 */
function depthsOf(levels: Levels, sent: readonly number[], title: number | undefined): number[] {
  let [least, deepest] = [6, 0];
  for (const [index, level] of levels.entries()) {
    if (level === undefined) continue;
    least = Math.min(least, sent[index] as number);
    deepest = Math.max(deepest, level);
  }
  const titleDepth = title === undefined ? 0 : (sent[title] as number);
  const first = title === undefined ? 1 : 2;
  const top = Math.max(Math.min(Math.max(least, titleDepth + 1), 6 - deepest), first);
  let above: { readonly sent: number; readonly depth: number } | undefined;
  return levels.map((level, index) => {
    const own = sent[index] as number;
    if (index === title) return Math.min(titleDepth, top - 1);
    if (level !== undefined) {
      above = { sent: own, depth: Math.min(top + level, 6) };
      return above.depth;
    }
    const shift = above !== undefined && own > above.sent ? above.depth - above.sent : top - least;
    return Math.min(Math.max(own + shift, 1), 6);
  });
}

const frontMatter =
  /^(abstract|acknowledge?ments?|(table of )?contents|copyright|dedication|disclaimer|(executive )?summary|foreword|glossary|introduction|list of|overview|preamble|preface)\b/i;

/** The title of the document: its first heading, when that is the only one before the numbered ones that is not known to be a part. */
function titleIndex(placed: readonly Placed[], levels: Levels): number | undefined {
  const count = levels.findIndex((level) => level !== undefined);
  const unknown = placed.slice(0, count).flatMap(({ heading }, index) => (frontMatter.test(heading.value.trim()) ? [] : [index]));
  return unknown.length === 1 && unknown[0] === 0 ? 0 : undefined;
}

function withDepths(
  document: Document,
  placed: readonly Placed[],
  depths: readonly number[],
  reason: NonNullable<NodeData["depthFrom"]>["reason"],
): Document {
  const changed = new Map<Heading, Heading>();
  const pages = new Set<Page>();
  for (const [index, { heading, page }] of placed.entries()) {
    const depth = depths[index] as number;
    if (depth === heading.depth) continue;
    const depthFrom = { depth: heading.data?.depthFrom?.depth ?? heading.depth, reason };
    changed.set(heading, { ...heading, depth, data: { ...heading.data, depthFrom } });
    pages.add(page);
  }
  if (changed.size === 0) return document;
  const toPage = (page: Page): Page => ({
    ...page,
    children: page.children.map((block) => (block.type === "heading" ? (changed.get(block) ?? block) : block)),
  });
  return { ...document, children: document.children.map((page) => (pages.has(page) ? toPage(page) : page)) };
}
