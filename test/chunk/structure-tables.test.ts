import fc from "fast-check";
import { expect, test } from "vitest";
import type { ChunkOptions } from "../../src/chunk/options.ts";
import type { Span } from "../../src/chunk/types.ts";
import { additive, type Case, expectLaw } from "./documents.ts";
import { htmlTables, pipeTables, spanTables, tallTables, wideTables } from "./items.ts";
import { onlyTable } from "./oracle.ts";
import { folded, sourcesOf, surelyFits } from "./places.ts";
import {
  areTooLarge,
  fitsAsKeys,
  headerBlock,
  isCrowded,
  isLead,
  isShortened,
  isUnshortenable,
  isWide,
  type PlacedTable,
  placedTables,
  rowsIn,
  type TablePiece,
  unitsOf,
} from "./table-pieces.ts";

const kinds = fc.oneof(pipeTables, wideTables, tallTables, spanTables, htmlTables);

/** Checks a law on each table of documents of all kinds of tables; what is no table for an outside reader is none here. */
function expectTableLaw(check: (table: PlacedTable, chunked: Case) => void, options: ChunkOptions = { table: "rows" }): void {
  expectLaw((chunked) => placedTables(chunked).map((one) => one && check(one, chunked)), { items: kinds, options, among: additive });
}

/** Pieces that follow each other. */
function neighbors(pieces: readonly TablePiece[]): (readonly [TablePiece, TablePiece])[] {
  return pieces.slice(1).map((piece, index) => [pieces[index] as TablePiece, piece]);
}

/** The rows that a boundary stands in, with the pieces on either side. */
function cutRows({ pieces, place }: PlacedTable): { readonly row: number; readonly before: TablePiece; readonly after: TablePiece }[] {
  return neighbors(pieces).flatMap(([before, after]) =>
    place.rows.flatMap(([start, end], row) => (before.span[1] > start && after.span[0] < end ? [{ row, before, after }] : [])),
  );
}

test.each(["rows", "rows+key-value"] as const)(
  "chunk T1: a row is cut only where it does not fit under its header, and then it is key and value; table: %s",
  (form) => {
    expectTableLaw(
      (one, chunked) => {
        for (const { row, before, after } of cutRows(one)) {
          expect([before.isKeyed, after.isKeyed]).toEqual([true, true]);
          expect([before.chunk.split?.reason, after.chunk.split?.reason]).toEqual(["row", "row"]);
          const isLarge = areTooLarge(chunked, one, [row, row + 1], after.chunk) || isCrowded(chunked, one, row, before.chunk);
          const isKeyed = form === "rows+key-value" || (isWide(chunked, one) && isUnshortenable(chunked, one));
          expect(isLarge || (isKeyed && !fitsAsKeys(chunked, one, row, after.chunk)), before.text + after.text).toBe(true);
        }
      },
      { table: form },
    );
  },
);

test("chunk T1: as keys and values a row is cut only where its lines do not fit", () => {
  expectTableLaw(
    (one, chunked) => {
      for (const { row, before, after } of cutRows(one)) {
        expect([before.chunk.split?.reason, after.chunk.split?.reason]).toEqual(["row", "row"]);
        expect(!fitsAsKeys(chunked, one, row, after.chunk) || isCrowded(chunked, one, row, before.chunk), before.text + after.text).toBe(
          true,
        );
      }
    },
    { table: "key-value" },
  );
});

test("chunk T1, T12: only rows that do not fit under their header, with those their cells span, are keys and values", () => {
  expectTableLaw((one, chunked) => {
    const units = unitsOf(one);
    for (const piece of one.pieces) {
      if (!piece.isKeyed || isWide(chunked, one)) continue;
      const [from, to] = rowsIn(one, piece);
      for (const unit of units)
        if (unit[0] < to && unit[1] > from) expect(areTooLarge(chunked, one, unit, piece.chunk), piece.text).toBe(true);
    }
  });
});

test("chunk T1: a key stands before each cell that is not blank, and is the column's name or its beginning", () => {
  for (const form of ["rows", "key-value"] as const) {
    expectTableLaw(
      ({ node, span, pieces }, { result: { markdown } }) => {
        const names = node.grid.columns.map((column) => column.name);
        for (const { chunk: own, isKeyed } of pieces) {
          if (!isKeyed || own.table === undefined) continue;
          expect(own.table.header).toBe("names");
          for (const [index, { kind, text: value, span: place = [0, 0] }] of own.segments.entries()) {
            if (kind === "name")
              expect([value.endsWith(": "), names.some((name) => name.startsWith(value.replace(/…?: $/, "").trimStart()))]).toEqual([
                true,
                true,
              ]);
            const isCell =
              kind === "source" && place[0] >= span[0] && place[1] <= span[1] && /[|>]\s*$/.test(markdown.slice(span[0], place[0]));
            if (isCell) expect([own.segments[index - 1]?.kind, value]).toEqual(["name", value]);
          }
        }
      },
      { table: form },
    );
  }
});

