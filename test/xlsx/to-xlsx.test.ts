import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Raw } from "../../src/tree/table.ts";
import { isoTime } from "../../src/xlsx/iso-time.ts";
import { recordsWorkbook, toXlsx, workbookModel, writeXlsx } from "../../src/xlsx/to-xlsx.ts";
import { entries, open, readBack, texts } from "./read-back.ts";
import { type TableParts, tableOf } from "./tables.ts";
import { streamed, written } from "./written.ts";

const raws: fc.Arbitrary<Raw> = fc.oneof(texts, fc.constantFrom("^", "<"), fc.double({ noNaN: true }), fc.constant(null));
const tables = fc
  .record({
    header: fc.integer({ min: 0, max: 3 }),
    rows: fc.integer({ min: 0, max: 4 }),
    columns: fc.integer({ min: 1, max: 4 }),
    title: texts,
  })
  .chain(({ header, rows, columns, title }) =>
    fc
      .array(fc.array(raws, { minLength: columns, maxLength: columns }), { minLength: header + rows, maxLength: header + rows })
      .map((grid) => tableOf(header, tiled(grid), { title })),
  );

/** Joins only what makes rectangles: a slot to the left in the first row of nothing else, or to the one above in a single column. */
function tiled(grid: Raw[][]): Raw[][] {
  return grid.map((row, r) =>
    row.map((raw, c) => {
      if (raw === "<") return c > 0 && row[c - 1] !== "^" && grid[r + 1]?.slice(0, c + 1).includes("^") !== true ? raw : "left";
      if (raw === "^") return r > 0 && grid[r - 1]?.includes("<") !== true && !row.includes("<") ? raw : "up";
      return raw;
    }),
  );
}

/** Whether the validator looks at this one too: one in so many, as each takes it most of a second. */
function oneIn(count: number): () => boolean {
  let seen = 0;
  return () => seen++ % count === 0;
}

test("X1, X2, X3, X5: toXlsx() reads back as its model for two readers: names, values, types, formats, merges, frozen rows, filters, links, notes", async () => {
  const isValidated = oneIn(15);
  await fc.assert(
    fc.asyncProperty(fc.array(tables, { maxLength: 3 }), fc.constantFrom({}, { sourceUrl: "a b.pdf" }), async (some, options) => {
      await written(workbookModel(some, options), isValidated());
    }),
    { numRuns: 15 },
  );
}, 60_000);

test("recordsWorkbook() reads back as its model, whatever the values", async () => {
  const values = fc.oneof(texts, fc.double(), fc.boolean(), fc.constant(null));
  const records = fc.record({
    header: fc.array(texts, { maxLength: 4 }),
    rows: fc.array(fc.array(values, { maxLength: 4 }), { maxLength: 6 }),
  });
  const isValidated = oneIn(15);
  await fc.assert(
    fc.asyncProperty(texts, records, async (name, some) => {
      await written(recordsWorkbook(name, some), isValidated());
    }),
    { numRuns: 15 },
  );
}, 60_000);

const parts: TableParts = { title: "Profit & <loss>", pages: [6, 7], origin: "explicit" };
const odd = ["=1+1", " outer ", "_x0041_", "a\nb", "\u0001\u007f", "<f>1</f>", "\ud83d\ude00", "00123", "\u200bx"];

test("X2, X6: above 50,000 cells toXlsx() streams a file that reads back alike, each time the same bytes", async () => {
  const rows = Array.from({ length: 520 }, (_, row): Raw[] => [row, odd[row % odd.length] ?? "", row % 7 === 3 ? "^" : `${row}`, row / 3]);
  const header = ["No", "Odd", "Spanned", "Third"];
  const concerns = [{ type: "possible_merged_columns", details: "Columns 1 and 2\u0001\n_x0041_" }];
  const large = { ...tableOf(1, [header, ...rows], parts), concerns };
  const model = streamed(
    workbookModel([large, tableOf(1, [["a"], ["2024-05-06"], ["2024-05-07"]])], {
      sourceUrl: "https://host.example/a b!.pdf?key=1",
    }),
  );
  const bytes = await written(model);
  expect(entries(bytes).map(([name]) => name)).not.toContain("xl/sharedStrings.xml");
  // Plain, LibreOffice would trim it.
  expect(entries(bytes).filter(([, xml]) => xml.includes("<v>\u200b"))).toEqual([]);
  expect(await writeXlsx(model)).toEqual(bytes);
  expect(entries(bytes).map(([, , time]) => time)).toEqual(entries(bytes).map(() => 0x0021_0000));
}, 60_000);

