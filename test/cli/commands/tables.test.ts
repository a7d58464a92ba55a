import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { page, parseResult, rowsTable, text, type Wire } from "../../build.ts";
import { cli, filesIn, onlyLine, report, temporaryFolder, written } from "../run.ts";

const folder = temporaryFolder();

const json = async (...args: string[]): Promise<{ rows: { cells: unknown[] }[]; title?: string; pageNumbers: number[] }[]> =>
  JSON.parse((await cli(["tables", report, "--to", "json", ...args])).stdout);
const shapes = async (...args: string[]): Promise<string[]> =>
  (await json(...args)).map(({ pageNumbers, rows }) => `${pageNumbers.join(",")}: ${rows.length}`);

test("--stitch infer joins what the service left split, off joins nothing", async () => {
  expect(await shapes()).toEqual(["2: 6", "5: 6", "6,7,8: 90", "8: 7", "9: 34", "10: 8", "12: 16"]);
  expect(await shapes("--stitch", "infer")).toEqual(["2: 6", "5: 6", "6,7,8: 90", "8: 7", "9,10: 42", "12: 16"]);
  expect((await shapes("--stitch", "off"))[2]).toBe("6: 90");
});

test("--explain says of each pair whether it was joined, and what for", async () => {
  const { stderr } = await cli(["tables", report, "--to", "json", "--stitch", "infer", "--explain"]);
  expect(stderr).toMatch(/^ {2}stitching +\d+ pairs considered, 3 joined$/m);
  expect(stderr).toMatch(/^ +joined {2}pages 6 and 7, by the fields of the service: \/items\/pages\/6\/items\/\d+$/m);
  expect(stderr).toMatch(/^ +joined {2}pages 9 and 10, by the signals, score [\d.]+: \/items\/pages\/9\/items\/\d+$/m);
  expect(stderr).toMatch(/\+0\.4$/m);
});

test("--pages takes the tables that stand on these pages, --table one of all", async () => {
  expect(await shapes("--pages", "7-9")).toEqual(["6,7,8: 90", "8: 7", "9: 34"]);
  expect(await shapes("--pages", "12-")).toEqual(["12: 16"]);
  expect(await shapes("--table", "4")).toEqual(["8: 7"]);
  const none = await cli(["tables", report, "--to", "json", "--pages", "3,4"]);
  expect([none.code, none.stdout]).toEqual([2, ""]);
  expect(none.stderr).toContain("None of the 7 tables is chosen");
  const wrong = await cli(["tables", report, "--pages", "7-3"]);
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining("Cannot read --pages")]);
});

test("--values typed gives numbers, which raw gives as the texts they are", async () => {
  const sum = {
    rows: [
      ["Item", "Sum"],
      ["Pump", "$ (1,234.50)"],
      ["Valve", "$ 7.00"],
    ],
  };
  const path = written(folder, "typed.json", parseResult(page(rowsTable(sum.rows))));
  const cells = async (...args: string[]): Promise<unknown> =>
    JSON.parse((await cli(["tables", path, "--to", "json", ...args])).stdout)[0].rows.map((row: { cells: unknown[] }) => row.cells[1]);
  expect(await cells()).toEqual(["$ (1,234.50)", "$ 7.00"]);
  expect(await cells("--values", "raw")).toEqual(["$ (1,234.50)", "$ 7.00"]);
  expect(await cells("--values", "typed")).toEqual([-1234.5, 7]);
  expect((await cli(["tables", path, "--values", "typed"])).stdout).toBe("Item,Sum\r\nPump,-1234.5\r\nValve,7\r\n");
});

test("--decimal and --date-order say what no table proves", async () => {
  const path = written(
    folder,
    "locale.json",
    parseResult(
      page(
        rowsTable([
          ["Day", "Sum"],
          ["01/05/2024", "1.234"],
          ["02/05/2024", "5.678"],
        ]),
      ),
    ),
  );
  const typed = async (...args: string[]): Promise<string> => (await cli(["tables", path, "--values", "typed", ...args])).stdout;
  expect(await typed()).toBe("Day,Sum\r\n01/05/2024,1.234\r\n02/05/2024,5.678\r\n");
  expect(await typed("--decimal", ",", "--date-order", "dmy")).toBe("Day,Sum\r\n2024-05-01,1234\r\n2024-05-02,5678\r\n");
});

