import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./build.ts";
import { type Corpus, corpusText, seed } from "./chunk/corpora.ts";
import { hostile } from "./chunk/hostile.ts";
import { type Job, runJob } from "./chunk/job.ts";
import type { Speed } from "./chunk/measure.ts";
import { tokenizers } from "./chunk/ours.ts";
import { isInstalled, mastraHint } from "./chunk/peers.ts";
import { type Group, groups, growthTitle, growthWorks, most, runs, sharesSize, sharesTitle, sizes } from "./chunk/plan.ts";
import { type Cell, groupTable, growthTable, sharesTable, type Times } from "./chunk/report.ts";
import type { Shares } from "./chunk/shares.ts";

const minutes = 10;

/** What a process of its own finds; nothing where it takes too long or fails, which it says. */
function apart<Found>(script: string, job: Job): Found | undefined {
  const flags = ["--expose-gc", "--max-old-space-size=12000"];
  try {
    const timeout = minutes * 60_000;
    return JSON.parse(execFileSync(process.execPath, [...flags, script, JSON.stringify(job)], { encoding: "utf8", timeout }));
  } catch {
    console.error(`No result of ${JSON.stringify(job)}`);
    return undefined;
  }
}

function cellOf(script: string, group: Group, corpus: Corpus, work: string, index: number, scale: number): Cell {
  const [size = 0, before = 0] = [sizes[index], sizes[index - 1]];
  const largest = most[work] ?? size;
  if (!isInstalled(work) || largest <= before) return { speed: undefined, bytes: 0 };
  const length = Math.min(size, largest) / scale;
  const job: Job = { type: "speed", work, reference: group.works[0] ?? work, corpus, length, runs: scale > 1 ? 1 : runs };
  const bytes = new TextEncoder().encode(corpusText(corpus, length)).length;
  return { speed: apart<Speed>(script, job), bytes, ...(largest < size ? { measuredAt: largest } : {}) };
}

function printGroup(script: string, group: Group, scale: number): void {
  for (const corpus of group.corpora) {
    const found = group.works.map((work) => [work, sizes.map((_, index) => cellOf(script, group, corpus, work, index, scale))] as const);
    console.log(`\n${groupTable(group, corpus, sizes, new Map(found)).join("\n")}`);
  }
}

function printGrowth(script: string, scale: number): void {
  const found = Object.keys(hostile).map((text) => {
    const times = growthWorks.map((work) => apart<Times>(script, { type: "growth", work, text, scale, runs: scale > 1 ? 1 : runs }));
    return [text, times] as const;
  });
  console.log(`\n${growthTable(growthWorks, new Map(found)).join("\n")}`);
}

function printShares(script: string, scale: number): void {
  const found = (["generated", "real"] as const).flatMap((corpus) =>
    Object.keys(tokenizers).flatMap((tokenizer) => {
      const shares = apart<Shares>(script, { type: "shares", tokenizer, corpus, length: sharesSize / scale, runs: scale > 1 ? 1 : runs });
      return shares === undefined ? [] : [[`chunkMarkdown, ${tokenizer}, ${corpus} markdown`, shares] as const];
    }),
  );
  console.log(`\n${sharesTable(new Map(found)).join("\n")}`);
}

/** All tables, or those whose titles begin with one of these words; `--quick` at a fiftieth of the size, to see that all of it runs. */
function run(words: readonly string[]): void {
  const scale = words.includes("--quick") ? 50 : 1;
  const titles = words.filter((word) => word !== "--quick");
  const isChosen = (title: string): boolean => titles.length === 0 || titles.some((word) => title.startsWith(word));
  const folder = mkdtempSync(join(tmpdir(), "postparse-bench-"));
  try {
    const script = build("chunk", folder);
    console.log(
      `Node ${process.version}, a process for each number, CPU time, the median of ${runs} runs after a warm-up of two seconds, seed ${seed}.`,
    );
    console.log(
      "× is the speed as times that of the first row, run by turns in the same process. In brackets: measured at that size, as more would take minutes.",
    );
    console.log("Runs repeat the same text, and counters of tokens keep words they have seen: both are at their best.");
    if (!isInstalled("Mastra markdown")) console.log(mastraHint);
    for (const group of groups) if (isChosen(group.title)) printGroup(script, group, scale);
    if (isChosen(growthTitle)) printGrowth(script, scale);
    if (isChosen(sharesTitle)) printShares(script, scale);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [, , first = ""] = process.argv;
if (first.startsWith("{")) console.log(JSON.stringify(await runJob(JSON.parse(first))));
else run(process.argv.slice(2));
