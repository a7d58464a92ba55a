import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groundDocument } from "../../src/document/ground.ts";
import { normalize } from "../../src/document/normalize.ts";
import type { Region } from "../../src/geometry/box.ts";
import { readGroundedItems } from "../../src/payload/grounding.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import { allTables, tables } from "../../src/table/tables.ts";
import { find } from "../../src/tree/find.ts";
import type { TextLine } from "../../src/tree/page-data.ts";
import type { Cell } from "../../src/tree/table.ts";
import type { Document, Node, Table } from "../../src/tree/types.ts";
import { visit } from "../../src/tree/visit.ts";
import { bodyItems, parseResults, words } from "../arbitraries.ts";
import { box, codes, deepFreeze, doc, header, heading, image, link, list, page, rowsTable, text, type Wire } from "../build.ts";

const place = { x: 10, y: 20, w: 30, h: 40 };
const region = { pageNumber: 1, box: { x: 10, y: 20, width: 30, height: 40 } };
const at = (x: number): Wire => ({ ...place, x });
const line = (start: number, end: number, extra: Wire = {}): Wire => ({ span: [start, end], bbox: place, ...extra });
const lined = (item: Wire, ...lines: readonly Wire[]): Wire => ({ ...item, grounding: { lines } });
const cells = (item: Wire, ...rows: readonly unknown[]): Wire => ({ ...item, grounding: { rows } });
const row = (page_number: number, ...items: readonly unknown[]): Wire => ({ page_number, page_width: 612, page_height: 792, items });

/** The document of one page with these items, grounded with a sidecar of one row. */
function ground(items: readonly Wire[], grounded: readonly unknown[], size: Wire = {}): Document {
  return groundDocument(doc(page(...items)), readGroundedItems([{ ...row(1, ...grounded), ...size }]));
}

/** A document grounded with the items it was made of. */
const groundSame = (...items: readonly Wire[]): Document => ground(items.map(withoutGrounding), items);

function withoutGrounding({ grounding: _, ...item }: Wire): Wire {
  return Array.isArray(item.items) ? { ...item, items: item.items.map(withoutGrounding) } : item;
}

function node(document: Document, path: string): Node {
  return find(document, `/items/pages/0/items/${path}`) as Node;
}

const linesAt = (document: Document, path: string): readonly TextLine[] | undefined => {
  const found = node(document, path);
  return found.type === "root" ? undefined : found.lines;
};
const texts = (lines: readonly TextLine[] | undefined): string[] | undefined => lines?.map((one) => one.text);
const gridCells = (table: Table | undefined): Cell[] => [...new Set(table?.grid.rows.flatMap((one) => one.cells))];
const xs = (regions: readonly Region[] | undefined): number[] | undefined => regions?.map((one) => one.box.x);

test("groundDocument() gives a node its lines and words, their spans in its markdown", () => {
  const item = lined(text("Café one two"), line(0, 9, { words: [line(0, 5), line(6, 9)] }), line(10, 13, { bbox: { ...place, r: 90 } }));
  expect(linesAt(groundSame(item), "0")).toEqual([
    {
      text: "Café one",
      region: { ...region, span: [0, 8] },
      words: [
        { text: "Café", region: { ...region, span: [0, 4] } },
        { text: "one", region: { ...region, span: [5, 8] } },
      ],
    },
    { text: "two", region: { ...region, box: { ...region.box, rotation: 90 }, span: [9, 12] }, words: [] },
  ]);
});

test.each<[string, Wire, string, readonly [number, number] | undefined]>([
  ["the value of a heading", heading(2, "abc"), "value", [3, 6]],
  ["the caption of an image", image("abc", "a.png"), "caption", [2, 5]],
  ["the markdown of a link", link("abc", "b"), "md", undefined],
  ["a value that is not in the markdown", { ...text("abc"), md: "ab&#x63;" }, "value", undefined],
  ["no markdown at all", { ...text("abc"), md: "" }, "md", undefined],
])("a span counted in %s is one in the markdown, or none", (_, item, source, span) => {
  const sent = {
    ...item,
    grounding: { source, lines: [line(source === "md" && item.md !== "" ? 1 : 0, source === "md" && item.md !== "" ? 4 : 3)] },
  };
  const [found] = linesAt(groundSame(sent), "0") ?? [];
  expect(found).toMatchObject({ text: "abc", region });
  expect(found?.region.span).toEqual(item.type === "link" ? [1, 4] : span);
});

