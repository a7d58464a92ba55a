import { expect, test } from "vitest";
import { type StitchOptions, stitchTables } from "../../src/table/stitch.ts";
import { allTables, tables } from "../../src/table/tables.ts";
import type { Document } from "../../src/tree/types.ts";
import { box, doc, footer, header, heading, image, page, rowsTable, text, type Wire } from "../build.ts";
import { lined, lines, short, tall, telling, twoPages } from "./pages.ts";

// What users report of other tools, each with where (tables.md, "False merges and other harm").

const infer = (document: Document, options: StitchOptions = {}): Document => stitchTables(document, { mode: "infer", ...options });

test("harm 1: look-alike tables on consecutive slides stay apart, and there is a switch (marker 608)", () => {
  const slide = (title: string, ...rows: readonly string[]): Wire => ({
    page_width: 960,
    page_height: 540,
    success: true,
    items: [heading(1, title), { ...lined("Region|Sales", ...rows), ...box(60, 120, 840, 260) }],
  });
  const deck = doc(
    slide("First quarter", "North|12", "South|7"),
    slide("Second quarter", "North|14", "South|9"),
    slide("Third quarter", "North|3"),
  );
  expect(tables(infer(deck))).toHaveLength(3);
  expect(stitchTables(deck, { mode: "off" })).toBe(deck);
});

test("harm 2: one form a page, with the same header, its own total and its own numbers, is not one table", () => {
  const form = (...rows: readonly string[]): Wire => page(tall("No|Item|Price", ...rows));
  const forms = infer(
    doc(form("1|Pen|2", "2|Ink|5", "Total||7"), form("1|Nib|3", "2|Cap|1", "Total||4"), form("1|Box|8", "2|Bag|9", "Total||17")),
  );
  expect(tables(forms)).toHaveLength(3);
  expect(telling(forms)).toMatchObject({ "row numbers": "restart", "total row at the end": true });
});

test("harm 3: the first row of a page is neither a header nor lost (trp 121, llama 38)", () => {
  const document = infer(twoPages(["Site|Staff", "Ayr|12", "Bath|7"], ["Cork|31", "Deal|2"]));
  expect(lines(document)).toEqual([["Site|Staff", "Ayr|12", "Bath|7", "Cork|31", "Deal|2"]]);
  expect(tables(document)[0]?.grid.rows.map((row) => row.role)).toEqual(["header", "body", "body", "body", "body"]);
});

test("harm 4: a column that is empty on one page is neither lost nor shifted (docling 1470, MinerU 3613)", () => {
  const document = infer(twoPages(["Site|Note|Staff", "Ayr|new|12"], ["Site|Staff", "Cork|31"]));
  expect(lines(document)).toEqual([["Site|Note|Staff", "Ayr|new|12", "Cork||31"]]);
});

test("harm 5: a repeated header is not data, even over several rows (Azure 40, trp 121)", () => {
  const html = "<thead><tr><th rowspan=2>Site<th colspan=2>Staff<tr><th>2024<th>2025</thead>";
  const part = (row: string, extra: Wire): Wire => {
    const cells = row.split("|");
    const body = `<tbody><tr>${cells.map((cell) => `<td>${cell}`).join("")}</tbody>`;
    return { ...rowsTable([["Site", "Staff<br/>2024", "Staff<br/>2025"], cells], { html: `<table>${html}${body}</table>` }), ...extra };
  };
  const document = infer(doc(page(part("Ayr|12|13", box(50, 60, 500, 680))), page(part("Cork|31|30", box(50, 60, 500, 100)))));
  expect(lines(document)).toEqual([["Site|Staff|", "|2024|2025", "Ayr|12|13", "Cork|31|30"]]);
  expect(tables(document)[0]?.parts[1]?.droppedRows).toHaveLength(2);
});

test("harm 6: every table of a document is joined, not the first alone (trp 46)", () => {
  const wires = ["a", "b", "c"].flatMap((name) => [
    page(text("Intro"), tall(`${name}|n`, `${name}1|1`)),
    page(short(`${name}|n`, `${name}2|2`), text("Outro")),
  ]);
  expect(lines(infer(doc(...wires)))).toEqual(["a", "b", "c"].map((name) => [`${name}|n`, `${name}1|1`, `${name}2|2`]));
});

test("harm 7: a footer between the parts neither blocks the join nor becomes a row (llama 38)", () => {
  const document = infer(
    doc(
      page(tall("Site|Staff", "Ayr|12"), footer(text("Confidential"))),
      page(header(text("Annual report")), short("Site|Staff", "Cork|31")),
    ),
  );
  expect(lines(document)).toEqual([["Site|Staff", "Ayr|12", "Cork|31"]]);
  expect(document.children[0]?.children.map((node) => node.type)).toEqual(["table", "pageFooter"]);
});

test("harm 8: a row that the break split is made whole when asked for (sumcheck 13, MinerU 5474)", () => {
  const document = twoPages(
    ["Site|Use|Staff", "Ayr|Office|12", "Bath|Head office and main|7"],
    ["Site|Use|Staff", "|factory|", "Cork|Shop|31"],
  );
  expect(lines(infer(document))[0]).toHaveLength(5);
  const healed = infer(document, { healSplitRows: true });
  expect(lines(healed)[0]?.slice(2)).toEqual(["Bath|Head office and main factory|7", "Cork|Shop|31"]);
  expect(tables(healed)[0]?.parts[1]?.healedRows).toHaveLength(2);
});

test("harm 9: pages, places and images are still there after a join (MinerU 3561, 3458)", () => {
  const document = doc(
    page(image("Map", "map.png"), tall("Site|Staff", "Ayr|12")),
    page(short("Site|Staff", "Cork|31"), image("Plan", "plan.png")),
  );
  const after = infer(document);
  const [table] = tables(after);
  expect(table?.grid.rows.map(({ source }) => source.pageNumbers)).toEqual([[1], [1], [2]]);
  expect(table?.regions.map(({ pageNumber }) => pageNumber)).toEqual([1, 2]);
  expect(after.children.map(({ children }) => children.map((node) => node.pointer))).toEqual(
    document.children.map(({ children }) => children.map((node) => node.pointer)),
  );
  expect(allTables(after)[1]?.regions).toHaveLength(1);
});

test("harm 10: parts join whatever the gap between them, and why they do not is on record (Azure 40)", () => {
  const gapped = (bottom: number, top: number): Document =>
    infer(
      doc(
        page({ ...lined("Site|Staff", "Ayr|12"), ...box(50, 60, 500, bottom - 60) }),
        page({ ...lined("Site|Staff", "Cork|31"), ...box(50, top, 500, 100) }),
      ),
    );
  expect(tables(gapped(740, 60))).toHaveLength(1);
  expect(tables(gapped(600, 250))).toHaveLength(1);
  expect(tables(gapped(300, 500))).toHaveLength(2);
  expect(telling(gapped(300, 500))).toMatchObject({ "middle of the pages between": true });
});

test("harm 11: tables side by side on facing pages are not joined by us; a predicate may", () => {
  const facing = twoPages(["Site|Staff", "Ayr|12"], ["Rent|Opened", "31|1974"]);
  expect(tables(infer(facing))).toHaveLength(2);
  expect(
    tables(infer(facing, { predicate: ({ fromPage, toPage }) => fromPage.number % 2 === 1 && toPage.number === fromPage.number + 1 })),
  ).toHaveLength(1);
});
