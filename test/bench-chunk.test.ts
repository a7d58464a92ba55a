import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { hostile } from "../bench/chunk/hostile.ts";
import { ourWorks } from "../bench/chunk/ours.ts";
import { groups, growthWorks } from "../bench/chunk/plan.ts";
import { works } from "../bench/chunk/works.ts";
import { chunkers } from "../bench/quality/chunkers.ts";
import { caseOf, judge } from "../bench/quality/judgement.ts";
import { questionsOf } from "../bench/quality/questions.ts";
import { manualOf, sampleOf } from "../bench/quality/samples.ts";

const names = [...new Set([...groups.flatMap((group) => group.works), ...growthWorks])];
const ours = Object.keys(chunkers).filter((name) => name.startsWith("chunk") && name !== "chunkdown");

test("the plan of the chunk bench and its works name the same", () => {
  expect(names.toSorted()).toEqual(Object.keys(works).sort());
});

test.each(Object.keys(ourWorks))("the chunk bench runs %s", async (name) => {
  for (const corpus of ["generated", "real"] as const) {
    const run = await works[name]?.(corpus, 3000);
    await expect(Promise.resolve(run?.())).resolves.toBeTruthy();
  }
});

test("the answers to the questions of the quality bench stand in the manual", () => {
  const made = manualOf(7, 20_000);
  for (const { answer, type } of questionsOf(made, 7)) {
    const text = made.markdown.slice(...answer);
    expect(text).toBe(text.trim());
    expect(/\n|\|/.test(text)).toBe(false);
    expect(text.endsWith(".") || text.endsWith("?")).toBe(!type.startsWith("row"));
  }
});

test.each(ours)("the quality bench finds all letters of a manual in the chunks of %s, and no row or fence broken", async (name) => {
  const chunker = chunkers[name];
  const judgement = await chunker?.(128).then(() => judge(chunker, [caseOf(sampleOf(manualOf(7, 6000)))], 128));
  expect(judgement?.violations).toMatchObject({ lost: 0, doubled: 0, rowsCut: 0, headless: 0, unfenced: 0, endInHeading: 0, rewritten: 0 });
});

test("the README's tables of chunkers have a row for each that the benches know", () => {
  const readme = readFileSync("README.md", "utf8");
  const rows = [...names, ...Object.keys(hostile), ...Object.keys(chunkers)].filter((name) => !name.startsWith("Mastra"));
  expect(rows.filter((name) => !readme.includes(`| ${name} `))).toEqual([]);
});