test("all numbers of the document prove how it writes them, also where only one table is written", async () => {
  const tables = [rowsTable([["Sum"], ["1.234"]]), rowsTable([["Sum"], ["1.234,50"]])];
  const path = written(folder, "evidence.json", parseResult(page(...tables)));
  expect((await cli(["tables", path, "--table", "1", "--values", "typed"])).stdout).toBe("Sum\r\n1234\r\n");
});

test.each([
  ["rfc4180", "Item,Sum\r\nPump,1\r\n"],
  ["excel", "\ufeffItem,Sum\r\nPump,1\r\n"],
  ["excel-eu", "\ufeffItem;Sum\r\nPump;1\r\n"],
  ["tsv", "Item\tSum\r\nPump\t1\r\n"],
  ["unix", "Item,Sum\nPump,1\n"],
])("--preset %s", async (preset, expected) => {
  const path = written(
    folder,
    "preset.json",
    parseResult(
      page(
        rowsTable([
          ["Item", "Sum"],
          ["Pump", "1"],
        ]),
      ),
    ),
  );
  expect((await cli(["tables", path, "--preset", preset])).bytes).toEqual(Buffer.from(expected));
});

test("--provenance adds page, pointer and row to each line", async () => {
  const { stdout } = await cli(["tables", report, "--table", "1", "--provenance"]);
  const [header, first] = stdout.split("\r\n");
  expect(header).toMatch(/,_page_number,_pointer,_row$/);
  expect(first).toMatch(/,2,\/items\/pages\/1\/items\/\d+\/rows\/1,1$/);
});

test("--csvw writes metadata beside each CSV, and --force removes that of tables that are gone", async () => {
  const output = join(folder, "csvw");
  await cli(["tables", report, "-o", output, "--csvw", "--pages", "2,5"]);
  expect(filesIn(output)).toEqual(["p002", "p005"].flatMap((name) => [`table-${name}-01.csv`, `table-${name}-01.csv-metadata.json`]));
  const metadata = JSON.parse(readFileSync(join(output, "table-p002-01.csv-metadata.json"), "utf8"));
  expect(metadata).toMatchObject({ "@context": expect.anything(), url: "table-p002-01.csv" });
  await cli(["tables", report, "-o", output, "--pages", "2", "--force"]);
  expect(filesIn(output)).toEqual(["table-p002-01.csv"]);
  expect((await cli(["tables", report, "--table", "1", "--csvw"])).code).toBe(2);
});

test("--to html is one page with every table, --to md every table under its title", async () => {
  const html = (await cli(["tables", report, "--to", "html"])).stdout;
  expect(html.startsWith("<!doctype html>\n")).toBe(true);
  expect(html.match(/<table[ >]/g)).toHaveLength(7);
  const { stdout } = await cli(["tables", report, "--to", "md", "--table", "3"]);
  expect(stdout.split("\n").filter((line) => line.startsWith("|"))).toHaveLength(92);
  const empty = written(folder, "empty.json", parseResult(page(text("no table"))));
  expect((await cli(["tables", empty, "--to", "md"])).stdout).toBe("");
});

test("a total that does not add up is told beside the table, which stays as it is", async () => {
  const rows = [
    ["Item", "Sum"],
    ["Pump", "1,000"],
    ["Valve", "205"],
    ["Total", "1,250"],
  ];
  const path = written(folder, "total.json", parseResult(page(rowsTable(rows))));
  const { stdout, stderr } = await cli(["tables", path]);
  expect(stdout).toContain('Total,"1,250"');
  expect(stderr).toContain("table-total-mismatch");
});

