import { execFileSync } from "node:child_process";
import { createReadStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { readParseResult } from "../src/payload/parse.ts";
import { InputReader } from "../src/payload/stream/input-reader.ts";
import { Scanner } from "../src/payload/stream/scanner.ts";
import { readPages } from "../src/payload/stream.ts";
import { build } from "./build.ts";
import { writeLargePayload } from "./large-payload.ts";

const seed = 20_261_122;
const limit = 1 << 26;
const highWaterMark = 1 << 18;
const open = (path: string, range?: { start: number; end: number }) =>
  createReadStream(path, { highWaterMark, ...(range && { start: range.start, end: range.end - 1 }) });

/** What is measured, each in a process of its own; gives the number of pages. */
const works = {
  "nothing (for comparison)": async () => 0,
  "JSON.parse": async (path: string) => JSON.parse((await readFile(path)).toString()).items.pages.length as number,
  "JSON.parse, readParseResult": async (path: string) => readParseResult(JSON.parse((await readFile(path)).toString())).pages.length,
  "scan only": async (path: string) => {
    const scanner = new Scanner(limit);
    for await (const piece of open(path)) scanner.push(piece);
    return scanner.end().pages[0]?.starts.length ?? 0;
  },
  "scan, parse each page": async (path: string) => {
    const scanner = new Scanner(limit);
    for await (const piece of open(path)) scanner.push(piece);
    const { pages } = scanner.end();
    const input = new InputReader((range) => open(path, range), limit, undefined);
    for (const spans of pages) for (const index of spans.starts.keys()) await input.entry(spans, index);
    await input.close();
    return pages[0]?.starts.length ?? 0;
  },
  readPages: async (path: string) => {
    let count = 0;
    for await (const _ of readPages((range) => open(path, range))) count++;
    return count;
  },
} satisfies Record<string, (path: string) => Promise<number>>;

type Work = keyof typeof works;
type Measured =
  | { readonly ms: number; readonly peak: number; readonly block: number; readonly pages: number }
  | { readonly failed: string };

async function measure(work: Work, path: string): Promise<Measured> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await setTimeout(20);
  delay.reset();
  const start = performance.now();
  try {
    const pages = await works[work](path);
    const ms = performance.now() - start;
    await setTimeout(20);
    return { ms, peak: process.resourceUsage().maxRSS / 1024, block: delay.max / 1e6, pages };
  } catch (error) {
    return { failed: (error as NodeJS.ErrnoException).code ?? String(error) };
  }
}

function measureApart(script: string, work: Work, path: string): Measured {
  return JSON.parse(execFileSync(process.execPath, [script, work, path], { encoding: "utf8" }));
}

/** The least of each number of some runs: the one that other work and the moment of collecting garbage disturbed least. */
function best(runs: readonly Measured[]): Measured {
  return runs.reduce((one, other) => {
    if ("failed" in one || "failed" in other) return one;
    const least = (field: "ms" | "peak" | "block"): number => Math.min(one[field], other[field]);
    return { pages: one.pages, ms: least("ms"), peak: least("peak"), block: least("block") };
  });
}

const rounds = (megabytes: number): number => (megabytes > 100 ? 2 : 3);
const plans: readonly (readonly [megabytes: number, works: readonly Work[]])[] = [
  [1, ["nothing (for comparison)", "JSON.parse", "JSON.parse, readParseResult", "scan only", "scan, parse each page", "readPages"]],
  [50, ["JSON.parse", "JSON.parse, readParseResult", "scan only", "scan, parse each page", "readPages"]],
  [200, ["JSON.parse", "scan only", "scan, parse each page", "readPages"]],
  [600, ["JSON.parse", "scan only", "scan, parse each page", "readPages"]],
];

function run(): void {
  const folder = mkdtempSync(join(tmpdir(), "postparse-bench-"));
  try {
    const script = build("stream", folder);
    console.log(`Node ${process.version}, a process for each run, the least of two or three, seed ${seed}\n`);
    console.log("| file | pages | what | ms | MB/s | time of JSON.parse | peak MB | peak of JSON.parse | longest block, ms |");
    console.log("| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (const [megabytes, names] of plans) {
      const path = join(folder, `${megabytes}.json`);
      const pages = writeLargePayload(path, megabytes * 1e6, seed);
      const size = statSync(path).size / 1e6;
      // Interleaved, so that a busy machine slows all alike.
      const runs = Array.from({ length: rounds(megabytes) }, () => names.map((work) => measureApart(script, work, path)));
      rmSync(path);
      const of = (work: Work): Measured => best(runs.map((round) => round[names.indexOf(work)] as Measured));
      const parsed = of("JSON.parse");
      for (const work of names) {
        const found = of(work);
        const head = `| ${size.toFixed(0)} MB | ${pages} | ${work} |`;
        if ("failed" in found) console.log(`${head} ${found.failed} | | | | | |`);
        else {
          const ratio = (field: "ms" | "peak"): string => ("failed" in parsed ? "" : `${(found[field] / parsed[field]).toFixed(2)} ×`);
          const speed = ((size / found.ms) * 1000).toFixed(0);
          console.log(
            `${head} ${found.ms.toFixed(0)} | ${speed} | ${ratio("ms")} | ${found.peak.toFixed(0)} | ${ratio("peak")} | ${found.block.toFixed(0)} |`,
          );
        }
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [, , work, path] = process.argv;
if (work === undefined || path === undefined) run();
else console.log(JSON.stringify(await measure(work as Work, path)));
