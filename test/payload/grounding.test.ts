import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { GroundedItem } from "../../src/payload/grounding/item.ts";
import { type GroundedItems, readGroundedItems } from "../../src/payload/grounding.ts";
import { codes, deepFreeze, list, parseResult, type Wire } from "../build.ts";

const place = { x: 1, y: 2, w: 3, h: 4 };
const box = { x: 1, y: 2, width: 3, height: 4 };
const row = (page_number: unknown, ...items: readonly unknown[]): Wire => ({ page_number, page_width: 612, page_height: 792, items });
const line = (start: unknown, end: unknown, words: readonly unknown[] = []): Wire => ({ span: [start, end], bbox: place, words });
const word = (start: unknown, end: unknown): Wire => ({ span: [start, end], bbox: place });
const md = (text: string, ...lines: readonly unknown[]): Wire => ({ md: text, grounding: { lines } });
const table = (rows: readonly unknown[], grounding: readonly unknown[]): Wire => ({ rows, grounding: { rows: grounding } });

const first = (...items: readonly unknown[]): GroundedItem => readGroundedItems([row(1, ...items)]).pages[0]?.items[0] as GroundedItem;
const texts = (item: GroundedItem): string[] => item.lines.map((one) => one.text);
const problems = ({ warnings }: GroundedItems): string[] => warnings.map(({ code, pointer }) => `${code} ${pointer}`);

/** The two rows of LlamaIndex's own tests, from ParseBench and ExtractBench (Apache-2.0), shortened. */
const published = [
  row(1, {
    type: "table",
    rows: [["Alpha", "42"]],
    grounding: {
      rows: [
        [
          { bbox: [place, { ...place, x: 46 }], lines: [line(0, 5, [word(0, 5)])] },
          { bbox: [place], lines: [line(0, 2, [word(0, 2)])] },
        ],
      ],
    },
  }),
  {
    ...row(
      2,
      { type: "table", rows: [["EWILLIAMS<br/>SARAH<br/>File: 106036"]], grounding: { rows: [[{ span: [0, 36] }]] } },
      { md: "Montant réel des dividendes déterminés (23): 3243244443", grounding: { source: "md", lines: [line(48, 58, [word(48, 58)])] } },
    ),
    page_width: 1,
    page_height: 1,
  },
];

test("readGroundedItems() reads the rows of the service's own tests", () => {
  const { pages, warnings } = readGroundedItems(deepFreeze(published));
  expect(warnings).toEqual([]);
  const [cells] = pages[0]?.items[0]?.cells ?? [];
  expect(cells?.map((cell) => [cell?.boxes.length, cell?.lines[0]?.words[0]?.text])).toEqual([
    [2, "Alpha"],
    [1, "42"],
  ]);
  expect(pages[1]).toMatchObject({ number: 2, width: 1, height: 1, pointer: "/1" });
  expect(pages[1]?.items[0]?.cells).toEqual([[undefined]]);
  expect(pages[1]?.items[1]?.lines).toMatchObject([{ text: "3243244443", span: [45, 55], box, words: [{ text: "3243244443" }] }]);
});