test("groundDocument() finds the items of lists, headers and unknown containers", () => {
  const nested = list(lined(text("a"), line(0, 1)), { ...list(lined(text("b"), line(0, 1))) }, lined(text("c"), line(0, 1)));
  const chart = { type: "chart", md: "d", items: [lined(text("d"), line(0, 1))] };
  const document = groundSame(header(lined(text("h"), line(0, 1))), nested, chart);
  const paths = ["0/items/0", "1/items/0", "1/items/1/items/0", "1/items/2", "2/items/0"];
  expect(paths.map((path) => texts(linesAt(document, path)))).toEqual([["h"], ["a"], ["b"], ["c"], ["d"]]);
  const items = [...JSON.stringify(document.children).matchAll(/"lines":/g)];
  expect(items).toHaveLength(paths.length);
});

test("a node that only bears the pointer of its first child gets no lines", () => {
  const document = doc(page(text("a")));
  const [first] = document.children;
  const [child] = first?.children ?? [];
  if (first === undefined || child?.type !== "paragraph") throw new TypeError("no paragraph");
  const wrapper = { type: "pageHeader" as const, pointer: child.pointer, regions: [], markdown: "a", children: [child] };
  const furnished = { ...document, children: [{ ...first, children: [wrapper] }] };
  const grounded = groundDocument(furnished, readGroundedItems([row(1, lined(text("a"), line(0, 1)))]));
  expect(grounded.children[0]?.children[0]).toMatchObject({ type: "pageHeader", children: [{ lines: [{ text: "a" }] }] });
  expect(grounded.children[0]?.children[0]).not.toHaveProperty("lines");
});

describe("a box of the sidecar", () => {
  const boxOf = (bbox: Wire, size: Wire, ...more: readonly Wire[]): [unknown, string[]] => {
    const document = ground([text("abc"), text("def")], [lined(text("abc"), line(0, 3, { bbox })), lined(text("def"), ...more)], size);
    return [linesAt(document, "0")?.[0]?.region.box, codes(document.warnings)];
  };
  const points = line(0, 3);

  test.each<[string, Wire, Wire, unknown, string[]]>([
    ["in the units of the document stays", place, {}, region.box, []],
    ["in others is scaled", place, { page_width: 306, page_height: 396 }, { x: 20, y: 40, width: 60, height: 80 }, []],
    ["without a size is in those of the document", place, { page_width: null }, region.box, []],
    ["over the edge by at most 1 % is cut", { ...place, x: -5 }, {}, { x: 0, y: 20, width: 25, height: 40 }, []],
    ["over it by more stays, with a warning", { ...place, x: 900 }, {}, { x: 900, y: 20, width: 30, height: 40 }, ["box-outside-page"]],
  ])("%s", (_, bbox, size, expected, warnings) => {
    expect(boxOf(bbox, size, points)).toEqual([expected, warnings]);
  });

  test("is a share of its page when all of them are, and always on a page of one unit", () => {
    const share = { x: 0.25, y: 0.5, w: 0.5, h: 0.25 };
    const expected = { x: 153, y: 396, width: 306, height: 198 };
    expect(boxOf(share, {})).toEqual([expected, ["boxes-fractional"]]);
    expect(boxOf(share, { page_width: 1, page_height: 1 })).toEqual([expected, []]);
    expect(boxOf(share, {}, points)).toEqual([{ x: 0.25, y: 0.5, width: 0.5, height: 0.25 }, []]);
    const document = groundSame(cells(rowsTable([["abc"]]), [{ bbox: share, lines: [points] }]));
    expect(tables(document)[0]?.grid.rows[0]?.cells[0]?.regions[0]?.box).toEqual({ x: 0.25, y: 0.5, width: 0.5, height: 0.25 });
  });

  test("that is broken costs only itself: the words of a line without one stand as lines", () => {
    const broken = line(0, 3, { bbox: { ...place, w: 0 }, words: [line(0, 1), line(1, 2, { bbox: null }), line(2, 3)] });
    const document = groundSame(lined(text("abc"), broken, line(1, 3)));
    expect(texts(linesAt(document, "0"))).toEqual(["a", "c", "bc"]);
    expect(codes(document.warnings)).toEqual(["box-invalid"]);
  });

  test("has no place on a page without a size, which is said once", () => {
    const items = [lined(text("abc"), line(0, 3)), lined(text("def"), line(0, 3))];
    const document = groundDocument(doc({ ...page(text("abc"), text("def")), page_width: null }), readGroundedItems([row(1, ...items)]));
    expect(linesAt(document, "0")).toBeUndefined();
    expect(codes(document.warnings)).toEqual(["page-size-missing"]);
  });
});

