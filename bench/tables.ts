import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./build.ts";
import { seed } from "./tables/data.ts";
import { type Measured, measure } from "./tables/measure.ts";
import { type Group, groups } from "./tables/plan.ts";
import { groupTable } from "./tables/report.ts";
import { works } from "./tables/works.ts";

function measureApart(script: string, work: string, rowCount: number, { columns, runs }: Group): Measured {
  const flags = ["--expose-gc", "--max-old-space-size=12000"];
  const given = [work, rowCount, columns, runs].map(String);
  return JSON.parse(execFileSync(process.execPath, [...flags, script, ...given], { encoding: "utf8" }));
}

function run(chosen: readonly Group[]): void {
  const folder = mkdtempSync(join(tmpdir(), "postparse-bench-"));
  try {
    const script = build("tables", folder);
    console.log(`Node ${process.version}, a process for each number, the least of its runs, seed ${seed}`);
    for (const group of chosen) {
      const found = group.sizes.map((size, index) => {
        const measured = index === group.sizes.length - 1 ? group.works : (group.growing ?? group.works);
        return new Map(measured.map((work) => [work, measureApart(script, work, size, group)]));
      });
      console.log(`\n${groupTable(group, found).join("\n")}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** All groups, or those whose titles begin with one of these words; `--quick` at a fiftieth of the size, to see that all of it runs. */
function chosenGroups(words: readonly string[]): Group[] {
  const isQuick = words.includes("--quick");
  const titles = words.filter((word) => word !== "--quick");
  const chosen = groups.filter((group) => titles.length === 0 || titles.some((title) => group.title.startsWith(title)));
  return isQuick ? chosen.map((group) => ({ ...group, runs: 1, sizes: group.sizes.map((size) => size / 50) })) : [...chosen];
}

/** In the process that measures. */
async function measureHere(name: string): Promise<Measured> {
  const work = works[name];
  if (work === undefined) throw new RangeError(`There is no work ${name}`);
  return measure(work, Number(rowCount), Number(columnCount), Number(runs));
}

const [, , work = "", rowCount, columnCount, runs] = process.argv;
if (runs === undefined) run(chosenGroups(process.argv.slice(2)));
else console.log(JSON.stringify(await measureHere(work)));
