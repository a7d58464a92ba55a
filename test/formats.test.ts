import { createReadStream, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { normalize } from "../src/document/normalize.ts";
import { JobNotCompletedError, PayloadError } from "../src/errors.ts";
import { extractFields } from "../src/extract/fields.ts";
import { readBatch } from "../src/payload/batch.ts";
import { readExtractJob } from "../src/payload/extract.ts";
import { readGroundedItems } from "../src/payload/grounding.ts";
import { readParseResult } from "../src/payload/parse.ts";
import { readPages } from "../src/payload/stream.ts";
import { deepFreeze } from "./build.ts";

const folder = new URL("../fixtures/formats/", import.meta.url);
const names = readdirSync(folder).sort();
const text = (name: string): string => readFileSync(new URL(name, folder), "utf8");
const json = (name: string): unknown => deepFreeze(JSON.parse(text(name)));

test("the README's table of formats names every file of fixtures/formats, once", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const section = readme.slice(readme.indexOf("## Formats"), readme.indexOf("\n## ", readme.indexOf("## Formats") + 1));
  const found = [...section.matchAll(/`((?:parse|extract|batch|grounded)[\w.-]*\.(?:json|ndjson|jsonl))`/g)].map(([, name]) => name);
  expect(found.sort()).toEqual(names);
});

describe.each(names)("%s", (name) => {
  const refused: Record<string, RegExp> = {
    "extract.v1-job.json": /holds no data: fetch GET \/api\/v1\/extraction\/jobs\/\{job_id\}\/result/,
    "extract.v2-list.json": /\/items\/0/,
    "extract.v2-failed.json": /is FAILED/,
  };
  const [kind] = name.split(".");
  if (refused[name] !== undefined) {
    test("is refused with advice", () => {
      const error = thrown(() => readExtractJob(json(name)));
      expect(error).toBeInstanceOf(name.includes("failed") ? JobNotCompletedError : PayloadError);
      expect(error.message).toMatch(refused[name] as RegExp);
    });
  } else if (name.endsWith(".ndjson")) {
    test("is read page by page", async () => {
      const numbers: number[] = [];
      for await (const page of readPages(createReadStream(new URL(name, folder)))) numbers.push(page.number);
      expect(numbers).toEqual([1, 2, 3]);
    });
  } else if (kind === "grounded") {
    test("is read", () => {
      expect(readGroundedItems(text(name)).pages.length).toBeGreaterThan(0);
    });
  } else {
    test("is read twice alike, and whole", () => {
      const read = { parse: readParseResult, extract: readExtractJob, batch: readBatch }[kind as "parse" | "extract" | "batch"];
      const result = read(json(name));
      expect(read(json(name))).toEqual(result);
      expect(result.warnings.filter(({ code }) => code === "field-unknown")).toEqual([]);
    });
  }

  if (kind === "parse" && name.endsWith(".json"))
    test("has content in its tree", () => {
      expect(normalize(readParseResult(json(name))).children.some((page) => page.children.length > 0)).toBe(true);
    });

  if (kind === "extract" && refused[name] === undefined)
    test("has fields", () => {
      expect(extractFields(readExtractJob(json(name))).fields.length).toBeGreaterThan(0);
    });
});

function thrown(call: () => unknown): Error {
  try {
    call();
  } catch (error) {
    return error as Error;
  }
  throw new Error("Nothing was thrown");
}
