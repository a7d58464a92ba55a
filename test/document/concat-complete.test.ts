import { expect, test } from "vitest";
import { mapDocument } from "../../src/document/provenance.ts";
import type { Region } from "../../src/geometry/box.ts";
import type { Form, FormNode } from "../../src/tree/form.ts";
import type { TextLine } from "../../src/tree/page-data.ts";
import type { Cell, Grid, Row } from "../../src/tree/table.ts";
import type { Block, Document, NodeBase, PageContent, Table } from "../../src/tree/types.ts";
import { deepFreeze } from "../build.ts";

/** With every optional field there: a new one that this test does not know is a compile error. */
type Full<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> };

/** Page numbers stand from 7,000,001 on and pointers begin with `/old`, so that one that was not mapped is seen wherever it stands. */
let last = 7_000_000;
const number = (): number => ++last;
const pointer = (): string => `/old/${++last}`;

const region = (): Full<Region> => ({
  pageNumber: number(),
  box: { x: 1, y: 2, width: 3, height: 4, rotation: 5 },
  confidence: 1,
  label: "text",
  span: [0, 1],
});
const line = (): Full<TextLine> => ({ text: "a", region: region(), words: [{ text: "a", region: region() }] });
const raw = { pointer: "as sent", page_number: 1 };
const base = (): Full<NodeBase> => ({
  pointer: pointer(),
  regions: [region(), region()],
  markdown: "a",
  lines: [line()],
  data: {
    raw,
    span: [0, 1],
    titleFrom: "heading",
    depthFrom: { depth: 1, reason: "height" },
    stitchDecisions: [
      {
        from: pointer(),
        to: pointer(),
        rule: "explicit",
        joined: true,
        score: 1,
        signals: [
          { name: "merged_into_page", value: number(), weight: 0, veto: false },
          { name: "rows of the stub", value: "none", weight: 0, veto: false },
        ],
      },
      { from: "", to: pointer(), rule: "explicit", joined: false, score: null, signals: [] },
    ],
    furnitureDecisions: [
      { pointer: pointer(), pageNumber: number(), type: "pageHeader", reason: "repeated", repeatedOn: [number(), number()] },
    ],
  } satisfies Omit<Full<NonNullable<NodeBase["data"]>>, "unstitched">,
});
const cell = (row: number, column: number): Full<Cell> => ({
  row,
  column,
  rowSpan: 1,
  columnSpan: 2,
  raw: 1,
  text: "1",
  isHeader: false,
  pointer: pointer(),
  regions: [region()],
  lines: [line()],
  typed: { kind: "number", value: 1, numberFormat: "0", note: "*" },
});
const row = (index: number): Full<Row> => {
  const wide = cell(index, 0);
  const source = { pointer: pointer(), rowIndex: index, pageNumbers: [number(), number()], regions: [region()] };
  return { cells: [wide, wide], role: "body", source };
};
const grid = (): Full<Grid> => ({
  columnCount: 2,
  headerRowCount: 0,
  rows: [row(0), row(1)],
  columns: [{ name: "a", path: ["a"], kind: "number", locale: { decimal: "." } }],
});
const formNode = (children: readonly FormNode[]): FormNode[] => [
  {
    type: "field",
    pointer: pointer(),
    id: "f",
    label: "l",
    raw,
    kind: "text",
    value: "v",
    isEmpty: false,
    valueItems: children,
    regions: [region()],
  },
  { type: "section", pointer: pointer(), id: "s", label: "l", raw, children },
  { type: "table", pointer: pointer(), id: "t", label: "l", raw, columns: ["a"], rows: [["a", null, children]], regions: [region()] },
  { type: "unknown", pointer: pointer(), id: "u", label: "l", raw },
];
const form = (): Full<Form> => ({ pointer: pointer(), children: formNode(formNode([])), markdown: "", raw });
const table = (): Full<Table> => ({
  ...base(),
  type: "table",
  grid: grid(),
  title: "a",
  caption: { text: "a", pointer: pointer() },
  footnotes: [{ text: "a", pointer: pointer() }],
  concerns: [{ type: "a", details: "b" }],
  parts: [
    {
      pointer: pointer(),
      pageNumber: number(),
      regions: [region()],
      firstRow: 0,
      rowCount: 2,
      columnMap: [0, null],
      droppedRows: [row(0)],
      healedRows: [row(0), row(1)],
      origin: "explicit",
    },
  ],
  mergedFromPages: [number(), number()],
  mergedIntoPage: number(),
  continues: pointer(),
});
const blocks = (children: readonly Block[]): Block[] => [
  { ...base(), type: "heading", depth: 1, value: "a" },
  { ...base(), type: "paragraph", value: "a" },
  { ...base(), type: "list", ordered: true, children: [{ ...base(), type: "listItem", children }] },
  { ...base(), type: "code", lang: "ts", value: "a" },
  { ...table(), data: { ...base().data, unstitched: table() } },
  { ...base(), type: "image", url: "a", alt: "b" },
  { ...base(), type: "link", url: "a", value: "b" },
  { ...base(), type: "unknown", value: "a", children },
];
const contents: readonly PageContent[] = [
  { ...base(), type: "pageHeader", children: blocks([]) },
  ...blocks(blocks([])),
  { ...base(), type: "pageFooter", children: blocks([]) },
];
const text = () => ({ text: "a", span: [0, 1] as const, region: region() });
const full: Document = deepFreeze({
  ...base(),
  type: "root",
  jobId: "pjb-1",
  metadata: { confidenceBreakdown: { totalPages: 1 }, userMetadata: raw },
  images: [
    { pointer: pointer(), filename: "a", category: "layout", contentType: "b", pageNumber: number(), region: region(), url: "c", raw },
  ],
  warnings: [{ code: "field-unknown", message: "page 1", pointer: pointer() }],
  children: [
    {
      ...base(),
      type: "page",
      number: number(),
      printedNumber: "i",
      width: 1,
      height: 2,
      confidence: 1,
      orientationAngle: 90,
      speakerNotes: "a",
      slideSectionName: "b",
      text: "c",
      header: "d",
      footer: "e",
      triggeredAutoMode: true,
      costOptimized: true,
      error: "f",
      source: "items",
      revisions: [
        {
          pointer: pointer(),
          type: "comment",
          content: "a",
          author: "b",
          target: text(),
          targetParts: [text(), text()],
          balloon: region(),
          raw,
        },
      ],
      lineNumbers: [{ pointer: pointer(), label: "1", span: [0, 1] }],
      forms: [form()],
      children: contents,
    } satisfies Full<Document["children"][number]>,
  ],
} satisfies Full<Document>);

