import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { normalize } from "../../src/document/normalize.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { resolvePointer } from "../../src/payload/pointer.ts";
import { isAnchor } from "../../src/table/grid.ts";
import { type StitchOptions, stitchTables } from "../../src/table/stitch.ts";
import { allTables, tables } from "../../src/table/tables.ts";
import { unstitchTables } from "../../src/table/unstitch.ts";
import type { Row } from "../../src/tree/table.ts";
import type { Document } from "../../src/tree/types.ts";
import { box, deepFreeze, doc, page, parseResult, rowsTable, text, type Wire } from "../build.ts";
import { cutSheets, pagesOf, slice } from "./cut-sheets.ts";
import { mergeGraphs } from "./merge-graphs.ts";
import { decisions, lines } from "./pages.ts";
import { tilesOf, toItem } from "./tilings.ts";

const infer = (document: Document, options: StitchOptions = {}): Document => stitchTables(document, { mode: "infer", ...options });

test("S7: a table cut over pages is inferred to the same cells, with or without a repeated header; a headerless tail of words stays apart", () => {
  fc.assert(
    fc.property(cutSheets, (cut) => {
      const { sheet, cuts, isRepeated } = cut;
      const found = tables(infer(doc(...pagesOf(cut))));
      const isBare = cuts.map((_, index) => !isRepeated[index + 1]);
      if (sheet.hasNumbers || !isBare.includes(true)) {
        expect(found).toHaveLength(1);
        expect(found.map(({ grid }) => tilesOf(grid))).toEqual([sheet.tiling.tiles]);
        expect(found[0]?.grid.headerRowCount).toBe(sheet.tiling.headerRows);
      } else {
        // Each tail that nothing tells from another table begins one.
        expect(found.length).toBeGreaterThan(1);
        expect(decisions(infer(doc(...pagesOf(cut)))).some(({ joined }) => !joined)).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test("S8: a part with another header is never joined", () => {
  fc.assert(
    fc.property(cutSheets, fc.boolean(), (cut, hasCaption) => {
      const { tiling } = cut.sheet;
      const [at] = cut.cuts;
      fc.pre(at !== undefined);
      const other = tiling.tiles.map((tile) => (tile.row < tiling.headerRows ? { ...tile, text: `Other ${tile.text}` } : tile));
      const second = slice({ ...tiling, tiles: other }, at, tiling.height, true);
      const caption = hasCaption ? [text("(continued)")] : [];
      const wires = [
        page({ ...toItem(slice(tiling, tiling.headerRows, at, true)), ...box(50, 60, 500, 680) }),
        page(...caption, { ...toItem(second), ...box(50, 60, 500, 100) }),
      ];
      expect(tables(infer(doc(...wires)))).toHaveLength(2);
    }),
    { numRuns: 50 },
  );
});

test("S1, S2, S3: whatever is inferred, each row is in one table or listed as dropped, in order, and each table in one", () => {
  fc.assert(
    fc.property(mergeGraphs, (wires) => {
      const before = doc(...wires);
      const after = infer(before, { minimumScore: 0.3 });
      const key = ({ source }: Row): string => `${source.pointer} ${source.rowIndex}`;
      const rows = (document: Document): Row[] => allTables(document).flatMap(({ grid }) => grid.rows);
      const dropped = tables(after).flatMap(({ parts }) => parts.flatMap((part) => part.droppedRows));
      expect([...rows(after), ...dropped].map(key).sort()).toEqual(rows(before).map(key).sort());
      const rank = new Map(rows(before).map((row, index) => [key(row), index]));
      for (const { grid } of allTables(after)) {
        const ranks = grid.rows.map((row) => rank.get(key(row)) as number);
        expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
      }
      const owned = tables(after).flatMap(({ pointer, parts }) => [
        pointer,
        ...new Set(parts.map((part) => part.pointer).filter((part) => part !== pointer)),
      ]);
      expect(owned.sort()).toEqual(
        allTables(after)
          .map((table) => table.pointer)
          .sort(),
      );
    }),
    { numRuns: 60 },
  );
});

test("S6: the cells of inferred tables tile their grid and lead to their raws", () => {
  fc.assert(
    fc.property(cutSheets, (cut) => {
      const wires = pagesOf(cut);
      const payload = parseResult(...wires);
      for (const { grid } of tables(infer(doc(...wires)))) {
        for (const [index, row] of grid.rows.entries()) {
          expect(row.cells).toHaveLength(grid.columnCount);
          for (const [column, cell] of row.cells.entries()) {
            const isInside =
              cell.row <= index && index < cell.row + cell.rowSpan && cell.column <= column && column < cell.column + cell.columnSpan;
            expect(isInside).toBe(true);
            if (isAnchor(cell, index, column) && cell.pointer.includes("/rows/"))
              expect(resolvePointer(payload, cell.pointer)).toBe(cell.raw);
          }
        }
      }
    }),
    { numRuns: 40 },
  );
});

test("S4, S5: off is identity, and inferred once is inferred for good", () => {
  fc.assert(
    fc.property(mergeGraphs, (wires) => {
      const document = doc(...wires);
      expect(stitchTables(document, { mode: "off" })).toBe(document);
      const once = infer(document, { minimumScore: 0.3 });
      expect(infer(once, { minimumScore: 0.3 })).toBe(once);
    }),
    { numRuns: 50 },
  );
});

test("S9: unstitchTables() gives back the document as it was", () => {
  fc.assert(
    fc.property(
      mergeGraphs,
      fc.constantFrom<StitchOptions>({}, { mode: "infer", minimumScore: 0.3, healSplitRows: true }, { predicate: () => true }),
      (wires, options) => {
        const document = doc(...wires);
        expect(unstitchTables(stitchTables(document, options))).toEqual(document);
      },
    ),
    { numRuns: 60 },
  );
});

test("S10: each pair in question has one decision, with every signal", () => {
  fc.assert(
    fc.property(mergeGraphs, (wires) => {
      const document = doc(...wires);
      const found = decisions(infer(document));
      expect(new Set(found.map(({ to }) => to)).size).toBe(found.length);
      const read = document.children.filter(({ error }) => error === undefined);
      const tablesOn = read.map(({ children }) => children.filter((node) => node.type === "table"));
      for (const [index, [second]] of tablesOn.entries()) {
        if (second === undefined || index === 0 || tablesOn[index - 1]?.length === 0) continue;
        expect(found.map(({ to }) => to)).toContain(second.pointer);
      }
      const names = found
        .filter(({ rule }) => rule === "inferred")
        .map(({ signals }) => signals.map(({ name }) => name).filter((name) => name !== "merged_into_page"));
      for (const list of names) expect(list).toEqual(names[0]);
      for (const { signals, joined, score } of found) {
        if (joined) expect(signals.some(({ veto }) => veto)).toBe(false);
        if (score !== null) expect(score).toBeCloseTo(signals.reduce((sum, { weight }) => sum + weight, 0));
      }
    }),
    { numRuns: 60 },
  );
});

test("S12: the document is not changed, and infer joins all that explicit joins", () => {
  fc.assert(
    fc.property(mergeGraphs, (wires) => {
      const document = deepFreeze(doc(...wires));
      const joined = (options: StitchOptions): string[] =>
        allTables(stitchTables(document, options)).flatMap(({ pointer, continues }) =>
          continues === undefined ? [] : [`${pointer} ${continues}`],
        );
      expect(joined({ mode: "infer", healSplitRows: true })).toEqual(expect.arrayContaining(joined({})));
    }),
    { numRuns: 60 },
  );
});

test("S11: a table over thousands of pages is inferred, and thousands that are not", () => {
  const count = 1_500;
  const wires = (header: (index: number) => string): Wire[] =>
    Array.from({ length: count }, (_, index) =>
      page({
        ...rowsTable([
          [header(index), "n"],
          [`r${index}`, String(index)],
        ]),
        ...box(50, 60, 500, 680),
      }),
    );
  const joined = infer(doc(...wires(() => "h")));
  expect(lines(joined)[0]).toHaveLength(count + 1);
  expect(decisions(joined)).toHaveLength(count - 1);
  expect(tables(infer(doc(...wires((index) => `h${index}`)), { minimumScore: 9 }))).toHaveLength(count);
});

// Data of the project that is not part of the package; each decision on it was read by a person.
const real = ["parse-v1.two-page-image.json", "parse-v2.executive-summary.json"].map((name) => `../shared/data/${name}`);
for (const file of real) {
  test.skipIf(!existsSync(file))(`infer joins nothing in the real ${file}`, () => {
    const document = normalize(readParseResult(JSON.parse(readFileSync(file, "utf8"))));
    expect(tables(infer(document))).toHaveLength(tables(document).length);
  });
}
