import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { chunkTargets } from "../../src/cli/chunk-targets.ts";
import {
  box,
  code,
  extractJob,
  failedPage,
  header,
  heading,
  image,
  link,
  list,
  page,
  parseResult,
  rowsTable,
  text,
  type Wire,
} from "../build.ts";
import { readable } from "./readable.ts";
import { cli, filesIn, fixture, job, onlyLine, pdf, report, temporaryFolder, written } from "./run.ts";

const folder = temporaryFolder();
const place = box(72, 72, 144, 36);

/** The ways a link with a secret is written; each secret names where it stands. */
const forms: Record<string, (secret: string) => string> = {
  bare: (secret) => `https://files.example/a.pdf?X-Amz-Signature=${secret}`,
  marked: (secret) => `see [a file](https://files.example/a.pdf?X-Amz-Signature=${secret} "title") here`,
  angle: (secret) => `<https://files.example/a.pdf?sig=${secret}&x=1>.`,
  relative: (secret) => `![a](page_1.jpg?token=${secret})`,
  fragment: (secret) => `(https://files.example/a#access_token=${secret})`,
  user: (secret) => `https://user:${secret}@files.example/a`,
  tag: (secret) => `<a href="https://files.example/a?Signature=${secret}">a</a>`,
};

const each = (where: string): string[] => Object.entries(forms).map(([form, write]) => write(`CANARY-${where}-${form}.`));
const all = (where: string): string => each(where).join(" ");

const items: Wire[] = [
  ...each("heading").map((words) => heading(2, words, place)),
  ...each("text").map((words) => text(words, place)),
  list(...each("list")),
  code(all("code")),
  ...each("caption").map((words) => ({ ...image(words, "a.jpg"), ...place })),
  image("a picture", "https://files.example/a.jpg?X-Amz-Signature=CANARY-image-url."),
  link("a link", "https://files.example/a?X-Amz-Signature=CANARY-link-url."),
  ...each("link-text").map((words) => link(words, "https://files.example/")),
  rowsTable([["a", all("table-header")], ...each("table-cell").map((words) => ["1", words])], place),
  { type: "chart", md: all("unknown-item"), ...place },
];

const parse = {
  ...parseResult(page(header(text(all("header"))), ...items), failedPage(all("page-error"))),
  markdown: { pages: [{ page_number: 3, markdown: all("markdown"), success: true }] },
  text: { pages: [{ page_number: 2, text: all("page-text") }] },
  images_content_metadata: { total_count: 1, images: [{ filename: "a", index: 0, presigned_url: all("presigned") }] },
  job_metadata: { webhook_headers: { authorization: "CANARY-webhook." } },
};

const citation = (where: string): Wire => ({
  confidence: 0.4,
  citation: [{ page: 1, matching_text: all(where), bounding_boxes: [{ x: 72, y: 72, w: 9, h: 9 }] }],
  reasoning: all("reasoning"),
});
const extract = extractJob(
  { plain: "x", links: each("value"), nested: { file: all("value") } },
  { plain: citation("quote"), links: [citation("quote")], nested: { file: citation("quote") }, error: all("metadata-error") },
);
const failed = { ...parseResult(page()), job: { id: "a", project_id: "p", status: "FAILED", error_message: all("job-error") } };

const secretsIn = (content: string): string[] => [...new Set(content.match(/CANARY[-\w]*/g))].sort();

const parsePath = written(folder, "parse.json", parse);
const extractPath = written(folder, "extract.json", extract);
const failedPath = written(folder, "failed.json", failed);
const plain = fixture("pdfs/plain.pdf");

test("the payloads hold the secrets", () => {
  for (const path of [parsePath, extractPath, failedPath, report]) expect(secretsIn(readFileSync(path, "utf8")), path).not.toEqual([]);
});

let count = 0;