describe("an item of the sidecar", () => {
  const [a, b, c] = ["abc", "def", "ghi"].map((value) => lined(text(value), line(0, 3))) as [Wire, Wire, Wire];
  const plain = [a, b, c].map(withoutGrounding);
  const twins = [text("abc"), text("abc")];
  const found = (document: Document, count: number): unknown[] =>
    Array.from({ length: count }, (_, index) => texts(linesAt(document, String(index)))?.[0]);

  test.each<[string, readonly Wire[], readonly Wire[], unknown[], string[]]>([
    ["is found by its place", plain, [a, b, c], ["abc", "def", "ghi"], []],
    ["is found by its markdown when one is missing before it", plain, [b, c], [undefined, "def", "ghi"], []],
    ["is found by its markdown when one too many is before it", plain, [lined(text("x")), a, b, c], ["abc", "def", "ghi"], []],
    ["with the markdown of two nodes is neither's", [text("x"), ...twins], [a], [], ["grounding-text-differs"]],
    [
      "with the markdown of another item is no node's",
      [text("x"), text("y"), twins[0] as Wire],
      [a, a],
      [],
      ["grounding-text-differs", "grounding-text-differs"],
    ],
    [
      "with another text than its node is not used",
      [text("x"), ...plain.slice(1)],
      [a, b, c],
      [undefined, "def", "ghi"],
      ["grounding-text-differs"],
    ],
    ["without a node is counted", plain.slice(0, 1), [a, b, c], ["abc"], ["grounding-unmatched"]],
    [
      "with another markdown but the same value is the same",
      [image("abc", "https://a/b?sig=1")],
      [{ ...lined(image("abc", "https://a/b?sig=2"), line(0, 3)), grounding: { source: "caption", lines: [line(0, 3)] } }],
      ["abc"],
      [],
    ],
    ["without any text is what stands in its place", plain.slice(0, 1), [{ grounding: { lines: [line(0, 3)] } }], [""], ["span-dropped"]],
  ])("%s", (_, items, grounded, expected, warnings) => {
    const document = ground(items, grounded);
    expect(found(document, items.length)).toEqual(Object.assign(new Array(items.length).fill(undefined), expected));
    expect(codes(document.warnings)).toEqual(warnings);
  });

  test("is found by its markdown in a container that has the same", () => {
    const document = ground([text("x"), header(text("abc"))], [a]);
    expect(texts(linesAt(document, "1/items/0"))).toEqual(["abc"]);
  });

  test("that differs is told at the node; pages that are not there, and what has no node, at the row, with counts", () => {
    const sidecar = readGroundedItems([
      row(9, a, b),
      row(1, a, b, c, cells(rowsTable([["x"]]), [{ bbox: place }, { bbox: at(11) }])),
      row(8),
    ]);
    const document = groundDocument(doc(page(text("x"), plain[1] as Wire, text("g"), rowsTable([["x"]]))), sidecar);
    expect(document.warnings.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      "grounding-text-differs /items/pages/0/items/0",
      "grounding-text-differs /items/pages/0/items/2",
      "grounding-unmatched /1",
      "grounding-unmatched /0",
    ]);
    expect(document.warnings[2]?.message).toMatch(/0 items and 1 cells/);
    expect(document.warnings[3]?.message).toMatch(/2 items and 0 cells/);
  });

  test("finds no node where the page was read from its markdown", () => {
    const document = normalize(
      readParseResult({
        job: { id: "pjb-1", status: "COMPLETED" },
        markdown: { pages: [{ page_number: 1, markdown: "abc", success: true }] },
        items: { pages: [{ page_number: 1, page_width: 612, page_height: 792, items: [] }] },
      }),
    );
    const grounded = groundDocument(document, readGroundedItems([row(1, a)]));
    expect(grounded.children).toBe(document.children);
    expect(codes(grounded.warnings)).toEqual([...codes(document.warnings), "grounding-unmatched"]);
  });

  test("finds its node in a result of the v1 API", () => {
    const wire = { pages: [{ page: 1, width: 612, height: 792, md: "", text: "", items: plain }], job_metadata: {} };
    const document = groundDocument(normalize(readParseResult(wire)), readGroundedItems([row(1, a, b, c)]));
    expect(document.children[0]?.children.map((child) => texts(child.lines))).toEqual([["abc"], ["def"], ["ghi"]]);
  });
});

