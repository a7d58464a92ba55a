import type { Corpus } from "./corpora.ts";
import type { Speed } from "./measure.ts";
import type { Group } from "./plan.ts";
import type { Shares } from "./shares.ts";

/** A work at one size; at `measuredAt` where it is too slow for it. */
export interface Cell {
  readonly speed: Speed | undefined;
  readonly bytes: number;
  readonly measuredAt?: number;
}

/** A group on one corpus as a markdown table: speed at each size and as times of the first work's, memory and growth at the largest. */
export function groupTable(group: Group, corpus: Corpus, sizes: readonly number[], found: ReadonlyMap<string, readonly Cell[]>): string[] {
  const reference = group.works[0] ?? "";
  const head = [
    `${group.title}, ${corpus} markdown`,
    ...sizes.flatMap((size, index) => [`${sizeName(size)}, MB/s`, index === 0 ? `× ${reference}` : "×"]),
    "peak above the input, × the input",
  ];
  const lines = group.works.map((work) => {
    const cells = found.get(work) ?? [];
    return [work, ...cells.flatMap(speedCells), memoryCell(cells, sizes)];
  });
  return markdownTable(head, lines);
}

/** At the largest size, as times of what the input takes; where that is made on the way and takes nothing, in MB at each size. */
function memoryCell(cells: readonly Cell[], sizes: readonly number[]): string {
  const measured = cells.flatMap((cell, index) =>
    cell.speed === undefined ? [] : [{ cell, size: sizeName(sizes[index] ?? 0), ...cell.speed }],
  );
  const last = measured.at(-1);
  if (last === undefined) return "";
  const isHeld = last.input * 1e6 > last.cell.bytes / 100;
  const isLargest = last.cell === cells.at(-1);
  const size = mark(last.cell) || (isLargest ? "" : ` (${last.size})`);
  if (isHeld) return `${(last.above / last.input).toFixed(1)}${size}`;
  return `${measured.map((one) => `${one.above.toFixed(0)} (${one.size})`).join(", ")} MB`;
}

function speedCells(cell: Cell): string[] {
  const { speed, bytes } = cell;
  if (speed === undefined) return ["–", "–"];
  return [`${figure(bytes / 1000 / speed.cpu)}${mark(cell)}`, figure(speed.ratio)];
}

function mark({ measuredAt }: Cell): string {
  return measuredAt === undefined ? "" : ` (${sizeName(measuredAt)})`;
}

/** Times at a hundredth, a tenth, a half and all of a text. */
export type Times = readonly [hundredth: number, tenth: number, half: number, all: number];

/** What each work takes for each text, and for how many times as much of it. */
export function growthTable(works: readonly string[], found: ReadonlyMap<string, readonly (Times | undefined)[]>): string[] {
  const head = ["Growth", ...works.flatMap((work) => [`${work}, ms`, "for 2 ×", "for 10 ×", "for 100 ×"])];
  const lines = [...found].map(([name, all]) => [
    name,
    ...all.flatMap((times) => {
      if (times === undefined) return ["> 10 min", "", "", ""];
      const [hundredth, tenth, half, whole] = times;
      return [whole.toFixed(1), ...[half, tenth, hundredth].map((time) => `${figure(whole / time)} ×`)];
    }),
  ]);
  return markdownTable(head, lines);
}

export function sharesTable(found: ReadonlyMap<string, Shares>): string[] {
  const head = ["Where the time goes", "ms", "counting", "hashing", "the rest", "counted characters a character", "counts a chunk"];
  const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
  const lines = [...found].map(([name, { cpu, counting, hashing, counted, calls }]) => [
    ...[name, cpu.toFixed(1), percent(counting), percent(hashing), percent(1 - counting - hashing)],
    ...[counted.toFixed(2), calls.toFixed(1)],
  ]);
  return markdownTable(head, lines);
}

export function markdownTable(head: readonly string[], lines: readonly (readonly string[])[]): string[] {
  return [head, head.map((_, index) => (index === 0 ? "---" : "---:")), ...lines].map((cells) => `| ${cells.join(" | ")} |`);
}

/** Three digits. */
function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value >= 0.1 ? value.toFixed(2) : value.toFixed(3);
}

function sizeName(size: number): string {
  return size >= 1e6 ? `${size / 1e6} MB` : `${size / 1e3} kB`;
}