/** All that the command shows or writes. */
async function shown(args: readonly string[]): Promise<{ readonly code: number | null; readonly text: string }> {
  const output = join(folder, `output-${count++}`);
  const { code, stdout, stderr } = await cli(args.map((arg) => arg.replace("OUT", output)));
  const files = filesIn(folder).filter((name) => join(folder, name).startsWith(output));
  const contents = await Promise.all(files.map((name) => readable(join(folder, name))));
  return { code, text: [stdout, stderr, ...files, ...contents].join("\n") };
}

const commands: [line: string, code: number][] = [
  [`inspect ${parsePath}`, 0],
  [`inspect ${parsePath} --json`, 0],
  [`inspect ${extractPath}`, 0],
  [`inspect ${extractPath} --json`, 0],
  [`inspect ${failedPath}`, 5],
  [`inspect ${failedPath} --json`, 5],
  [`inspect ${failedPath} --json --allow-unfinished`, 0],
  [`markdown ${parsePath} --furniture`, 0],
  [`tables ${parsePath} --to csv`, 0],
  [`tables ${parsePath} --to json --json`, 0],
  [`tables ${parsePath} --to xlsx -o OUT.xlsx`, 0],
  [`chunk ${parsePath} --json`, 0],
  [`chunk ${parsePath} --max-tokens 32`, 0],
  [`chunk ${parsePath} --explain`, 0],
  [`chunk ${parsePath} --explain --json --furniture metadata --images markdown`, 0],
  [`chunk ${parsePath} --table key-value --furniture keep --context none`, 0],
  [`chunk ${parsePath} --failed-pages throw`, 3],
  ...chunkTargets.map((to): [string, number] => [`chunk ${parsePath} --to ${to} --images markdown`, 0]),
  [`fields ${extractPath} --parse ${parsePath} --to csv`, 0],
  [`fields ${extractPath} --parse ${parsePath} --to json --json`, 0],
  [`fields ${extractPath} --to xlsx -o OUT.xlsx`, 0],
  [`annotate --pdf ${plain} --parse ${parsePath} -o OUT.pdf`, 0],
  [`annotate --pdf ${plain} --parse ${parsePath} --extract ${extractPath} --full-save --json -o OUT.pdf`, 0],
  [`convert ${parsePath} --extract ${extractPath} --pdf ${plain} -o OUT`, 0],
  [`convert ${report} --extract ${job} --pdf ${pdf} --json -o OUT`, 0],
];

test.each(commands)("no secret of a link leaves by: %s", async (line, expected) => {
  const { code, text } = await shown(line.split(" "));
  expect(secretsIn(text)).toEqual([]);
  if (!line.startsWith("inspect")) expect(text, "a link without its secret").toContain(".example");
  expect(code, text).toBe(expected);
});

const keeping: [line: string, secret: string][] = [
  [`chunk ${parsePath}`, "CANARY-text-bare"],
  [`chunk ${parsePath} --to qdrant`, "CANARY-table-cell-bare"],
  [`convert ${parsePath} -o OUT`, "CANARY-text-bare"],
  [`markdown ${parsePath}`, "CANARY-image-url"],
  [`tables ${parsePath} --to csv`, "CANARY-table-cell-bare"],
  [`tables ${parsePath} --to json`, "CANARY-table-header-bare"],
  [`tables ${parsePath} --to xlsx -o OUT.xlsx`, "CANARY-table-cell-bare"],
  [`fields ${extractPath} --to csv`, "CANARY-quote-bare"],
  [`fields ${extractPath} --to json`, "CANARY-value-bare"],
  [`fields ${extractPath} --to xlsx -o OUT.xlsx`, "CANARY-value-bare"],
];

test.each(keeping)("%s --keep-urls keeps links whole, and says so", async (line, secret) => {
  const { text } = await shown([...line.split(" "), "--keep-urls"]);
  expect(secretsIn(text)).toContain(secret);
  expect(text).toContain("Links are written with their queries, which may be secrets.");
});

test("--keep-urls with --json is said in the object, and only there", async () => {
  const { stderr } = await cli(["markdown", parsePath, "--keep-urls", "--json"]);
  expect(JSON.parse(onlyLine(stderr))).toMatchObject({ keepUrls: true });
});