describe("its input", () => {
  const jsonl = published.map((one) => JSON.stringify(one)).join("\n");
  const expected = readGroundedItems(published);

  test.each([
    ["without a final line break", jsonl],
    ["with one", `${jsonl}\n`],
    ["with a byte order mark and CRLF", `\ufeff${jsonl.replaceAll("\n", "\r\n")}\r\n`],
    ["with a mark before one list", `\ufeff${JSON.stringify(published)}`],
    ["as one list over many lines", JSON.stringify(published, null, 2)],
  ])("may be JSONL %s", (_, text) => {
    expect(readGroundedItems(text)).toEqual(expected);
  });

  test("may have blank lines, which are no rows", () => {
    const { pages, warnings } = readGroundedItems(`\n${JSON.stringify(row(2))}\n \n\n{"page_number": 1\n${JSON.stringify(row(3))}`);
    expect(pages.map(({ number, pointer }) => [number, pointer])).toEqual([
      [2, "/0"],
      [3, "/2"],
    ]);
    expect(warnings.map(({ code, pointer }) => [code, pointer])).toEqual([["grounding-row-invalid", "/1"]]);
  });

  test("may be one row over many lines, or nothing at all", () => {
    expect(readGroundedItems(JSON.stringify(published[0], null, 1)).pages).toHaveLength(1);
    for (const empty of ["", " \n\ufeff".trim(), "\n\n", "[]", []]) expect(readGroundedItems(empty)).toEqual({ pages: [], warnings: [] });
  });

  test.each<[string, string | readonly unknown[], string, RegExp]>([
    ["a parse result", JSON.stringify(parseResult({})), "payload-wrong-kind", /read it with readParseResult/],
    ["a parse result in a list", [parseResult({})], "payload-wrong-kind", /read it with readParseResult/],
    ["a parse result over many lines", JSON.stringify(parseResult({}), null, 2), "payload-wrong-kind", /readParseResult/],
    ["an object that is no list", parseResult({}) as never, "payload-wrong-kind", /readParseResult/],
    ["a page of another section", [{ page_number: 1, markdown: "a" }], "payload-wrong-kind", /page_number, markdown/],
    ["a number", "17", "payload-wrong-kind", /it is a number/],
    ["a web page", "<!DOCTYPE html>\n<p>expired", "json-invalid", /begins "<!DOCTYPE html>/],
    ["a link", "see https://a.example/b?token=CANARY", "json-invalid", /^(?!.*CANARY)/s],
  ])("is refused when it is %s", (_, input, code, message) => {
    expect(() => readGroundedItems(input)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  });

  test("may be nested as deep as maxDepth, and no deeper", () => {
    const nested = (depth: number): unknown => (depth === 0 ? md("a") : { md: "a", items: [nested(depth - 1)] });
    expect(readGroundedItems([row(1, nested(64))]).warnings).toEqual([]);
    for (const depth of [65, 5000]) {
      expect(() => readGroundedItems([row(1, nested(depth))])).toThrow(expect.objectContaining({ code: "payload-too-deep" }));
    }
    expect(() => readGroundedItems([row(1, nested(2))], { maxDepth: 1 })).toThrow(expect.objectContaining({ code: "payload-too-deep" }));
    expect(() => readGroundedItems([], { maxDepth: 0 })).toThrow(RangeError);
  });
});

test("pages come in ascending order, and the first of two wins", () => {
  const { pages, warnings } = readGroundedItems([row(7, md("a")), row(2), { page_number: 5, success: false }, row(7, md("b"))]);
  expect(pages.map((page) => page.number)).toEqual([2, 5, 7]);
  expect(pages[2]?.items[0]?.markdown).toBe("a");
  expect(warnings.map(({ code, pointer }) => [code, pointer])).toEqual([["page-duplicate", "/3"]]);
});

test.each([[0], [-1], [1.5], ["1"], ["iv"], [null], [Number.NaN], [undefined]])(
  "a row whose page number is %s costs that row",
  (number) => {
    const read = readGroundedItems([row(1), row(number)]);
    expect(read.pages).toHaveLength(1);
    expect(problems(read)).toEqual(["grounding-row-invalid /1/page_number"]);
  },
);

test.each([[null], [5], ["a"], [[]], [undefined]])("a row that is %j costs that row", (raw) => {
  const read = readGroundedItems([row(1), raw]);
  expect(read.pages).toHaveLength(1);
  expect(problems(read)).toEqual(["grounding-row-invalid /1"]);
});

test.each<[string, unknown, string]>([
  ["an item that is none", 7, "field-invalid /0/items/1"],
  ["a text that is none", { md: 1 }, "field-invalid /0/items/1/md"],
  ["a grounding that is none", { md: "a", grounding: 3 }, "field-invalid /0/items/1/grounding"],
  ["a source nobody knows", { md: "abc", grounding: { source: "xyz" } }, "field-invalid /0/items/1/grounding/source"],
  ["lines that are no list", { md: "abc", grounding: { lines: {} } }, "field-invalid /0/items/1/grounding/lines"],
  ["a line that is none", md("abc", null), "field-invalid /0/items/1/grounding/lines/0"],
  ["a word that is none", md("abc", line(0, 3, ["abc"])), "field-invalid /0/items/1/grounding/lines/0/words/0"],
  ["a span of one number", md("abc", { span: [1], bbox: place }), "field-invalid /0/items/1/grounding/lines/0/span"],
  ["a span of texts", md("abc", line("0", "1")), "field-invalid /0/items/1/grounding/lines/0/span/0"],
  ["a span of no whole number", md("abc", line(0, 1.5)), "field-invalid /0/items/1/grounding/lines/0/span/1"],
  ["a box with a null", md("abc", { ...line(0, 3), bbox: { ...place, x: null } }), "box-invalid /0/items/1/grounding/lines/0/bbox/x"],
  ["a box without height", md("abc", { ...line(0, 3), bbox: { ...place, h: 0 } }), "box-invalid /0/items/1/grounding/lines/0/bbox/h"],
  ["a box that is NaN", md("abc", { ...line(0, 3), bbox: { ...place, r: Number.NaN } }), "box-invalid /0/items/1/grounding/lines/0/bbox/r"],
  ["a line in two places", md("abc", { ...line(0, 3), bbox: [place, place] }), "box-invalid /0/items/1/grounding/lines/0/bbox"],
  ["a row of cells that is none", table([["a"]], ["a"]), "field-invalid /0/items/1/grounding/rows/0"],
  ["a cell that is none", table([["a"]], [["a"]]), "field-invalid /0/items/1/grounding/rows/0/0"],
  ["a cell at no angle", table([["a"]], [[{ bbox: [place], r: "up" }]]), "field-invalid /0/items/1/grounding/rows/0/0/r"],
  ["a box of a cell", table([["a"]], [[{ bbox: [place, { ...place, w: -1 }] }]]), "box-invalid /0/items/1/grounding/rows/0/0/bbox/1/w"],
])("%s costs only itself, with a warning that says where", (_, broken, problem) => {
  const sound = md("sound", line(0, 5, [word(0, 5)]));
  const read = readGroundedItems([row(1, sound, broken, sound)]);
  expect(problems(read)).toEqual([problem]);
  expect(read.pages[0]?.items.map(texts)).toEqual([["sound"], expect.anything(), ["sound"]]);
});

test("a broken size of a page costs that size", () => {
  const read = readGroundedItems([{ ...row(1), page_width: 0, page_height: "12" }]);
  expect(read.pages).toEqual([{ pointer: "/0", number: 1, items: [] }]);
  expect(codes(read.warnings)).toEqual(["field-invalid", "field-invalid"]);
});

test("null and absent mean the same everywhere", () => {
  const nothing = { bbox: null, words: null, span: null, lines: null, rows: null, items: null, r: null, source: null, md: null };
  const read = readGroundedItems([
    row(1, { grounding: null }, { ...nothing, grounding: nothing }, { grounding: { lines: [nothing], rows: [null, [null, nothing]] } }),
  ]);
  expect(read.warnings).toEqual([]);
  expect(read.pages[0]?.items[2]?.lines).toEqual([{ text: "", span: undefined, box: undefined, words: [] }]);
});

test("a box of a line may be a list, and those of a cell one object, which the angle of the cell turns", () => {
  expect(first(md("abc", { ...line(0, 3), bbox: [place] })).lines[0]?.box).toMatchObject(box);
  const { cells } = first(
    table(
      [["a"]],
      [
        [
          { bbox: place, r: 90 },
          { bbox: [{ ...place, r: 5 }], r: 90 },
        ],
      ],
    ),
  );
  expect(cells[0]?.map((cell) => cell?.boxes[0]?.rotation)).toEqual([90, 5]);
});

test.each<[string, Wire, string]>([
  ["md, when it does not say", { md: "abc", value: "def" }, "abc"],
  ["the one it says", { md: "abc", value: "def", grounding: { source: "value" } }, "def"],
  ["the caption", { md: "abc", caption: "def", grounding: { source: "caption" } }, "def"],
  ["the value, when the one it says is empty", { md: "", value: "def", caption: "ghi" }, "def"],
  ["the md, when the one it says is absent", { md: "abc", caption: "ghi", grounding: { source: "value" } }, "abc"],
  ["the caption, when there is no value and no md", { caption: "ghi", html: "jkl" }, "ghi"],
  ["the html as the last", { html: "jkl" }, "jkl"],
])("spans count in %s", (_, item, expected) => {
  expect(texts(first({ ...item, grounding: { ...(item.grounding as Wire), lines: [line(0, 3)] } }))).toEqual([expected]);
});

test("spans of cells count in the cell's own text, as the JSON of a number and the text of an object", () => {
  const cell = (end: number): Wire => ({ lines: [line(0, end)] });
  const rows = [["a<br/>é", 1e21, 0.5, { value: "v", md: "m" }, { html: "<b>", md: 1 }, null, true]];
  const read = readGroundedItems([
    row(1, table(rows, [[cell(8), cell(5), cell(3), cell(1), cell(3), cell(1), cell(1), cell(1)], [cell(1)]])),
  ]);
  const [cells, below] = read.pages[0]?.items[0]?.cells ?? [];
  expect(cells?.map((found) => found?.lines[0]?.text)).toEqual(["a<br/>é", "1e+21", "0.5", "v", "<b>", "", "", ""]);
  expect(below?.[0]?.lines[0]?.text).toBe("");
  expect(new Set(codes(read.warnings))).toEqual(new Set(["span-dropped"]));
});

test.each([
  ["turned round", [5, 2]],
  ["empty", [3, 3]],
  ["before the start", [-1, 3]],
  ["past the end", [2, 99]],
  ["far past the end", [0, 1e9]],
  ["inside a character", [0, 4]],
])("a span that is %s is dropped, its box stays", (_, [start, end]) => {
  const read = readGroundedItems([row(1, md("caf\u00e9 noir", line(start, end, [word(0, 5), word(6, 10)])))]);
  expect(read.pages[0]?.items[0]?.lines).toMatchObject([{ text: "", box, words: [{ text: "café" }, { text: "noir" }] }]);
  expect(problems(read)).toEqual(["span-dropped /0/items/0/grounding/lines"]);
});

test("a word outside its line has no text, and spans that fail in one text are one warning", () => {
  const read = readGroundedItems([row(1, md("one two", line(0, 3, [word(0, 3), word(4, 7), word(9, 9)])))]);
  expect(read.pages[0]?.items[0]?.lines[0]?.words.map(({ text }) => text)).toEqual(["one", "", ""]);
  expect(read.warnings).toMatchObject([{ code: "span-dropped", message: expect.stringMatching(/^2 spans/) }]);
});

test("fields called __proto__ are fields like any other", () => {
  const text = `{"page_number":1,"__proto__":{"items":[1]},"items":[{"__proto__":{"md":"x"},"md":"abc","grounding":{"__proto__":null,"lines":[{"__proto__":{"span":[0,1]},"span":[0,3],"bbox":{"__proto__":{"r":9},"x":1,"y":2,"w":3,"h":4}}]}}]}`;
  expect(readGroundedItems(text).pages[0]?.items[0]?.lines).toMatchObject([{ text: "abc", box }]);
  expect(({} as Wire).polluted).toBeUndefined();
});

describe("the unit of spans", () => {
  const tokens = fc.string({ unit: fc.constantFrom(..."abz09éß漢字ש𝒜𐐀"), minLength: 1, maxLength: 6 });
  const lines = fc.array(fc.array(tokens, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 });
  const lengths = {
    bytes: (text: string) => Buffer.byteLength(text),
    "UTF-16 units": (text: string) => text.length,
    "code points": (text: string) => [...text].length,
  };

  /** An item whose words stand in lines, all parted by a space, with spans that count by `lengthOf`. */
  const spanned = (words: readonly (readonly string[])[], lengthOf: (text: string) => number): Wire => {
    let at = 0;
    const grounded = words.map((texts) => {
      const from = at;
      const spans = texts.map((text) => {
        const start = at;
        at += lengthOf(text) + 1;
        return word(start, at - 1);
      });
      return line(from, at - 1, spans);
    });
    return md(words.map((texts) => texts.join(" ")).join(" "), ...grounded);
  };

  test.each(Object.entries(lengths))("is told for each page: %s", (unit, lengthOf) => {
    fc.assert(
      fc.property(fc.array(lines, { minLength: 1, maxLength: 4 }), lines, (items, others) => {
        const read = readGroundedItems([row(1, ...items.map((item) => spanned(item, lengthOf))), row(2, spanned(others, lengths.bytes))]);
        const found = read.pages.map((page) => page.items.map((item) => item.lines.map(({ words }) => words.map(({ text }) => text))));
        expect(found).toEqual([items, [others]]);
        const isTold = items.flat(2).some((text) => lengthOf(text) !== lengths.bytes(text));
        expect(codes(read.warnings)).toEqual(isTold ? ["grounding-unit-guessed"] : []);
        for (const { words } of read.pages.flatMap((page) => page.items.flatMap((item) => item.lines))) {
          for (const { text, span } of words) expect(text.length).toBe((span?.[1] ?? 0) - (span?.[0] ?? 0));
        }
        if (isTold && unit !== "bytes") expect(read.warnings[0]?.message).toMatch(/UTF-16 units|code points/);
      }),
    );
  });

  test("is told by white space where no word is cut", () => {
    const read = readGroundedItems([row(1, md("é: (b)", line(3, 6, [word(3, 6)])))]);
    expect(read.pages[0]?.items.map(texts)).toEqual([["(b)"]]);
    expect(codes(read.warnings)).toEqual(["grounding-unit-guessed"]);
  });

  test("stays bytes when a page does not read right in any", () => {
    const read = readGroundedItems([row(1, md("é one", line(0, 6, [word(0, 2), word(3, 6)])), md("é two", line(0, 4), line(1, 6)))]);
    expect(read.pages[0]?.items.map(texts)).toEqual([["é one"], ["é t", ""]]);
    expect(codes(read.warnings)).toEqual(["span-dropped"]);
  });

  test("counts half a surrogate pair as the three bytes that encoders write for it", () => {
    expect(texts(first(md("\ud800 ab", line(4, 6))))).toEqual(["ab"]);
  });
});

test("any spans give texts that are what stands there, whole characters, or nothing", () => {
  const number = fc.oneof(fc.integer({ min: -3, max: 40 }), fc.constantFrom(1e9, -0, Number.MAX_SAFE_INTEGER));
  const spans = fc.array(fc.tuple(number, number), { maxLength: 6 });
  const soup = fc.string({ unit: fc.constantFrom("a", " ", "é", "漢", "😀", "e\u0301", "<br/>"), maxLength: 12 });
  fc.assert(
    fc.property(soup, spans, spans, (text, lines, words) => {
      const item = first(
        md(
          text,
          ...lines.map(([start, end]) =>
            line(
              start,
              end,
              words.map(([from, to]) => word(from, to)),
            ),
          ),
        ),
      );
      expect(item.lines).toHaveLength(lines.length);
      for (const found of item.lines.flatMap((one) => [one, ...one.words])) {
        expect(found.text).toBe(found.span === undefined ? "" : text.slice(...found.span));
        expect(found.text.isWellFormed()).toBe(true);
        expect(Object.is(found.span?.[0], -0)).toBe(false);
      }
    }),
  );
});

test("a page of 100,000 words in one text is read", () => {
  const texts = Array.from({ length: 100_000 }, (_, index) => `é${index}`);
  let at = 0;
  const words = texts.map((text) => {
    const start = at;
    at += Buffer.byteLength(text) + 1;
    return word(start, at - 1);
  });
  const read = readGroundedItems([row(1, md(texts.join(" "), line(0, at - 1, words)))]);
  expect(read.warnings).toEqual([]);
  expect(read.pages[0]?.items[0]?.lines[0]?.words.at(-1)?.text).toBe("é99999");
});

test("a sidecar of failed pages alone is one", () => {
  expect(readGroundedItems([{ page_number: 4, success: false }]).pages).toEqual([{ pointer: "/0", number: 4, items: [] }]);
});

test("lists, headers and footers hold items of their own", () => {
  const { items } = first({ ...list("a"), items: [md("a", line(0, 1)), { md: "b", items: [md("c", line(0, 1))] }] });
  expect(items[1]?.items[0]).toMatchObject({ pointer: "/0/items/0/items/1/items/0", lines: [{ text: "c" }] });
});