/** Pages full of one table that the service left split, longer than a window of a streamed file. */
const register: Wire[] = Array.from({ length: 70 }, (_, index) =>
  page(rowsTable([["Site", "Area"], ...Array.from({ length: 3 }, (_row, row) => [`${index * 3 + row + 1}`, `${index}.${row}`])])),
);

test("a file read in windows has the same tables joined, and the same decisions told", async () => {
  const path = written(folder, "register.json", parseResult(...register, page(text("between")), ...register.slice(0, 40)));
  const { tables } = await import("../../../src/cli/commands/tables.ts");
  const run = (streamAbove?: number) =>
    tables([path], { to: "json", stitch: "infer", explain: true, ...(streamAbove === undefined ? {} : { streamAbove }) });
  const [whole, streamed] = [await run(), await run(0)];
  expect(JSON.parse(String(whole.stdout)).map((table: { pageNumbers: number[] }) => table.pageNumbers.length)).toEqual([70, 40]);
  expect(streamed.stdout).toBe(whole.stdout);
  expect(streamed.lines).toEqual(whole.lines);
});

test("a workbook links to the pages of the source when it is said where that is", async () => {
  const output = join(folder, "linked.xlsx");
  const { code, stdout } = await cli(["tables", report, "--to", "xlsx", "-o", output, "--source-url", "annual-report.pdf", "--json"]);
  expect([code, existsSync(output)]).toEqual([0, true]);
  expect(JSON.parse(onlyLine(stdout)).files).toEqual([output]);
});

test("without --to the ending of the file tells what is written", async () => {
  const begin = async (name: string): Promise<string> => {
    const output = join(folder, name);
    await cli(["tables", report, "--table", "1", "-o", output]);
    return readFileSync(output, "latin1").slice(0, 9);
  };
  expect(await begin("a.json")).toMatch(/^\[\n \{/);
  expect(await begin("a.html")).toBe("<!doctype");
  expect(await begin("a.xlsx")).toMatch(/^PK/);
  expect(await begin("a.tsv")).toBe("Measure\t2");
  expect(await begin("a.csv")).toBe("Measure,2");
  expect(await begin("B.CSV")).toBe("Measure,2");
  expect(await begin("B.TSV")).toBe("Measure\t2");
  expect((await cli(["tables", report, "--to", "html", "-o", `${folder}/`])).stderr).toContain("it is a folder");
});

test.each([
  [["--to", "xlsx", "--csvw"], "--csvw has no meaning for xlsx"],
  [["--to", "json", "--preset", "excel"], "--preset has no meaning for json"],
  [["--to", "md", "--provenance"], "--provenance has no meaning for md"],
  [["--to", "csv", "--source-url", "a.pdf"], "--source-url has no meaning for csv"],
  [["--decimal", ","], "--decimal is for typed values"],
  [["--to", "xlsx", "--values", "raw", "--date-order", "dmy"], "--date-order is for typed values"],
])("an option that would do nothing is refused: %j", async (args, message) => {
  const { code, stderr } = await cli(["tables", report, ...args]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
});

test("--csvw tells types under the decimal mark that was given", async () => {
  const rows = [
    ["a", "n"],
    ["x", "1.234"],
    ["y", "2.345"],
  ];
  const path = written(folder, "mark.json", parseResult(page(rowsTable(rows))));
  const output = join(folder, "mark");
  await cli(["tables", path, "--csvw", "--decimal", ",", "-o", output]);
  const metadata = JSON.parse(readFileSync(join(output, "table-p001-01.csv-metadata.json"), "utf8"));
  expect(JSON.stringify(metadata.tableSchema.columns[1])).not.toContain('"string"');
});

test("rows can be healed only where tables are joined, and a table by itself is not called joined", async () => {
  const refused = await cli(["tables", report, "--to", "json", "--stitch", "off", "--heal-rows"]);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("--heal-rows")]);
  expect((await cli(["tables", report, "--to", "json", "--stitch", "off"])).stderr).not.toContain("joined");
});
