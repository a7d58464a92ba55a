import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("postparse exports these names and no others", async () => {
  expect(Object.keys(await import("../src/index.ts")).sort()).toEqual([
    "ChunkError",
    "JobNotCompletedError",
    "PayloadError",
    "PdfError",
    "approx",
    "audit",
    "auditCodes",
    "auditFields",
    "auditManifest",
    "batchManifest",
    "bytes",
    "chunk",
    "chunkDocument",
    "chunkMarkdown",
    "chunkStream",
    "concatDocuments",
    "csvPresets",
    "diffChunks",
    "diffDocuments",
    "extractFields",
    "fieldRecords",
    "find",
    "findAll",
    "findText",
    "formatPath",
    "fromMarkdown",
    "fromPdfQuad",
    "groundDocument",
    "headingPath",
    "highlights",
    "hitTest",
    "isTyped",
    "itemNodes",
    "lintTables",
    "locate",
    "markFurniture",
    "markdownWriter",
    "mayContinue",
    "nodesOn",
    "normalize",
    "normalizePages",
    "openPages",
    "outline",
    "pageFrame",
    "parseBoxes",
    "parsePageRange",
    "payloadKind",
    "profiles",
    "readBatch",
    "readExtractJob",
    "readFields",
    "readGroundedItems",
    "readPages",
    "readParseResult",
    "recordMaker",
    "recordTargets",
    "recordsToCsv",
    "relevelHeadings",
    "resolveCitations",
    "resolveFields",
    "resolvePointer",
    "safeReadBatch",
    "safeReadExtractJob",
    "safeReadParseResult",
    "selectPages",
    "stitchTables",
    "tables",
    "toAiSdk",
    "toChroma",
    "toCsv",
    "toCsvLines",
    "toHaystack",
    "toJsonl",
    "toLangChain",
    "toLlamaIndex",
    "toMarkdown",
    "toMastra",
    "toMdast",
    "toPdfQuad",
    "toPgvector",
    "toPinecone",
    "toPineconeText",
    "toQdrant",
    "toTableHtml",
    "toTableJson",
    "toTableMarkdown",
    "toTexts",
    "toWeaviate",
    "typeCells",
    "union",
    "unstitchTables",
    "visit",
    "withHeaderRows",
    "zipEmbeddings",
  ]);
});

test("postparse/xlsx exports these names and no others", async () => {
  expect(Object.keys(await import("../src/xlsx/to-xlsx.ts")).sort()).toEqual([
    "fieldsToXlsx",
    "fieldsWorkbook",
    "recordsWorkbook",
    "toXlsx",
    "workbookModel",
    "writeXlsx",
  ]);
});

test("postparse/pdf exports annotate and nothing else", async () => {
  expect(Object.keys(await import("../src/pdf/annotate.ts"))).toEqual(["annotate"]);
});

test("the README names every export", async () => {
  const readme = readFileSync("README.md", "utf8");
  const modules = [await import("../src/index.ts"), await import("../src/xlsx/to-xlsx.ts"), await import("../src/pdf/annotate.ts")];
  for (const name of modules.flatMap((module) => Object.keys(module))) expect(readme).toMatch(new RegExp(`\\b${name}\\b`));
});

test("the command line's help and the README name the same commands", async () => {
  const { buildProgram } = await import("../src/cli/program.ts");
  const readme = readFileSync("README.md", "utf8");
  const names = buildProgram().commands.map((command) => command.name());
  expect([...readme.matchAll(/^postparse (\w+) /gm)].map(([, name]) => name)).toEqual(names);
  for (const command of buildProgram().commands) {
    const line = readme.split("\n").find((one) => one.startsWith(`postparse ${command.name()} `)) ?? "";
    const common = ["--output", "--force", "--keep-urls", "--json", "--quiet", "--allow-unfinished"];
    for (const { long } of command.options) if (long && !common.includes(long)) expect(line).toContain(long);
  }
  for (const option of buildProgram().commands.flatMap((command) => command.options)) expect(readme).toContain(option.long);
});

test("the README's table of times is one that the bench prints", () => {
  const readme = readFileSync("README.md", "utf8");
  for (const [, stage = ""] of readFileSync("bench/run.ts", "utf8").matchAll(/record\("([^"]+)"/g)) expect(readme).toContain(`| ${stage}`);
});
