import { expect, test } from "vitest";
import type { StitchDecision } from "../../src/tree/table.ts";
import { concernsOf, noteText } from "../../src/xlsx/concerns.ts";
import { workbookModel } from "../../src/xlsx/to-xlsx.ts";
import { tableOf } from "./tables.ts";

const concern = { type: "possible_merged_columns", details: "Columns 1 and 2" };
const first = { ...tableOf(1, [["a"], ["1"]]), concerns: [concern] };
const second = tableOf(1, [["a"], ["1"]], { pointer: "/items/pages/1/items/4" });
const none = { lints: [], warnings: [], decisions: [] };
const clean = (text: string): string => text;

test("concernsOf() tells of each table what the service, the checks, the reading and the stitching say", () => {
  const lint = { code: "table-empty-column", message: "Column a is empty", pointer: second.pointer } as const;
  const read = { code: "table-ragged", message: "Row 1 is short", pointer: `${second.pointer}/rows/1` } as const;
  const decision: StitchDecision = {
    from: first.pointer,
    to: second.pointer,
    rule: "inferred",
    joined: false,
    score: 0.30000000000000004,
    signals: [
      { name: "header repeated", value: true, weight: 0.4, veto: false },
      { name: "rows restart", value: true, weight: -0.1, veto: false },
      { name: "x-overlap", value: 0.2, weight: 0, veto: true },
    ],
  };
  const { ofTables, others } = concernsOf([first, second], { ...none, lints: [lint], warnings: [read], decisions: [decision] });
  expect(ofTables[0]).toEqual([
    { from: "service", code: concern.type, details: concern.details, pointer: first.pointer },
    {
      from: "stitching",
      code: "stitch-refused",
      details: `${second.pointer} not joined to ${first.pointer} (inferred, score 0.3)\nheader repeated: true (+0.4)\nrows restart: true (−0.1)\nx-overlap: 0.2 (veto)`,
      pointer: second.pointer,
    },
  ]);
  expect(ofTables[1]?.map(({ from, code }) => [from, code])).toEqual([
    ["check", "table-empty-column"],
    ["reading", "table-ragged"],
  ]);
  expect(others).toEqual([]);
});

test("concernsOf() takes each warning once, and only those about tables", () => {
  const ofTable = { code: "table-ragged", message: "short", pointer: "/items/pages/7/items/0" } as const;
  const box = { code: "box-outside-page", message: "outside", pointer: `${first.pointer}/bbox/0` } as const;
  const other = { code: "box-outside-page", message: "outside", pointer: "/items/pages/0/items/1/bbox/0" } as const;
  const said = { code: "table-service-concern", message: "possible_merged_columns: Columns 1 and 2", pointer: first.pointer } as const;
  const { ofTables, others } = concernsOf([first], { ...none, lints: [said, ofTable], warnings: [ofTable, box, other] });
  expect(ofTables[0]?.map(({ code }) => code)).toEqual(["possible_merged_columns", "box-outside-page"]);
  expect(others.map(({ code }) => code)).toEqual(["table-ragged"]);
});

test("W12: noteText() is cut to 1,000 characters at a code point", () => {
  const long = concernsOf([{ ...first, concerns: [{ type: "x", details: "\u{1f600}".repeat(600) }] }], none).ofTables[0] ?? [];
  expect(noteText(long, clean)).toHaveLength(1_000);
  expect(noteText(long, clean).isWellFormed()).toBe(true);
});

test("workbookModel() notes the concerns of a table on its first header cell, on each of its sheets", () => {
  const model = workbookModel([first, second], { rowsPerSheet: 2 });
  expect(model.sheets[1]?.notes).toEqual([{ row: 0, column: 0, text: "possible_merged_columns: Columns 1 and 2" }]);
  expect(model.sheets[2]?.notes).toEqual([]);
  const listed = model.sheets.find(({ name }) => name === "Concerns");
  expect([...(listed?.rows ?? [])][1]).toMatchObject([
    { type: "link", sheet: "T1" },
    { text: "service" },
    { text: "possible_merged_columns" },
    { text: "Columns 1 and 2" },
    { text: first.pointer },
  ]);
});

test.each([
  "https://bucket.s3.example/annual report.pdf?X-Amz-Signature=CANARY",
  "https://user:CANARY@host.example/a.pdf#CANARY",
  "report.pdf?X=CANARY",
  "a.pdf#CANARY",
  "report#2.pdf#CANARY",
  "/files/a.pdf?token=CANARY",
  "//user:CANARY@h/x.pdf?CANARY",
  "mailto:a@b.example?subject=CANARY",
  "ftp://user:CANARY@host.example/a.pdf?CANARY",
  "https://user:CANARY@ho st/a.pdf?CANARY",
])("W11: workbookModel() shows and links %s without what may be a secret", (sourceUrl) => {
  const said = workbookModel([first], { sourceUrl }).sheets.map(({ rows }) => [...rows]);
  expect(JSON.stringify(said)).not.toContain("CANARY");
});

test("workbookModel() keeps the queries of links out of concerns, notes, titles and About", () => {
  const url = "https://host.example/a.pdf?key=CANARY";
  const table = { ...tableOf(1, [[url], [url]], { title: url }), concerns: [{ type: url, details: url }] };
  const warnings = [{ code: "table-ragged", message: url, pointer: table.pointer } as const];
  const said = (keepUrls: boolean): string => {
    const { sheets } = workbookModel([table], { warnings, sourceUrl: url, keepUrls });
    return JSON.stringify(sheets.map(({ rows, ...sheet }) => [[...rows], sheet]));
  };
  expect(said(false)).not.toContain("CANARY");
  expect(said(true)).toContain("CANARY");
});
