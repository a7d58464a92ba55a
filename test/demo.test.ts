import { readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { beforeAll, expect, test } from "vitest";
import { cli, filesIn, job, type Outcome, onlyLine, pdf, report, temporaryFolder } from "./cli/run.ts";
import { annotationsOf, startsWith } from "./pdf/read-back.ts";
import { readBack } from "./xlsx/read-back.ts";

const folder = join(temporaryFolder(), "out");
const bytes = (name: string): Buffer => readFileSync(join(folder, name));
const rows = (name: string): string[][] => Papa.parse<string[]>(bytes(name).toString().trimEnd()).data;
const fields = (): Record<string, string>[] =>
  Papa.parse<Record<string, string>>(bytes("fields.csv").toString().trimEnd(), { header: true }).data;
let outcome: Outcome;

beforeAll(async () => {
  outcome = await cli(["convert", report, "--extract", job, "--pdf", pdf, "-o", folder, "--json"]);
});

const tables = ["p002-01", "p005-01", "p006-01", "p008-01", "p009-01", "p010-01", "p012-01"].map((name) => `tables/table-${name}.csv`);

test("the demo writes what the README promises, and says so on standard output only", () => {
  const promised = ["annotated.pdf", "chunks.jsonl", "document.md", "fields.csv", "fields.xlsx", "report.json", "tables.xlsx", ...tables];
  expect(filesIn(folder)).toEqual(promised.sort());
  expect(JSON.parse(onlyLine(outcome.stdout)).files.sort()).toEqual(promised.map((name) => join(folder, name)).sort());
  expect([outcome.code, outcome.stderr]).toEqual([0, ""]);
});

test("the README shows what the demo says", async () => {
  const { stderr } = await cli(["convert", report, "--extract", job, "--pdf", pdf, "-o", folder, "--force"]);
  const readme = readFileSync("README.md", "utf8");
  const said = stderr.slice(0, stderr.indexOf("  wrote")).trimEnd().split("\n");
  expect(said.length).toBeGreaterThan(15);
  for (const line of said) expect(readme).toContain(line.replace(/ {2}\/extract_metadata.*/, ""));
});

test("report.json has the pages, the failed one, and how each table was stitched", () => {
  const found = JSON.parse(bytes("report.json").toString());
  expect(found).toMatchObject({
    status: "COMPLETED",
    jobId: "pjb-fixture-annual-report",
    pages: { count: 12, failed: [{ pageNumber: 11 }] },
    fields: { count: 47, citations: { count: 47, unlocated: 1 } },
    pdf: { save: "incremental", drawn: 47, notDrawn: [] },
    warnings: [{ code: "citation-unlocated" }],
  });
  const facts = found.tables.map(({ pageNumbers, rows: count, origin }: Record<string, unknown>) => [pageNumbers, count, origin]);
  expect(facts).toEqual([
    [[2], 6, "single"],
    [[5], 6, "single"],
    [[6, 7, 8], 90, "service"],
    [[8], 7, "single"],
    [[9], 34, "single"],
    [[10], 8, "single"],
    [[12], 16, "single"],
  ]);
  expect(found.fields.lowConfidence.map(({ field }: { field: string }) => field)).toEqual([
    "financials.temporary_staff",
    "risk_keywords[2]",
  ]);
});

test("the order ledger ends with the total of its 89 orders", () => {
  const ledger = rows("tables/table-p006-01.csv");
  const sum = (column: number): number => ledger.slice(1, -1).reduce((total, row) => total + amount(row[column]), 0);
  const last = ledger.at(-1) ?? [];
  expect(ledger).toHaveLength(91);
  expect(amount(last[4])).toBe(sum(4));
  expect(amount(last[5])).toBeCloseTo(sum(5), 5);
});

test("the site register's total is the sum of both its parts", () => {
  const [first, second] = [rows("tables/table-p009-01.csv"), rows("tables/table-p010-01.csv")];
  expect(second[0]).toEqual(first[0]);
  const sites = [...first.slice(1), ...second.slice(1)];
  const totals = (sites.at(-1) ?? []).map((text) => amount(text));
  expect(totals).toEqual(expect.arrayContaining([5120, 9300]));
  for (const total of [5120, 9300]) {
    const column = totals.indexOf(total);
    expect(sites.slice(0, -1).reduce((sum, row) => sum + amount(row[column]), 0)).toBeCloseTo(total, 5);
  }
});

test("the spreadsheet tips are text: a formula is guarded, a negative share is not", () => {
  const cells = rows("tables/table-p008-01.csv").flat();
  expect(cells).toEqual(expect.arrayContaining(["'=SUM(A1:A3)", "-5.2%", "Halo|Drift * 2", "2024*", "< 1 & > 0.5", "“n/a”"]));
});

test("tables.xlsx holds the cells of every CSV, formulas as text", async () => {
  const seen = (await readBack(bytes("tables.xlsx"))).flatMap((sheet) => sheet.values.flat().map(String));
  for (const text of ["=SUM(A1:A3)", "NI-25-1001", "Concepción", "Hobart", "Optical Sensing"]) expect(seen).toContain(text);
});

test("document.md has the headings, the ledger once, the text of the failed page, and no running footer", () => {
  const text = bytes("document.md").toString();
  expect(text).toContain("# Northwind Instruments plc\n\n## Annual Report 2025\n");
  expect(text.split("NI-25-1001")).toHaveLength(2);
  expect(text).toContain("Each risk has an owner");
  expect(text).not.toContain("northwind-instruments.example – 7");
});

test("chunks.jsonl has chunks within 512 tokens over every page that was read", () => {
  const chunks = bytes("chunks.jsonl")
    .toString()
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  for (const { tokenCount } of chunks) expect(tokenCount).toBeLessThanOrEqual(512);
  const pages = new Set(chunks.flatMap((chunk) => chunk.pages.map(({ number }: { number: number }) => number)));
  expect([...pages].sort((one, other) => one - other)).toEqual(expect.arrayContaining([1, 2, 3, 4, 5, 6, 8, 9, 10, 12]));
  const letter = chunks.find(({ text }) => text.includes("Dr Élodie Marchetti, Chair"));
  expect(letter.headingPath.map(({ text }: { text: string }) => text)).toEqual(["Chair’s statement"]);
});

test("fields.csv has every field, where it stands and how it was found", () => {
  const found = new Map(fields().map((record) => [record.field, record]));
  expect(found.size).toBe(47);
  expect(found.get("financials.net_debt")).toMatchObject({ value: "-48.2", page_number: "12", method: "cited-box" });
  expect(found.get("largest_order.number")).toMatchObject({ page_number: "7", method: "cited-box" });
  expect(found.get("emissions.tonnes")).toMatchObject({ value: "18640", page_number: "10", method: "quote" });
  expect(found.get("company.credit_rating")).toMatchObject({ page_number: "8", method: "page" });
  expect(found.get("company.registration.vat_number")).toMatchObject({ value: "", citations: "0" });
});

test("annotated.pdf begins with the original bytes, and every cited page has its marks", async () => {
  expect(startsWith(bytes("annotated.pdf"), readFileSync(pdf))).toBe(true);
  const pages = await annotationsOf(bytes("annotated.pdf"));
  const marked = pages.flatMap((page, index) => (page.some(({ subtype }) => subtype === "Highlight") ? [index + 1] : []));
  const cited = fields().flatMap((field) => (field.method === "cited-box" || field.method === "quote" ? [Number(field.page_number)] : []));
  expect(marked).toEqual([...new Set(cited)].sort((one, other) => one - other));
});

function amount(text: string = ""): number {
  const digits = text.replace(/[^\d.]/g, "");
  return (text.includes("(") || text.includes("−") || text.startsWith("-") ? -1 : 1) * Number(digits);
}