test("chunk T2: a piece in the form of a table is exactly one table with the columns, alignment and header rows of the node", () => {
  expectTableLaw((one, chunked) => {
    for (const part of one.pieces) {
      const { text: own, isKeyed, chunk: piece } = part;
      if (isKeyed) continue;
      const hasShortNames = isShortened(one, part);
      const found = onlyTable(own, hasShortNames ? 1 : one.place.headerRowCount);
      expect(found, own).toBeDefined();
      expect(found?.align).toEqual(one.whole.align);
      if (hasShortNames) expect(isWide(chunked, one)).toBe(true);
      if (hasShortNames) expect(found?.header[0]).toHaveLength(one.node.grid.columnCount);
      else expect(found?.header).toEqual(one.whole.header);
      if (piece.table !== undefined) expect(piece.table.columnCount).toBe(one.node.grid.columnCount);
    }
  });
});

test("chunk T2: every table in the markdown is one table with the texts of its grid", () => {
  expectLaw(
    (chunked) => {
      for (const one of placedTables(chunked)) {
        expect(one).toBeDefined();
        if (one === undefined) continue;
        const { grid } = one.node;
        const texts = grid.rows
          .slice(grid.headerRowCount)
          .map(({ cells }, row) => cells.filter((cell, column) => cell.row === row + grid.headerRowCount && cell.column === column));
        expect(one.whole.body.map((row) => folded(row.join("")))).toEqual(
          texts.map((row) => folded(row.map((cell) => cell.text).join(""))),
        );
        expect(Math.max(...one.whole.header.map((row) => row.length))).toBeLessThanOrEqual(grid.columnCount);
      }
    },
    { items: kinds, options: { table: "rows" } },
  );
});

test("chunk T3: the body rows of all pieces are the table's, each once and in order, and their ranges join", () => {
  for (const form of ["rows", "key-value"] as const) {
    expectTableLaw(
      (one) => {
        const rowCount = one.place.rows.length;
        let [begin, last] = [0, 0];
        for (const piece of one.pieces) {
          const { table: own, split } = piece.chunk;
          if (own === undefined) {
            last = withBlankRows(one, rowsIn(one, piece), [last, rowCount])[1];
            continue;
          }
          expect(own).toMatchObject({ rowCount, columnCount: one.node.grid.columnCount, headerRowCount: one.node.grid.headerRowCount });
          expect(own.rows).toEqual(piece.isKeyed ? withBlankRows(one, rowsIn(one, piece), own.rows) : rowsIn(one, piece));
          // Pieces of one row, or of rows that a cell spans, have the same range.
          const isSame = split?.reason === "row" && own.rows[0] >= begin && own.rows[0] < last;
          if (!isSame) expect(own.rows[0]).toBe(last);
          [begin, last] = own.rows;
          if (!piece.isKeyed)
            expect(onlyTable(piece.text, piece.chunk.table?.header === "shortened" ? 1 : one.place.headerRowCount)?.body).toEqual(
              one.whole.body.slice(...own.rows),
            );
        }
        expect(last).toBe(rowCount);
      },
      { table: form },
    );
  }
});

/** The rows with the blank ones on either side as far as a limit: as keys and values these leave no character to tell them by. */
function withBlankRows({ whole }: PlacedTable, [from, to]: Span, [least, most]: Span): Span {
  const isBlank = (row: number): boolean => folded((whole.body[row] ?? []).join("")) === "";
  let [start, end] = from === to ? [least, least] : [from, to];
  while (start > least && isBlank(start - 1)) start--;
  while (end < most && isBlank(end)) end++;
  return [start, end];
}

test("chunk T4: what stands in a table before its rows is in the first piece only", () => {
  expectLaw(
    (chunked) => {
      for (const one of placedTables(chunked)) {
        const [first, ...others] = one?.pieces ?? [];
        if (first?.isKeyed !== false || !/<caption>/.test(chunked.result.markdown.slice(...(one as PlacedTable).span))) continue;
        expect(first.text).toContain("<caption>");
        for (const { text: own } of others) expect(own).not.toContain("caption>");
      }
    },
    { items: htmlTables, options: { table: "rows" } },
  );
});

