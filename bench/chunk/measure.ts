import { measure as measureOnce } from "../tables/measure.ts";

/** What one process found of a work. */
export interface Speed {
  /** Median CPU time of a run, user and system, in milliseconds. */
  readonly cpu: number;
  /** Median of how many times as fast as the reference it is, each run beside one of the reference. */
  readonly ratio: number;
  /** Peak of memory of the first run above what the process held before it, in MB. */
  readonly above: number;
  /** Memory that the input takes, in MB. */
  readonly input: number;
}

type Run = () => unknown;

/** Milliseconds after which what runs again and again is compiled. */
const warmUp = 2000;

/** Runs the work and the reference by turns, so that other work on the machine slows both; the first run of each is not timed. `small` is the work on a short text: what is loaded or built once is no part of a run. */
export async function measureSpeed(small: Run, make: () => Promise<Run>, reference: Run, runs: number): Promise<Speed> {
  await small();
  const before = await heldMegabytes();
  const work = await make();
  const input = (await heldMegabytes()) - before;
  const { above } = await measureOnce(async () => work, 0, 0, 1);
  const [own, other] = [await repeats(work, warmUp), await repeats(reference, warmUp)];
  const times: number[] = [];
  const ratios: number[] = [];
  for (let index = 0; index < runs; index++) {
    const time = await cpuTime(work, own);
    times.push(time);
    ratios.push((await cpuTime(reference, other)) / time);
  }
  return { cpu: median(times), ratio: median(ratios), above, input };
}

async function heldMegabytes(): Promise<number> {
  // What promises hold is free in the next turn.
  await new Promise((resolve) => setTimeout(resolve));
  for (let call = 0; call < 3; call++) globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

/** Median CPU times of several works, each run once by turns. */
export async function measureTimes(works: readonly Run[], runs: number): Promise<number[]> {
  const counts: number[] = [];
  for (const work of works) counts.push(await repeats(work, 300));
  const times: number[][] = works.map(() => []);
  for (let index = 0; index < runs; index++) {
    for (const [position, work] of works.entries()) times[position]?.push(await cpuTime(work, counts[position] as number));
  }
  return times.map(median);
}

/** Warms the work up, for at least one run and so many milliseconds, and gives how many runs take 300. */
async function repeats(work: Run, least: number): Promise<number> {
  const start = performance.now();
  let last = 0;
  do {
    const before = performance.now();
    await work();
    last = performance.now() - before;
  } while (performance.now() - start < least);
  return Math.max(1, Math.round(300 / last));
}

/**
 * Milliseconds of one run, on average of so many, what they leave behind collected as it comes: a forced collection while no object of a shape
 * lives throws away what is compiled for it.
 */
async function cpuTime(work: Run, count: number): Promise<number> {
  const before = process.cpuUsage();
  for (let index = 0; index < count; index++) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / count;
}

export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}
