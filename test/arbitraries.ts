import fc from "fast-check";
import type { Box } from "../src/geometry/box.ts";
import type { PdfPage } from "../src/geometry/page-space.ts";
import { code, failedPage, footer, header, heading, image, link, list, page, parseResult, rowsTable, text, type Wire } from "./build.ts";

/** Text with what breaks formats: pipes, quotes, fences, markup, line ends, surrogate pairs, right-to-left and combining marks. */
export const soup: fc.Arbitrary<string> = fc.string({
  unit: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(..."abcdefgh 0123456789") },
    {
      weight: 2,
      arbitrary: fc.constantFrom("|", "\\", "`", "```", "~~~", "#", "*", "_", "<", ">", "&", '"', "'", ",", ";", "[", "]", "(", ")", "!"),
    },
    { weight: 1, arbitrary: fc.constantFrom("\n", "\r\n", "\t", "😀", "é", "e\u0301", "漢", "ש", "\u200b", "=", "+", "-", "@") },
  ),
  maxLength: 60,
});

/** Words that are not blank, on one line. */
export const words: fc.Arbitrary<string> = fc
  .array(fc.string({ unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzé漢"), minLength: 1, maxLength: 9 }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((list) => list.join(" "));

/** Several sentences. */
export const prose: fc.Arbitrary<string> = fc
  .array(words, { minLength: 1, maxLength: 12 })
  .map((sentences) => sentences.map((sentence) => `${sentence}.`).join(" "));

const boxes: fc.Arbitrary<Wire> = fc
  .tuple(
    fc.integer({ min: 0, max: 500 }),
    fc.integer({ min: 0, max: 700 }),
    fc.integer({ min: 1, max: 100 }),
    fc.integer({ min: 1, max: 90 }),
  )
  .map(([x, y, w, h]) => ({ bbox: [{ x, y, w, h, confidence: 0.9, label: "text" }] }));

const boxed = (items: fc.Arbitrary<Wire>): fc.Arbitrary<Wire> =>
  fc.tuple(items, fc.option(boxes, { nil: {} })).map(([item, place]) => ({ ...item, ...place }));

const lists: fc.Arbitrary<Wire> = fc.letrec<{ list: Wire }>((tie) => ({
  list: fc
    .array(fc.oneof({ depthSize: "small", withCrossShrink: true }, words, tie("list")), { minLength: 1, maxLength: 4 })
    .map((children) => list(...children)),
})).list;

/** Rows of equal length, the first being the header. */
export const tableRows: fc.Arbitrary<string[][]> = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 2, max: 9 }))
  .chain(([columns, rows]) => fc.array(fc.array(words, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }));

/** An item of the body, of any type, often with a box. */
export const bodyItems: fc.Arbitrary<Wire> = boxed(
  fc.oneof(
    prose.map((value) => text(value)),
    fc.tuple(fc.integer({ min: 1, max: 6 }), words).map(([level, value]) => heading(level, value)),
    lists,
    fc
      .tuple(fc.array(words, { minLength: 1, maxLength: 9 }), fc.option(fc.constantFrom("ts", "python"), { nil: undefined }))
      .map(([lines, language]) => code(lines.join("\n"), language)),
    tableRows.map((rows) => rowsTable(rows)),
    words.map((caption) => image(caption, "page_1_image_1.jpg")),
    words.map((label) => link(label, "https://example.com/a")),
  ),
);

const headers = words.map((value) => header(text(value)));
const footers = words.map((value) => footer(text(value)));

/** A page with furniture now and then; some have failed. */
export const pages: fc.Arbitrary<Wire> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .tuple(fc.option(headers), fc.array(bodyItems, { maxLength: 6 }), fc.option(footers))
      .map(([top, items, bottom]) => page(...(top === null ? [] : [top]), ...items, ...(bottom === null ? [] : [bottom]))),
  },
  { weight: 1, arbitrary: fc.constant(failedPage()) },
);

/** A completed parse result of up to six pages. */
export const parseResults: fc.Arbitrary<Wire> = fc.array(pages, { minLength: 1, maxLength: 6 }).map((list) => parseResult(...list));

const sides = { min: 50, max: 2000, noNaN: true, noDefaultInfinity: true };

/** A page frame: mediaBox anywhere, cropBox inside it or none, any quarter turn, any unit. */
export const pdfPages: fc.Arbitrary<PdfPage> = fc
  .record({
    x: fc.integer({ min: -300, max: 300 }),
    y: fc.integer({ min: -300, max: 300 }),
    width: fc.double(sides),
    height: fc.double(sides),
    inset: fc.option(fc.tuple(fc.double({ min: 0, max: 0.3, noNaN: true }), fc.double({ min: 0, max: 0.3, noNaN: true })), {
      nil: undefined,
    }),
    turns: fc.integer({ min: -4, max: 7 }),
    userUnit: fc.constantFrom(0.1, 0.5, 1, 2, 10),
  })
  .map(({ x, y, width, height, inset, turns, userUnit }) => ({
    mediaBox: [x, y, x + width, y + height] as const,
    ...(inset === undefined
      ? {}
      : {
          cropBox: [x + inset[0] * width, y + inset[1] * height, x + width * (1 - inset[0] / 2), y + height * (1 - inset[1] / 2)] as const,
        }),
    rotation: turns * 90,
    userUnit,
  }));

/** A box inside a page of the unit square, to be scaled to a page's size. */
export const unitBoxes: fc.Arbitrary<Box> = fc
  .tuple(...[0, 0, 0, 0].map(() => fc.double({ min: 0.01, max: 0.49, noNaN: true })))
  .map(([x = 0, y = 0, width = 0, height = 0]) => ({ x, y, width, height }));
