import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toCsv } from "../../src/csv/to-csv.ts";
import { workbookModel } from "../../src/xlsx/to-xlsx.ts";
import { readStrictCsv } from "../csv/read-csv.ts";
import { tableOf } from "./tables.ts";
import { findings, hasValidator } from "./validator.ts";
import { streamed, written } from "./written.ts";

const python = "/usr/bin/python3";
const runs = (file: string, ...args: string[]): boolean => {
  try {
    execFileSync(file, args, { stdio: "ignore", timeout: 60_000 });
    return true;
  } catch {
    return false;
  }
};

// Texts that print as they are read: numbers, percents, amounts of money and dates in many forms, and what stays text.
const table = tableOf(
  1,
  [
    ["Item", "Amount", "Share", "Sum", "Day", "Id", "Year", "Mixed", "Indian", "Noted"],
    ["Pump", "1,234", "12.5%", "$ 7,772.20", "2024-01-05", "00123", "2024", "5 €", "1,23,456", "1,234*"],
    ["=1+1", "(5)", "(4.2%)", "$ (7.20)", "2024-12-31", "00124", "2023", "-6 €", "12,34,567", "(5.5)†"],
    [" a\u00a0b ", "0", "100.0%", "$ 0.00", "1900-03-01", "00125", "1999", "1000 €", "99", "7 (a)"],
    ["line\nbreak", "7", "", "$ 1.00", "2023-02-28", "1E5", "1850", "0 €", "1,00,000", "12.5%²"],
    ["_x0041_ \u{1f600}", "12", "0.1%", "$ 2.50", "2000-02-29", "a", "2000", "7 €", "5", "0"],
    ["\u200b", "1", "", "", "", "", "", "", "", ""],
    ["it\u0092s\u00ad", "1", "", "", "", "", "", "", "", ""],
  ],
  { title: "Forms" },
);
const model = workbookModel(
  [
    table,
    tableOf(2, [
      ["a", "<"],
      ["b", "c"],
      ["^", "x"],
      ["1", "<"],
    ]),
  ],
  { sourceUrl: "a b.pdf", footnotes: "strip" },
);
const folder = mkdtempSync(join(tmpdir(), "postparse-programs-"));
const [file, streamedFile] = [join(folder, "book.xlsx"), join(folder, "streamed.xlsx")];
beforeAll(async () => {
  writeFileSync(file, await written(model));
  writeFileSync(streamedFile, await written(streamed(model)));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.runIf(hasValidator)("X1: the Open XML SDK runs here, and finds what is wrong with a file", async () => {
  expect(await findings(new Uint8Array([1, 2, 3]))).toMatchObject([{ errorType: "Exception" }]);
});

describe.runIf(runs("soffice", "--version"))("LibreOffice", () => {
  let sheet: string[][] = [];
  let streamedSheet: string[][] = [];
  beforeAll(() => {
    // Comma, quote, UTF-8, cells as shown, quotes where needed, every sheet to a file of its own.
    const filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false,-1";
    const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
    execFileSync("soffice", [profile, "--headless", "--convert-to", filter, "--outdir", folder, file, streamedFile], {
      stdio: "ignore",
      timeout: 120_000,
    });
    [sheet, streamedSheet] = ["book", "streamed"].map((name) => {
      const text = readFileSync(join(folder, `${name}-T1 Forms.csv`), "utf8");
      // It ends records, and lines of a cell, with a line feed.
      return readStrictCsv(text.replace(/\n(?=(?:[^"]*"[^"]*")*[^"]*$)/g, "\r\n"));
    }) as [string[][], string[][]];
  }, 120_000);

  test("X8, T8: its CSV of a sheet has the texts of toCsv, numbers printed by their formats, then page, part and pointer", () => {
    // White space aside: a format leaves room for the parenthesis of the other sign.
    const plain = (text: string): string => text.replace(/\s+/g, "");
    const texts = readStrictCsv(toCsv(table, { header: "all", formulaGuard: "none" }).text);
    expect(sheet.map((row) => row.slice(0, -3).map(plain))).toEqual(texts.map((row) => row.map(plain)));
    const provenance = table.grid.rows.map((_, row) =>
      row === 0 ? ["_page_number", "_part", "_pointer"] : ["1", "1", `${table.pointer}/rows/${row}`],
    );
    expect(sheet.map((row) => row.slice(-3))).toEqual(provenance);
  });

  test("W3: it shows a streamed sheet as it shows a buffered one, outer white space and escapes too", () => {
    expect(streamedSheet).toEqual(sheet);
    expect(sheet.map(([text]) => text)).toEqual(
      expect.arrayContaining([" a\u00a0b ", "line\nbreak", "_x0041_ \u{1f600}", "\u200b", "it\u0092s\u00ad"]),
    );
  });
});

describe.runIf(runs(python, "-c", "import openpyxl"))("openpyxl", () => {
  test("X2: it reads the values, formats and merges of the model, and finds no formula", () => {
    const script = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps([{
  "name": sheet.title, "frozen": sheet.freeze_panes, "filter": sheet.auto_filter.ref,
  "merges": sorted(str(one) for one in sheet.merged_cells.ranges),
  "cells": [[cell.coordinate, cell.data_type, cell.number_format, str(cell.value)] for row in sheet.iter_rows() for cell in row if cell.value is not None],
} for sheet in book.worksheets]))`;
    const seen = JSON.parse(execFileSync(python, ["-c", script, file], { encoding: "utf8", maxBuffer: 1 << 26 }));
    expect(seen.map(({ name }: { name: string }) => name)).toEqual(model.sheets.map(({ name }) => name));
    const [, forms, merged] = seen;
    expect([forms.frozen, forms.filter, merged.frozen, merged.filter]).toEqual(["A2", "A1:M8", "A3", null]);
    expect(merged.merges).toEqual(["A1:B1", "A4:B4"]);
    const cells = new Map<string, string[]>(forms.cells.map(([place, ...rest]: string[]) => [place, rest]));
    expect(cells.get("B2")).toEqual(["n", expect.stringContaining("#,##0"), "1234"]);
    expect(cells.get("C2")?.[2]).toBe("0.125");
    expect(cells.get("E2")).toEqual(["d", "yyyy-mm-dd", "2024-01-05 00:00:00"]);
    expect(cells.get("F2")).toEqual(["s", "@", "00123"]);
    // "f" would be a formula.
    expect(cells.get("A3")?.[0]).not.toBe("n");
    expect(seen.flatMap((sheet: { cells: string[][] }) => sheet.cells.map(([, type]) => type))).not.toContain("e");
  });
});
