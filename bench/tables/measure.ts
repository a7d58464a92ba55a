import { readFileSync, writeFileSync } from "node:fs";
import type { Work } from "./plan.ts";

/** What one process found; memory in MB. */
export interface Measured {
  /** CPU time of the fastest run, user and system, in milliseconds. */
  readonly cpu: number;
  readonly peak: number;
  /** The peak above what the process held before the run, which is its input and the code. */
  readonly above: number;
}

/** Prepares the input and runs the work so many times. The least time counts, which other work on the machine disturbed least, and the memory of the first run, which finds no space left by another. */
export async function measure(work: Work, rowCount: number, columnCount: number, runs: number): Promise<Measured> {
  const run = await work(rowCount, columnCount);
  let [cpu, peak, above] = [Infinity, 0, 0];
  for (let index = 0; index < runs; index++) {
    // The first calls only mark pages as free, the third gives them back.
    for (let call = 0; call < 3; call++) globalThis.gc?.();
    forgetPeak();
    const { rss, heapTotal, heapUsed } = process.memoryUsage();
    const held = (rss - heapTotal + heapUsed) / 1e6;
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    const reached = peakMegabytes();
    cpu = Math.min(cpu, (user + system) / 1000);
    if (index === 0) [peak, above] = [reached, Math.max(reached - held, 0)];
  }
  return { cpu, peak, above };
}

/** Linux begins to measure the peak of resident memory anew (proc(5), clear_refs); elsewhere the making of the input counts, too. */
function forgetPeak(): void {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {}
}

function peakMegabytes(): number {
  try {
    const [, kilobytes = ""] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    return (Number(kilobytes) * 1024) / 1e6;
  } catch {
    return (process.resourceUsage().maxRSS * 1024) / 1e6;
  }
}
