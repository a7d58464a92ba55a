import { PDFDocument } from "@cantoo/pdf-lib";
import {
  chunk,
  type Document,
  highlights,
  itemNodes,
  normalize,
  readParseResult,
  stitchTables,
  tables,
  toCsv,
  toMarkdown,
} from "../src/index.ts";
import { annotate } from "../src/pdf/annotate.ts";
import { toXlsx } from "../src/xlsx/to-xlsx.ts";
import { payloadText } from "./payload.ts";

const pageCounts = [10, 100, 1000];
const runs = 5;
const seed = 20_261_122;

/** Time of the fastest of five runs, in milliseconds: the one that other work on the machine disturbed least. */
async function fastest(work: () => unknown): Promise<number> {
  let best = Infinity;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

async function blankPdf(pageCount: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  for (let index = 0; index < pageCount; index++) pdf.addPage([612, 792]).drawText(`Page ${index + 1}`, { x: 72, y: 700 });
  return pdf.save();
}

interface Measured {
  readonly name: string;
  readonly times: number[];
}

const rows: Measured[] = [];
const record = (name: string, time: number): void => {
  const row = rows.find((candidate) => candidate.name === name) ?? { name, times: [] };
  if (!rows.includes(row)) rows.push(row);
  row.times.push(time);
};

for (const pageCount of pageCounts) {
  const text = payloadText(pageCount, seed);
  const input: unknown = JSON.parse(text);
  const document: Document = stitchTables(normalize(readParseResult(input)));
  const found = tables(document);
  const pdf = await blankPdf(pageCount);
  const marks = highlights(itemNodes(document), document);
  record("JSON.parse (for comparison)", await fastest(() => JSON.parse(text)));
  record("readParseResult", await fastest(() => readParseResult(input)));
  record("normalize, stitchTables", await fastest(() => stitchTables(normalize(readParseResult(input)))));
  record("chunk (approx, 512 tokens)", await fastest(() => chunk(document)));
  record("toMarkdown", await fastest(() => toMarkdown(document)));
  record("toCsv, all tables", await fastest(() => found.map((table) => toCsv(table))));
  record("toXlsx, all tables", await fastest(() => toXlsx(found)));
  record("annotate, every item", await fastest(() => annotate(pdf, marks)));
  record("pdf-lib load and save (for comparison)", await fastest(async () => (await PDFDocument.load(pdf)).save()));
}

// "normalize" reads again, because a result may be used once only in a pipeline: its own share is the difference.
const [reading, both] = ["readParseResult", "normalize, stitchTables"].map((name) => rows.find((row) => row.name === name)?.times ?? []);
for (const [index, time] of (both ?? []).entries()) (both as number[])[index] = Math.max(time - (reading?.[index] ?? 0), 0.01);

const bytes = payloadText(pageCounts.at(-1) as number, seed).length;
console.log(`Node ${process.version}, fastest of ${runs} runs, seed ${seed}; 1,000 pages are ${(bytes / 1e6).toFixed(1)} MB of JSON`);
console.log(`peak memory of the whole run: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n`);
console.log(`| stage | ${pageCounts.map((count) => `${count} pages`).join(" | ")} | growth 100 → 1000 | of JSON.parse |`);
console.log(`| --- | ${pageCounts.map(() => "---:").join(" | ")} | ---: | ---: |`);
const parsing = rows[0]?.times.at(-1) ?? 1;
for (const { name, times } of rows) {
  const growth = (times[2] as number) / (times[1] as number);
  const cells = [
    ...times.map((time) => `${time.toFixed(1)} ms`),
    `${growth.toFixed(1)} ×`,
    `${((times[2] as number) / parsing).toFixed(1)} ×`,
  ];
  console.log(`| ${name} | ${cells.join(" | ")} |`);
}