describe("a table", () => {
  const cell = (x: number, extra: Wire = {}): Wire => ({ bbox: [at(x)], ...extra });

  test("gets the boxes and lines of its cells, and its rows those of theirs", () => {
    const item = cells(
      rowsTable([
        ["h", 12],
        ["a<br/>é", null],
        ["b", "c"],
      ]),
      [null, { bbox: [at(1), at(2)], lines: [line(0, 2)] }],
      [cell(3, { lines: [line(6, 8, { words: [line(6, 8)] })] }), { span: [0, 0] }],
      [null, null],
    );
    const document = groundSame({ ...item, ...box(0, 0, 99, 99) });
    const [table] = tables(document);
    expect(document.warnings).toEqual([]);
    expect(table?.grid.rows.map(({ source }) => xs(source.regions))).toEqual([[1, 2], [3], [0]]);
    expect(table?.grid.rows.map((one) => one.cells.map(({ regions }) => xs(regions)))).toEqual([
      [[], [1, 2]],
      [[3], []],
      [[], []],
    ]);
    expect(table?.grid.rows[0]?.cells[1]?.lines).toEqual([{ text: "12", region: { ...region, span: [0, 2] }, words: [] }]);
    const [first] = table?.grid.rows[1]?.cells ?? [];
    expect(first?.lines?.[0]?.words).toEqual([{ text: "é", region: { ...region, span: [6, 7] } }]);
    expect(String(first?.raw).slice(...(first?.lines?.[0]?.region.span ?? []))).toBe("é");
    expect(table?.grid.rows[2]).toEqual(tables(doc(page(withoutGrounding({ ...item, ...box(0, 0, 99, 99) }))))[0]?.grid.rows[2]);
  });

  test("keeps one object for a cell that spans slots, with the boxes of all of them once", () => {
    const html = "<tr><th>h<th>i<tr><td rowspan=2>a<td>b<tr><td>c";
    const rows = [
      ["h", "i"],
      ["a", "b"],
      ["", "c"],
    ];
    const [table] = tables(groundSame(cells(rowsTable(rows, { html }), [], [cell(1), cell(2)], [cell(1), cell(3)])));
    const [, second, third] = table?.grid.rows ?? [];
    expect(second?.cells[0]).toBe(third?.cells[0]);
    expect(xs(second?.cells[0]?.regions)).toEqual([1]);
    expect(xs(third?.source.regions)).toEqual([1, 3]);
    expect(third?.source.regions[0]).toBe(second?.source.regions[0]);
  });

  test("has many boxes of a cell that reaches down over many rows in its first row, and one in each below", () => {
    const rows = Array.from({ length: 3000 }, (_, index) => [index === 0 ? "h" : index === 1 ? "a" : "", "b"]);
    const html = `<tr><th>h<th>b<tr><td rowspan=2999>a<td>b${"<tr><td>b".repeat(2998)}`;
    const many = Array.from({ length: 3000 }, (_, index) => at(index / 10));
    const [table] = tables(groundSame(cells(rowsTable(rows, { html }), [], [{ bbox: many }])));
    expect(table?.grid.rows[2999]?.cells[0]).toBe(table?.grid.rows[1]?.cells[0]);
    expect(table?.grid.rows.map(({ source }) => source.regions.length)).toEqual([0, 3000, ...new Array(2998).fill(1)]);
  });

  test("without markdown is the same when its rows are", () => {
    const item = rowsTable([
      ["a", 1],
      ["b", null],
    ]);
    const sent = {
      type: "table",
      rows: [
        ["a", 1],
        ["b", ""],
      ],
      grounding: { rows: [[cell(1)]] },
    };
    expect(xs(gridCells(tables(ground([item], [sent]))[0])[0]?.regions)).toEqual([1]);
    const other = ground(
      [item],
      [
        {
          ...sent,
          rows: [
            ["a", 1],
            ["B", ""],
          ],
        },
      ],
    );
    expect(gridCells(tables(other)[0])[0]?.regions).toEqual([]);
    expect(codes(other.warnings)).toEqual(["grounding-text-differs"]);
  });

  describe("with a folded header", () => {
    const html = "<thead><tr><th colspan=2>T &#x26; U<th>V<th><tr><th>x<th>y<th><th>z</thead><tbody><tr><td>a<td>1<td>2<td>3</tbody>";
    const rows = [
      ["T & U<br/>x", "T & U<br/>y", "V", "z"],
      ["a", "1", "2", "3"],
    ];
    const folded = (...sent: readonly unknown[]): Document => groundSame(cells(rowsTable(rows, { html }), sent));

    test("has the lines and boxes with the header cell whose text they are of", () => {
      const parent = line(0, 5, { bbox: at(1), words: [line(4, 5)] });
      const document = folded(
        { bbox: [at(1), at(2)], lines: [parent, line(10, 11, { bbox: at(2) })] },
        { bbox: [at(1), at(3)], lines: [parent, line(10, 11, { bbox: at(3) })] },
        { bbox: [at(4)], lines: [line(0, 1)] },
        { bbox: [at(5)], lines: [line(0, 1)] },
      );
      const [table] = tables(document);
      const [top, below] = table?.grid.rows ?? [];
      expect(document.warnings).toEqual([]);
      expect(top?.cells[0]).toBe(top?.cells[1]);
      expect(top?.cells.map((one) => [xs(one.regions), texts(one.lines)])).toEqual([
        [[1], ["T & U"]],
        [[1], ["T & U"]],
        [[4], ["V"]],
        [[], undefined],
      ]);
      expect(top?.cells[0]?.lines?.[0]?.words).toEqual([{ text: "U", region: { ...region, span: [4, 5] } }]);
      expect(below?.cells.map((one) => [xs(one.regions), texts(one.lines), one.lines?.[0]?.region.span])).toEqual([
        [[2], ["x"], [0, 1]],
        [[3], ["y"], [0, 1]],
        [[], undefined, undefined],
        [[5], ["z"], [0, 1]],
      ]);
      expect([xs(top?.source.regions), xs(below?.source.regions)]).toEqual([
        [1, 4],
        [2, 3, 5],
      ]);
    });

    test("has boxes that fit no single cell with its first row, and tells of lines that do", () => {
      const document = folded({ bbox: [at(7)] }, { lines: [line(0, 11)] }, { lines: [line(0, 1, { span: null })] }, null);
      const rows = tables(document)[0]?.grid.rows.slice(0, 2) ?? [];
      expect(rows.map(({ source }) => xs(source.regions))).toEqual([[7], []]);
      for (const one of rows.flatMap((found) => found.cells)) expect([one.regions, one.lines]).toEqual([[], undefined]);
      expect(document.warnings).toMatchObject([{ code: "grounding-unmatched", message: expect.stringMatching(/0 items and 2 cells/) }]);
    });

    test("has nothing with a header cell of which the sidecar has only the first line", () => {
      const item = rowsTable([["x<br/>y<br/>z"], ["a"]], {
        md: "",
        html: "<thead><tr><th>x<br>y<tr><th>z</thead><tbody><tr><td>a</tbody>",
      });
      const lines = [line(0, 1)];
      const [table] = tables(ground([item], [cells(rowsTable([["x<br/>q<br/>z"], ["a"]], { md: "" }), [{ bbox: [at(1), at(2)], lines }])]));
      expect(table?.grid.rows.map(({ source }) => xs(source.regions))).toEqual([[1, 2], [], []]);
    });
  });

  const owner = cells(rowsTable([["h"], ["a"], ["b"]], { merged_from_pages: [1, 2] }), [cell(1)], [cell(2)], [null]);
  const stub = cells(rowsTable([["h"], ["b"], ["c"]], { merged_into_page: 1 }), [cell(3)], [cell(4)], [cell(5)]);
  const sidecar = readGroundedItems([row(1, owner), row(2, stub)]);
  const unstitched = doc(page(withoutGrounding(owner)), page(withoutGrounding(stub)));

  test("that is stitched has the boxes of all its parts, and each row the page of its own", () => {
    const document = groundDocument(stitchTables(unstitched), sidecar);
    const [table] = tables(document);
    expect(table?.grid.rows.map(({ source }) => [source.pageNumbers, xs(source.regions)])).toEqual([
      [[1], [1]],
      [[1], [2]],
      [[1], []],
      [[2], [4]],
      [[2], [5]],
    ]);
    expect(xs(table?.parts[1]?.droppedRows[0]?.source.regions)).toEqual([3]);
    expect(document.warnings).toEqual(unstitched.warnings);
  });

  test("has the same cells whether it is stitched first or grounded first", () => {
    const one = groundDocument(stitchTables(unstitched), sidecar);
    const other = stitchTables(groundDocument(unstitched, sidecar));
    expect(tables(one).map(gridCells)).toEqual(tables(other).map(gridCells));
  });

  test("that the service merged says of a row with a box that it is on that page", () => {
    const document = groundDocument(
      stitchTables(doc(page(withoutGrounding(owner)), page(rowsTable([], { merged_into_page: 1 })))),
      sidecar,
    );
    expect(tables(document)[0]?.grid.rows.map(({ source }) => source.pageNumbers)).toEqual([[1], [1], [1, 2]]);
  });
});

