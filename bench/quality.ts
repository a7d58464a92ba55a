import { readFileSync } from "node:fs";
import { isInstalled, mastraHint } from "./chunk/peers.ts";
import { markdownTable } from "./chunk/report.ts";
import { caveats } from "./quality/caveats.ts";
import { chunkers } from "./quality/chunkers.ts";
import { interval } from "./quality/interval.ts";
import { type Case, caseOf, type Judgement, judge, judgeAnswers, judgeEdits } from "./quality/judgement.ts";
import { questionTypes } from "./quality/questions.ts";
import { type Answer, budget } from "./quality/recall.ts";
import {
  contextHead,
  contextRow,
  editHead,
  editRow,
  intervalCell,
  sizeHead,
  sizeRow,
  violationHead,
  violationRow,
} from "./quality/rows.ts";
import { manualOf, realSamples, sampleLength, sampleOf, seeds } from "./quality/samples.ts";

const words = process.argv.slice(2);
const isQuick = words.includes("--quick");
const chosenSeeds = words.includes("--development") ? "development" : "held-out";
const limits = words.map(Number).filter((limit) => limit > 0);
const length = isQuick ? sampleLength / 4 : sampleLength;
const used = isQuick ? seeds[chosenSeeds].slice(0, 2) : seeds[chosenSeeds];
const names = Object.keys(chunkers).filter(isInstalled);

function print(title: string, head: readonly string[], lines: readonly (readonly string[])[]): void {
  console.log(`\n${markdownTable([title, ...head], lines).join("\n")}`);
}

function versionOf(name: string): string {
  return `${name} ${JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version}`;
}

/** Violations, size and context of each chunker that can read all the texts. */
async function printStructure(corpus: string, cases: readonly Case[], maxTokens: number): Promise<void> {
  const found: { readonly name: string; readonly judgement: Judgement }[] = [];
  for (const name of names) {
    const judgement = await judge(chunkers[name] as (typeof chunkers)[string], cases, maxTokens);
    if (judgement !== undefined) found.push({ name, judgement });
  }
  const title = `${maxTokens} tokens, ${corpus}`;
  const rows = (row: (one: Judgement) => string[]): string[][] => found.map(({ name, judgement }) => [name, ...row(judgement)]);
  print(
    `Violations, ${title}`,
    violationHead,
    rows((one) => violationRow(one.violations)),
  );
  print(
    `Size, ${title}`,
    sizeHead,
    rows((one) => sizeRow(one.tokens, one.sourceTokens, maxTokens)),
  );
  print(
    `Context, ${title}`,
    contextHead,
    rows((one) => contextRow(one.context)),
  );
}

async function printAnswers(maxTokens: number): Promise<void> {
  const found: { readonly name: string; readonly all: readonly (readonly Answer[])[] }[] = [];
  for (const name of names) {
    found.push({ name, all: await judgeAnswers(chunkers[name] as (typeof chunkers)[string], used, length, maxTokens) });
  }
  const table = (title: string, scoreOf: (answer: Answer) => number): void =>
    print(
      `${title}, ${maxTokens} tokens a chunk`,
      questionTypes,
      found.map(({ name, all }) => [
        name,
        ...questionTypes.map((type) =>
          intervalCell(interval(all.map((answers) => answers.filter((answer) => answer.type === type).map(scoreOf)))),
        ),
      ]),
    );
  table(`Recall in ${budget} tokens`, ({ recall }) => recall);
  table(`Answer and what it needs in one chunk, in ${budget} tokens`, ({ readable }) => readable);
  table(`Precision in ${budget} tokens, %`, ({ precision }) => 100 * precision);
  table(`IoU in ${budget} tokens, %`, ({ iou }) => 100 * iou);
}

async function printEdits(maxTokens: number): Promise<void> {
  const rows: string[][] = [];
  for (const name of names) {
    rows.push([name, ...editRow(await judgeEdits(chunkers[name] as (typeof chunkers)[string], used.slice(0, 12), length, maxTokens))]);
  }
  print(`One paragraph put in at random, ${maxTokens} tokens a chunk`, editHead, rows);
}

const packages = ["@langchain/textsplitters", "@chonkiejs/core", "@llamaindex/core", "chunkdown", "gpt-tokenizer", "remark-gfm"];
const size = `${used.length} generated manuals of ${length.toLocaleString("en-US")} characters`;
console.log(`Node ${process.version}; ${packages.map(versionOf).join(", ")}; ${size}, ${chosenSeeds} seeds.\n`);
for (const caveat of isInstalled("Mastra markdown") ? caveats : [...caveats, mastraHint]) console.log(`- ${caveat}`);
for (const maxTokens of limits.length > 0 ? limits : [512]) {
  await printStructure(
    "generated manuals",
    used.map((seed) => caseOf(sampleOf(manualOf(seed, length)))),
    maxTokens,
  );
  if (!isQuick) await printStructure("real markdown", realSamples().map(caseOf), maxTokens);
  await printAnswers(maxTokens);
  await printEdits(maxTokens);
}
