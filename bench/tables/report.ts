import type { Measured } from "./measure.ts";
import type { Group } from "./plan.ts";

/** What the processes of a group found, one list a size. */
export type Found = readonly ReadonlyMap<string, Measured>[];

/** A group as a markdown table: numbers at its largest size, ratios to its first work; memory at both sizes, and how the time grew between them. */
export function groupTable(group: Group, found: Found): string[] {
  const sizes = group.sizes.map((rows) => `${rows.toLocaleString("en-US")} × ${group.columns}`);
  const isGrowing = sizes.length > 1;
  const head = [
    `${group.title}, ${sizes.join(" and ")} cells`,
    "CPU µs a cell",
    `of ${group.works[0]}`,
    "peak MB",
    "above the input MB",
    `of ${group.works[0]}`,
    ...(isGrowing ? [`time for ${lastOf(group.sizes) / (group.sizes[0] ?? 1)} × the cells`] : []),
  ];
  const lines = group.works.map((work) => {
    const runs = found.map((size) => size.get(work));
    const last = runs.at(-1);
    const first = found.at(-1)?.get(group.works[0] ?? "");
    if (last === undefined || first === undefined) return [work];
    const cells = lastOf(group.sizes) * group.columns;
    const growth = last.cpu / (runs[0]?.cpu ?? Number.NaN);
    const above = runs.flatMap((run) => (run === undefined ? [] : [run.above.toFixed(0)]));
    return [
      work,
      ((last.cpu * 1000) / cells).toFixed(2),
      times(last.cpu / first.cpu),
      last.peak.toFixed(0),
      above.join(" → "),
      times(last.above / first.above),
      ...(isGrowing ? [Number.isNaN(growth) ? "" : times(growth)] : []),
    ];
  });
  return [head, head.map((_, index) => (index === 0 ? "---" : "---:")), ...lines].map((cells) => `| ${cells.join(" | ")} |`);
}

function times(ratio: number): string {
  return `${ratio.toFixed(2)} ×`;
}

function lastOf(sizes: readonly number[]): number {
  return sizes.at(-1) ?? 0;
}