describe("the annual report", () => {
  const fixture = (name: string): string => readFileSync(new URL(`../../fixtures/annual-report.${name}`, import.meta.url), "utf8");
  const jsonl = fixture("grounded.jsonl");
  const document = normalize(readParseResult(JSON.parse(fixture("parse.json"))));
  const sidecar = readGroundedItems(jsonl);
  const grounded = groundDocument(document, sidecar);
  const nodes: Exclude<Node, Document>[] = [];
  visit(grounded, (found) => {
    if (found.type !== "root") nodes.push(found);
    return undefined;
  });
  const all = (lines: readonly TextLine[] = []) => lines.flatMap((one) => [one, ...one.words]);
  const inside = ({ box: inner, pageNumber }: Region, outer: readonly Region[]): boolean =>
    outer.some(
      ({ box: { x, y, width, height }, pageNumber: number }) =>
        number === pageNumber &&
        inner.x >= x - 1 &&
        inner.y >= y - 1 &&
        inner.x + inner.width <= x + width + 1 &&
        inner.y + inner.height <= y + height + 1,
    );

  test("takes its whole sidecar, without a warning", () => {
    expect(grounded.warnings).toEqual(document.warnings);
  });

  test("has every word that its sidecar spans, as its bytes are read on their own", () => {
    interface Sent {
      readonly [field: string]: unknown;
      readonly items?: readonly Sent[];
      readonly grounding?: {
        readonly source?: string;
        readonly lines?: readonly { readonly words: readonly { readonly span: [number, number] }[] }[];
      };
    }
    const wordsOf = ({ grounding, items = [], ...item }: Sent): string[] => {
      const bytes = Buffer.from(String(item[grounding?.source ?? "md"] ?? ""));
      const own = grounding?.lines?.flatMap((one) => one.words.map(({ span }) => bytes.subarray(...span).toString())) ?? [];
      return [...own, ...items.flatMap(wordsOf)];
    };
    const sent = jsonl
      .trimEnd()
      .split("\n")
      .flatMap((one) => wordsOf(JSON.parse(one) as Sent));
    const found = nodes.flatMap((one) => one.lines?.flatMap((each) => each.words.map((each) => each.text)) ?? []);
    expect(found).toEqual(sent);
    expect(found.length).toBeGreaterThan(1500);
    expect(found.join(" ")).toMatch(/’/);
  });

  test("has each line and word where its node is, its span cutting its text out of the markdown that holds its source", () => {
    let count = 0;
    for (const one of nodes) {
      for (const { text: found, region: spot } of all(one.lines)) {
        expect(inside(spot, one.regions)).toBe(true);
        // The value of a text with links in it is not in its markdown as it stands.
        if (spot.span === undefined) expect("value" in one && !one.markdown.includes(one.value)).toBe(true);
        else expect(one.markdown.slice(...spot.span)).toBe(found);
        if (spot.span !== undefined) count++;
      }
    }
    expect(count).toBeGreaterThan(1500);
  });

  test("has each cell where its table is, its lines within its boxes and its text", () => {
    let count = 0;
    for (const table of allTables(grounded)) {
      for (const cell of gridCells(table)) {
        for (const found of cell.regions) expect(inside(found, table.regions)).toBe(true);
        for (const found of all(cell.lines)) {
          expect(String(cell.raw).slice(...(found.region.span as [number, number]))).toBe(found.text);
          expect(inside(found.region, cell.regions)).toBe(true);
        }
        if (cell.text !== "" && cell.regions.length > 0) count++;
      }
    }
    expect(count).toBeGreaterThan(500);
  });

  test("keeps each header of page 5 apart that the service folds into one", () => {
    const [, segments] = allTables(grounded);
    expect(segments?.grid.rows.slice(0, 2).map((one) => one.cells.map((cell) => texts(cell.lines)?.join("/") ?? ""))).toEqual([
      ["Division", "Segment", "Revenue (£m)", "Revenue (£m)", "Operating profit (£m)", "Operating profit (£m)", "Margin"],
      ["", "", "2025", "2024*", "2025", "2024*", "2025"],
    ]);
  });

  test("has boxes for the rows of the ledger on page 6, and knows the page of the others by its text", () => {
    const ledger = allTables(groundDocument(stitchTables(document), sidecar)).find((table) => table.mergedFromPages !== undefined);
    const pages = ledger?.grid.rows.map(({ source }) => source.pageNumbers.join(" or ")) ?? [];
    expect([pages[1], pages[29], pages[30], pages[90]]).toEqual(["6", "6", "7", "8"]);
  });

  test("is the same when grounded twice, and changes nothing it was given", () => {
    const again = groundDocument(grounded, sidecar);
    expect(again).toEqual(grounded);
    const stitched = groundDocument(stitchTables(document), sidecar);
    expect(groundDocument(stitched, sidecar)).toEqual(stitched);
    expect(groundDocument(deepFreeze(structuredClone(document)), deepFreeze(structuredClone(sidecar)))).toEqual(grounded);
  });
});