test("X6, W13: toXlsx() gives equal bytes for equal input, whenever it runs", async () => {
  const table = tableOf(
    2,
    [
      ["a", "<"],
      ["b", "c"],
      [1, "x"],
    ],
    parts,
  );
  const bytes = await toXlsx([table]);
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2031-02-03") });
  expect(await toXlsx([structuredClone(table)])).toEqual(bytes);
  vi.useRealTimers();
  expect(entries(bytes).map(([, , time]) => time)).toEqual(entries(bytes).map(() => 0x0021_0000));
  expect(await toXlsx([table], { created: "2024-05-06" })).not.toEqual(bytes);
});

test("W1, X3: toXlsx() writes well-formed XML of allowed characters, with no formula in it", async () => {
  const bytes = await toXlsx([tableOf(1, [odd, odd.map((text) => `"'${text}]]>&amp;`)], { title: "<T>&\"'\ufffe" })]);
  const files = entries(bytes);
  expect(files.map(([name]) => name)).toContain("xl/worksheets/sheet2.xml");
  for (const [name, xml] of files) {
    expect(faultOf(xml), name).toBeUndefined();
    expect(xml).not.toMatch(/<f[ >]/);
  }
});

test("toXlsx() prints across one page with its header repeated, and keeps texts texts", async () => {
  const workbook = await open(
    await toXlsx([
      tableOf(
        2,
        [
          ["a", "<"],
          ["b", "c"],
          [1, "=x"],
        ],
        parts,
      ),
    ]),
  );
  const sheet = workbook.getWorksheet("T1 Profit & <loss>");
  expect(sheet?.pageSetup).toMatchObject({
    orientation: "landscape",
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: "1:2",
  });
  expect([sheet?.getCell("A3").numFmt, sheet?.getCell("B3").numFmt]).toEqual(["0", "@"]);
  expect([sheet?.getCell("A1").font.bold, sheet?.getCell("B3").font.bold]).toEqual([true, undefined]);
  expect(workbook.created).toEqual(new Date("1980-01-01"));
});

test("toXlsx() changes nothing in its input, and an index of no table is a workbook", async () => {
  const table = deepFreeze(tableOf(1, [["a"], ["b"], ["^"]], parts));
  await expect(toXlsx(Object.freeze([table]))).resolves.toBeInstanceOf(Uint8Array);
  expect((await readBack(await toXlsx([]))).map((sheet) => sheet.name)).toEqual(["Index", "Sources", "Concerns", "About"]);
});

test("W13: workbooks take an ISO 8601 time, UTC where it names no zone, and refuse any other", async () => {
  const bytes = await toXlsx([], { created: "2024-01-05T10:00" });
  expect((await open(bytes)).created).toEqual(new Date("2024-01-05T10:00:00Z"));
  expect(isoTime("2024-01-05T10:00")).toBe("2024-01-05T10:00Z");
  expect(["2024-02-29", "2024-01-05T10:00:30.5+05:30", "2024-01-05T10:00:30Z"].map(isoTime)).toEqual([
    "2024-02-29T00:00Z",
    "2024-01-05T10:00:30.5+05:30",
    "2024-01-05T10:00:30Z",
  ]);
  for (const created of ["yesterday", "2024", "Jan 5, 2024", "2024-02-30", "2024-01-05 10:00", "2024-01-05T25:00", ""]) {
    expect(() => workbookModel([], { created }), created).toThrow(RangeError);
    expect(() => recordsWorkbook("", { header: [], rows: [] }, { created }), created).toThrow(RangeError);
    await expect(writeXlsx({ ...workbookModel([]), created }), created).rejects.toThrow(RangeError);
  }
});

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}

function faultOf(xml: string): string | undefined {
  const bad = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|&(?!(?:amp|lt|gt|quot|apos);)/u.exec(xml);
  if (bad !== null) return `${bad[0]} at ${bad.index}`;
  const open: string[] = [];
  for (const [tag, end, name = "", attributes = "", self] of xml.matchAll(
    /<\?[^>]*\?>|<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>|</gu,
  )) {
    if (tag.startsWith("<?")) continue;
    if (name === "") return `stray < after ${open.join("/")}`;
    const keys = [...attributes.matchAll(/([\w:]+)=/g)].map(([, key]) => key);
    if (new Set(keys).size < keys.length) return `an attribute twice in ${tag}`;
    if (end === "/" && open.pop() !== name) return `unexpected ${tag}`;
    if (end === "" && self === "") open.push(name);
  }
  return open.length > 0 ? `unclosed ${open.join("/")}` : undefined;
}