test("chunk T5: a header block above half the window is repeated with shortened names, or the pieces are keys and values", () => {
  expectLaw(
    (chunked) => {
      const { tokenizer, maxTokens } = chunked.settings;
      for (const one of placedTables(chunked)) {
        if (one === undefined || one.pieces.length < 2) continue;
        for (const part of one.pieces) {
          const { chunk: piece, isKeyed } = part;
          const window = maxTokens - tokenizer.count(piece.embedText.slice(0, piece.embedText.length - piece.text.length));
          if (isKeyed) continue;
          const hasShortNames = isShortened(one, part);
          if (piece.table !== undefined) expect(piece.flags?.includes("header-shortened") === true).toBe(hasShortNames);
          if (hasShortNames) expect(isWide(chunked, one)).toBe(true);
          const header = piece.segments.filter(({ kind }) => kind === "header-row").map((segment) => segment.text);
          if (header.length > 0) expect(2 * tokenizer.count(header.join("").trim())).toBeLessThanOrEqual(window);
          if (!hasShortNames) expect(2 * tokenizer.count(headerBlock(chunked, one).trim())).toBeLessThanOrEqual(window);
        }
        const named = one.pieces.some(({ chunk: piece, isKeyed }) => isKeyed || piece.table?.header === "shortened");
        const left = chunked.result.excluded.filter(({ reason, pointer }) => reason === "header-as-names" && pointer === one.node.pointer);
        const isAllRows = one.pieces.every(({ isKeyed, chunk: piece }) => isKeyed || piece.table?.header === "shortened");
        const header = chunked.result.markdown.slice(...one.place.header).trim();
        const spans = left.map(({ span = [0, 0] }) => chunked.result.markdown.slice(...span));
        if (isAllRows && named) expect(spans).toEqual([expect.stringContaining(header)]);
      }
    },
    { items: wideTables, options: { table: "rows" }, among: additive },
  );
});

test("chunk T12: a table cut in html is cut between rows that no cell spans, and its tags are marked as put there", () => {
  expectLaw(
    (chunked) => {
      for (const one of placedTables(chunked)) {
        if (one?.place.isHtml !== true) continue;
        const units = unitsOf(one);
        for (const [before, after] of neighbors(one.pieces)) {
          const [, end] = before.chunk.table?.rows ?? rowsIn(one, before);
          const inside = units.some((unit) => unit[0] < end && end < unit[1]);
          if (inside) expect([before.isKeyed, after.isKeyed]).toEqual([true, true]);
          if (before.isKeyed || after.isKeyed) continue;
          const tags = after.chunk.segments.filter(({ kind }) => kind === "tag" || kind === "header-row").map((segment) => segment.text);
          expect(tags.join("")).toContain("<table");
        }
      }
    },
    { items: fc.oneof(htmlTables, spanTables), options: { table: "rows" }, among: additive },
  );
});

test("chunk T13: a piece has at least tableMinRows rows, unless they are too large, there are fewer, or it is the last", () => {
  expectTableLaw((one, chunked) => {
    const { tableMinRows } = chunked.settings;
    for (const piece of one.pieces.slice(0, -1)) {
      if (piece.isKeyed) continue;
      const [from, to] = rowsIn(one, piece);
      if (to - from >= tableMinRows || isPageEnd(one, to, chunked)) continue;
      const wanted = [from, unitsOf(one).find(([, end]) => end >= from + tableMinRows)?.[1] ?? one.place.rows.length] as const;
      const isLarge =
        areTooLarge(chunked, one, wanted, piece.chunk) || (isLead(chunked, one, piece.chunk) && !hasRoom(one, piece, wanted[1], chunked));
      expect(isLarge, piece.chunk.text).toBe(true);
    }
  });
});

/** Whether a piece with what has to stand before it could have held the rows up to this one. */
function hasRoom({ place }: PlacedTable, piece: TablePiece, end: number, chunked: Case): boolean {
  const last = sourcesOf(piece.chunk).at(-1)?.span[1] ?? 0;
  const missing = chunked.result.markdown.slice(last, place.rows[end - 1]?.[1]);
  return surelyFits(chunked, piece.chunk, piece.chunk.text + missing);
}

/** Where chunks may not go over a page, a piece ends with the rows of its page. */
function isPageEnd({ node }: PlacedTable, row: number, { settings }: Case): boolean {
  const pagesOf = (index: number): string | undefined => node.grid.rows[node.grid.headerRowCount + index]?.source.pageNumbers.join();
  return settings.splitAt === "page" && pagesOf(row - 1) !== pagesOf(row);
}