test("a document without news is the same, and so are its pages without", () => {
  const document = doc(page(text("a")), page(text("b")));
  expect(groundDocument(document, readGroundedItems([]))).toBe(document);
  expect(groundDocument(document, readGroundedItems([row(1, text("a")), row(2, text("b"))]))).toBe(document);
  const grounded = groundDocument(document, readGroundedItems([row(2, lined(text("b"), line(0, 1)))]));
  expect(grounded.children[0]).toBe(document.children[0]);
  expect(grounded.children[1]).not.toBe(document.children[1]);
});

test("grounding twice is grounding once, also of what does not fit", () => {
  const sidecar = readGroundedItems([
    row(1, lined(text("a"), line(0, 9)), lined(text("b"), line(0, 1))),
    row(9, lined(text("c"), line(0, 1))),
    row(0),
  ]);
  const once = groundDocument(doc(page(text("a"), text("x"))), sidecar);
  expect(new Set(codes(once.warnings))).toEqual(
    new Set(["span-dropped", "grounding-row-invalid", "grounding-text-differs", "grounding-unmatched"]),
  );
  expect(groundDocument(once, sidecar)).toEqual(once);
});

/** The items of a result with a line over the whole markdown of each, and a box for each cell. */
function groundAll(items: readonly Wire[]): Wire[] {
  return items.map((item) => ({
    ...item,
    ...(Array.isArray(item.items) ? { items: groundAll(item.items) } : {}),
    grounding: {
      ...(item.md === "" ? {} : { lines: [line(0, Buffer.byteLength(String(item.md)))] }),
      ...(Array.isArray(item.rows) ? { rows: item.rows.map((one: unknown[]) => one.map(() => ({ bbox: place }))) } : {}),
    },
  }));
}

