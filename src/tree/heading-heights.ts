import type { Heading, Page } from "./types.ts";

/** Lines of one size differ by less than this, as boxes are drawn. */
const spread = 1.1;
/** Sizes that mean different levels differ by at least this. */
const gap = 1.2;
/** A size this much larger is no matter of letters that reach below the line. */
const certainGap = 1.4;

/**
 * The level of each heading by how high its lines are, 0 for the highest; undefined unless all have a box and the heights fall into groups
 * that are clearly apart.
 */
export function heightLevels(headings: readonly { readonly heading: Heading; readonly page: Page }[]): number[] | undefined {
  // Boxes in pixels beside boxes in points cannot be compared.
  const areas = headings.map(({ page }) => (page.width ?? 0) * (page.height ?? 0)).sort((one, other) => one - other);
  if (!((areas.at(-1) as number) <= (areas[0] as number) * 1.5)) return undefined;
  const lines = headings.map(({ heading }, index) => ({ index, height: lineHeight(heading), value: heading.value }));
  if (!lines.every(({ height }) => height > 0)) return undefined;
  const groups: Group[] = [];
  for (const line of lines.sort((one, other) => other.height - one.height)) {
    const group = groups.at(-1);
    if (group === undefined || lowest(group) >= line.height * gap) groups.push([line]);
    else group.push(line);
  }
  const isClear = groups.every((group, index) => {
    const above = groups[index - 1];
    return group[0].height <= lowest(group) * spread && (above === undefined || !isOfLetters(above, group));
  });
  if (groups.length < 2 || !isClear) return undefined;
  const levels = new Array<number>(headings.length).fill(0);
  for (const [level, group] of groups.entries()) for (const { index } of group) levels[index] = level;
  return levels;
}

interface Line {
  readonly index: number;
  readonly height: number;
  readonly value: string;
}

/** Headings of one size, the highest first. */
type Group = [Line, ...Line[]];

function lowest(group: Group): number {
  return (group.at(-1) as Line).height;
}

/** Of one line of the heading; a box around several of them is divided by how many its text needs. 0 when it has no box. */
function lineHeight({ regions, lines = [], value }: Heading): number {
  const line = lines[0]?.region.box;
  if (line !== undefined) return line.height;
  const box = regions[0]?.box;
  if (box === undefined) return 0;
  // Letters are half as wide as high: n of them in k lines fill a box when k² = n · height / (2 · width).
  const count = Math.round(Math.sqrt((value.length * box.height) / regions.length / (2 * box.width)));
  return box.height / Math.max(count, 1);
}

/** Whether the heights may differ only because the texts of one group all reach below the line, and none of the other does. */
function isOfLetters(above: Group, below: Group): boolean {
  if (lowest(above) >= below[0].height * certainGap) return false;
  const reachesDown = ({ value }: Line): boolean => /[gjpqyQ,;()]/.test(value);
  return above.every(reachesDown) && !below.some(reachesDown);
}
