import { readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { expect, test } from "vitest";
import { extractJob, page, parseResult, table, text } from "../../build.ts";
import { readBack } from "../../xlsx/read-back.ts";
import { cli, filesIn, job, onlyLine, report, temporaryFolder, written } from "../run.ts";

const folder = temporaryFolder();
const names = ["p002-01", "p005-01", "p006-01", "p008-01", "p009-01", "p010-01", "p012-01"];

test("tables --to csv writes a file a table into the folder, named after its page", async () => {
  const output = join(folder, "tables");
  const { code, stdout } = await cli(["tables", report, "-o", output, "--json"]);
  expect(filesIn(output)).toEqual(names.map((name) => `table-${name}.csv`));
  expect(JSON.parse(onlyLine(stdout)).files).toHaveLength(7);
  expect(code).toBe(0);
});

test("tables --table writes one table to standard output, or to a .csv file", async () => {
  const { stdout, stderr } = await cli(["tables", report, "--table", "3"]);
  const rows = Papa.parse<string[]>(stdout.trimEnd()).data;
  expect([rows.length, rows[1]?.[0], rows.at(-1)?.[0]]).toEqual([91, "NI-25-1001", expect.stringMatching(/total/i)]);
  expect(stderr).toBe("Tables of pjb-fixture-annual-report\n  warnings  none\n");
  const output = join(folder, "third.csv");
  expect((await cli(["tables", report, "--table", "3", "-o", output])).code).toBe(0);
  expect(readFileSync(output, "utf8")).toBe(stdout);
});

test("tables and fields list the cells they guarded", async () => {
  const output = join(folder, "guarded");
  const tables = JSON.parse(onlyLine((await cli(["tables", report, "-o", output, "--json"])).stdout));
  expect(tables.guardedCells).toEqual([
    { file: "table-p008-01.csv", row: 1, column: 0 },
    { file: "table-p008-01.csv", row: 3, column: 0 },
  ]);
  const path = written(folder, "guarded.json", extractJob({ sum: "=1+1" }));
  const { stdout, stderr } = await cli(["fields", path, "--json"]);
  expect(stdout).toContain("'=1+1");
  expect(JSON.parse(onlyLine(stderr)).guardedCells).toEqual([{ row: 1, column: 1 }]);
});

test("fields --to xlsx warns of a text that no cell holds", async () => {
  const path = written(folder, "long.json", extractJob({ note: "x".repeat(40_000) }));
  const { stdout } = await cli(["fields", path, "--to", "xlsx", "-o", join(folder, "long.xlsx"), "--json"]);
  expect(JSON.parse(onlyLine(stdout)).warnings).toContainEqual(expect.objectContaining({ code: "sheet-text-cut" }));
});

test("tables --to json has the rows, and where each came from", async () => {
  const { stdout } = await cli(["tables", report, "--to", "json"]);
  const found = JSON.parse(stdout);
  expect(found.map((one: { rows: unknown[] }) => one.rows.length)).toEqual([6, 6, 90, 7, 34, 8, 16]);
  expect(found[2]).toMatchObject({
    pointer: "/items/pages/5/items/5",
    title: "Direct export orders booked in 2025",
    pageNumbers: [6, 7, 8],
  });
  expect(found[2].rows[0]).toEqual({
    cells: ["NI-25-1001", "Tyne Valley Water", "Halo 3 spectrometer", "01 Jan 2025", "2", "77.0"],
    role: "body",
    pageNumbers: [6],
    pointer: "/items/pages/5/items/5",
    rowIndex: 1,
  });
});

test("tables --to xlsx is one workbook, whether to standard output or to a file", async () => {
  const { code, bytes, stderr } = await cli(["tables", report, "--to", "xlsx", "-q"]);
  const sheets = await readBack(bytes);
  expect(sheets.length).toBeGreaterThanOrEqual(7);
  expect(sheets.flatMap((sheet) => sheet.values.flat())).toContain("NI-25-1001");
  expect([code, stderr]).toEqual([0, ""]);
  const output = join(folder, "tables.xlsx");
  await cli(["tables", report, "--to", "xlsx", "-o", output]);
  expect(readFileSync(output).equals(bytes)).toBe(true);
});

test("tables --to xlsx will not write to a terminal", async () => {
  const before = process.stdout.isTTY;
  process.stdout.isTTY = true;
  const { code, stdout, stderr } = await cli(["tables", report, "--to", "xlsx"]).finally(() => {
    process.stdout.isTTY = before;
  });
  expect([code, stdout, onlyLine(stderr)]).toEqual([2, "", "postparse: The output is no text: give a file with -o"]);
});

test.each(["csv", "xlsx", "json"])("tables --to %s of a document without tables is fine", async (format) => {
  const payload = written(folder, "none.json", parseResult(page(text("no table"))));
  const { code, stderr } = await cli(["tables", payload, "--to", format]);
  expect([code, stderr]).toEqual([0, expect.stringContaining("  tables    none\n")]);
});

test("tables --to csv writes a lone table into a folder, too", async () => {
  const payload = written(folder, "one.json", parseResult(page(table("a|b", "1|2"))));
  expect((await cli(["tables", payload])).stdout).toBe("a,b\r\n1,2\r\n");
  await cli(["tables", payload, "-o", join(folder, "one")]);
  expect(filesIn(join(folder, "one"))).toEqual(["table-p001-01.csv"]);
});

test("fields --to json has value, confidence, page, quote and box of every field", async () => {
  const { code, stdout } = await cli(["fields", job, "--to", "json"]);
  const found = JSON.parse(stdout);
  expect([code, found.length]).toEqual([0, 47]);
  const of = (name: string) => found.find(({ field }: { field: string }) => field === name);
  expect(of("financials.net_debt")).toMatchObject({ value: -48.2, page_number: 12, citations: 1 });
  expect(of("financials.temporary_staff")).toMatchObject({ value: 140, confidence: 0.41 });
  expect(of("financials.revenue")).toMatchObject({ value: 1234.5, page_number: 4, citations: 2 });
  expect(of("company.registration.vat_number")).toMatchObject({ value: null, page_number: null, citations: 0 });
  expect(of("outlook.confidence")).toMatchObject({ value: "high" });
});

test("fields --to csv and --to xlsx say the same as --to json", async () => {
  const records = JSON.parse((await cli(["fields", job, "--to", "json"])).stdout);
  const csv = Papa.parse<Record<string, string>>((await cli(["fields", job])).stdout.trimEnd(), { header: true }).data;
  const [sheet] = await readBack((await cli(["fields", job, "--to", "xlsx"])).bytes);
  const names = records.map(({ field }: { field: string }) => field);
  expect(csv.map(({ field }) => field)).toEqual(names);
  expect(sheet?.values.slice(1).map(([field]) => field)).toEqual(names);
  expect(csv.map(({ pointer }) => pointer)).toEqual(records.map(({ pointer }: { pointer: string }) => pointer));
});

test("fields --parse looks quotes up: one is found by its words, one stands nowhere", async () => {
  const { stdout, stderr } = await cli(["fields", job, "--parse", report, "--to", "json"]);
  const found = JSON.parse(stdout);
  expect(found.find(({ field }: { field: string }) => field === "emissions.tonnes")).toMatchObject({ method: "quote", page_number: 10 });
  expect(stderr).toContain("46 of 47 found: 45 by box, 1 by page only, 1 by quote");
  expect(stderr).toContain("citation-unlocated  company.credit_rating: the quote is not on page 8");
});

test("fields --below says what counts as low", async () => {
  expect((await cli(["fields", job, "--below", "0.5"])).stderr).toContain("47, of which 1 below a confidence of 0.5");
});

test("a field named __proto__ survives to every format", async () => {
  const payload = `{"id":"e","project_id":"p","status":"COMPLETED","file_input":"f","extract_result":{"__proto__":{"x":"kept"},"constructor":2}}`;
  const path = written(folder, "proto.json", payload);
  expect(JSON.parse((await cli(["fields", path, "--to", "json"])).stdout)).toEqual([
    expect.objectContaining({ field: "__proto__.x", value: "kept" }),
    expect.objectContaining({ field: "constructor", value: 2 }),
  ]);
  expect((await cli(["fields", path])).stdout).toContain("\r\n__proto__.x,kept,");
  expect((await readBack((await cli(["fields", path, "--to", "xlsx"])).bytes))[0]?.values[1]?.slice(0, 2)).toEqual(["__proto__.x", "kept"]);
  expect(({} as { x?: unknown }).x).toBeUndefined();
});