test("every item of any document is found again, and nothing else is changed", () => {
  fc.assert(
    fc.property(parseResults, (wire) => {
      const { pages } = wire.items as { pages: Wire[] };
      const rows = pages.map((one) => ({ ...one, items: groundAll((one.items ?? []) as Wire[]) }));
      const document = normalize(readParseResult(wire));
      const grounded = groundDocument(document, readGroundedItems(rows));
      expect(codes(grounded.warnings)).toEqual(codes(document.warnings));
      visit(grounded, (found) => {
        if (found.type === "root" || found.type === "page" || found.type === "listItem") return undefined;
        expect(texts(found.lines)).toEqual(found.markdown === "" ? undefined : [found.markdown]);
        if (found.type === "table") for (const cell of gridCells(found)) expect(cell.regions).toHaveLength(1);
        return undefined;
      });
      const bare = JSON.stringify(grounded, (key, value: unknown) => (key === "lines" || key === "regions" ? undefined : value));
      expect(bare).toBe(JSON.stringify(document, (key, value: unknown) => (key === "regions" ? undefined : value)));
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 50) },
  );
});

test("any sidecar can be grounded on any document: spans cut out their text, and both stay as they were", () => {
  const noise = fc.anything({ maxDepth: 2, withSparseArray: true });
  const number = fc.oneof(fc.integer({ min: -2, max: 30 }), fc.constantFrom(1e9, Number.NaN, Infinity, -0, "1", null));
  const boxes = fc.oneof(fc.record({ x: number, y: number, w: number, h: number }), fc.constant(place), noise);
  const line = fc.record({
    span: fc.oneof(fc.tuple(number, number), noise),
    bbox: boxes,
    words: fc.array(fc.record({ span: fc.tuple(number, number), bbox: boxes }), { maxLength: 2 }),
  });
  const grounding = fc.record(
    {
      source: fc.constantFrom("md", "value", "caption", "x"),
      lines: fc.array(line, { maxLength: 3 }),
      rows: fc.oneof(
        noise,
        fc.array(fc.array(fc.record({ bbox: boxes, lines: fc.array(line, { maxLength: 2 }) }), { maxLength: 3 }), { maxLength: 3 }),
      ),
    },
    { requiredKeys: [] },
  );
  const groundings = fc.array(fc.oneof(grounding, noise), { minLength: 1, maxLength: 6 });
  const check = (lines: readonly TextLine[] = [], host: string): void => {
    for (const { text: found, region: spot } of lines.flatMap((one) => [one, ...one.words])) {
      if (spot.span !== undefined) expect(host.slice(...spot.span)).toBe(found);
    }
  };
  fc.assert(
    fc.property(fc.array(bodyItems, { maxLength: 4 }), groundings, words, (items, sent, other) => {
      let count = 0;
      const hostile = (list: readonly Wire[]): Wire[] =>
        list.map((item) => ({
          ...item,
          ...(count % 5 === 4 ? { md: other } : {}),
          ...(Array.isArray(item.items) ? { items: hostile(item.items) } : {}),
          grounding: sent[count++ % sent.length],
        }));
      const sidecar = deepFreeze(readGroundedItems([row(1, ...hostile(items))]));
      const grounded = groundDocument(deepFreeze(doc(page(...items))), sidecar);
      expect(groundDocument(grounded, sidecar)).toEqual(grounded);
      visit(grounded, (found) => {
        if (found.type !== "root") check(found.lines, found.markdown);
        if (found.type === "table") for (const cell of gridCells(found)) check(cell.lines, String(cell.raw ?? ""));
        return undefined;
      });
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 50) },
  );
});
