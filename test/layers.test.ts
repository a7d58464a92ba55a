import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** The order of the stages: a folder imports only from the ones before it. */
const stages = [
  "errors",
  "options",
  "geometry",
  "payload",
  "tree",
  "table",
  "markdown",
  "document",
  "chunk",
  "extract",
  "audit",
  "highlight",
  "csv",
  "index",
  "tokenizers",
  "xlsx",
  "pdf",
  "cli",
];

/** The one home of each package. */
const homes: Record<string, string[]> = {
  zod: ["payload"],
  htmlparser2: ["table"],
  unified: ["markdown"],
  "remark-parse": ["markdown"],
  "remark-gfm": ["markdown"],
  "remark-stringify": ["markdown"],
  "mdast-util-to-string": ["markdown"],
  mdast: ["markdown"],
  unist: ["tree", "markdown"],
  "@noble/hashes/legacy.js": ["chunk"],
  "@noble/hashes/sha2.js": ["chunk"],
  "@noble/hashes/utils.js": ["chunk"],
  papaparse: ["csv"],
  "gpt-tokenizer/bpeRanks/o200k_base": ["tokenizers"],
  "gpt-tokenizer/bpeRanks/cl100k_base": ["tokenizers"],
  exceljs: ["xlsx"],
  "@cantoo/pdf-lib": ["pdf"],
  commander: ["cli"],
  "node:": ["cli"],
};

const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
const stageOf = (file: string): string => file.replace(/[/\\].*|\.ts$/, "");

test.each(files)("src/%s imports from above", (file) => {
  const stage = stageOf(file);
  expect(stages).toContain(stage);
  for (const [, from = ""] of readFileSync(`src/${file}`, "utf8").matchAll(/^(?!\s*\*).*\b(?:from|import)\s*\(?"([^"]+)"/gm)) {
    if (!from.startsWith(".")) {
      expect(homes[from.startsWith("node:") ? "node:" : from] ?? [], from).toContain(stage);
      continue;
    }
    const target = stageOf(new URL(from, `file:///${file}`).pathname.slice(1));
    if (target !== stage) expect(stages.slice(0, stages.indexOf(stage)), from).toContain(target);
  }
});

test("no source file is longer than 300 lines, and the median is at most 120", () => {
  const lengths = files.map((file) => readFileSync(`src/${file}`, "utf8").split("\n").length).sort((one, other) => one - other);
  expect(lengths.at(-1)).toBeLessThanOrEqual(300);
  expect(lengths[lengths.length >> 1]).toBeLessThanOrEqual(120);
});