/** Every number and text below this value, raw items left out, with the path to it. */
function leaves(root: unknown): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== "object" || value === null) found.set(path, value);
    else for (const [key, child] of Object.entries(value)) if (child !== raw) walk(child, `${path}/${key}`);
  };
  walk(root, "");
  return found;
}

const mapped = mapDocument(full, { pointer: (old) => `/new${old}`, pageNumber: (old) => old + 1_000_000 });

test("mapDocument() maps every pointer and page number there is, and nothing else", () => {
  const before = leaves(full);
  const after = leaves(mapped);
  expect([...after.keys()]).toEqual([...before.keys()]);
  let count = 0;
  for (const [path, old] of before) {
    const isPointer = typeof old === "string" && old.startsWith("/old/");
    const isNumber = typeof old === "number" && old > 7_000_000;
    if (isPointer || isNumber) count++;
    expect([path, after.get(path)]).toEqual([path, isPointer ? `/new${old}` : isNumber ? old + 1_000_000 : old]);
  }
  expect(count).toBeGreaterThan(500);
});

test("mapDocument() leaves no key that names a pointer or a page unmapped, whatever stands in the sample", () => {
  const names = /(^|\/)(pointer|pageNumber|pageNumbers\/\d+|mergedFromPages\/\d+|mergedIntoPage|continues|repeatedOn\/\d+|to)$/;
  for (const [path, value] of leaves(mapped)) {
    if (names.test(path)) expect(String(value)).toMatch(/^(\/new\/old\/\d+|8\d{6})$/);
  }
});

test("mapDocument() keeps a cell that stands in two slots one object", () => {
  const [table] = (mapped.children[0]?.children ?? []).filter((node) => node.type === "table");
  const [first, second] = table?.grid.rows[0]?.cells ?? [];
  expect(first).toBeDefined();
  expect(second).toBe(first);
});
