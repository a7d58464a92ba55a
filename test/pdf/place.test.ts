import { PDFDocument, PDFName } from "@cantoo/pdf-lib";
import { expect, test } from "vitest";
import type { Box, PageSize } from "../../src/geometry/box.ts";
import type { Highlight } from "../../src/highlight/highlight.ts";
import { annotate } from "../../src/pdf/annotate.ts";
import { file, highlight, target } from "./files.ts";
import { annotationsOf } from "./read-back.ts";

const letter: PageSize = { width: 612, height: 792 };

function boxed(box: Partial<Box>, change: Partial<Highlight> = {}, size: PageSize | undefined = letter): Highlight {
  const region = { pageNumber: 1, box: { x: 72, y: 72, width: 144, height: 36, ...box } };
  return highlight({ regions: [size === undefined ? region : { ...region, size }], ...change });
}

async function outcome(mark: Highlight) {
  const { bytes, drawn, notDrawn } = await annotate(file("plain"), [mark]);
  const subtypes = (await annotationsOf(bytes))[0]?.map(({ subtype }) => subtype) ?? [];
  return { subtypes, rects: drawn.map(({ rect }) => rect), codes: notDrawn.map(({ code }) => code) };
}

test("a box half off the page is clipped to it", async () => {
  const clipped = { subtypes: ["Highlight", "Popup"], rects: [[0, 756, 44, 792]], codes: [] };
  expect(await outcome(boxed({ x: -100, y: 0 }))).toEqual(clipped);
});

test("a box off the page is listed and not drawn, nor moved back", async () => {
  expect(await outcome(boxed({ y: 800 }))).toEqual({ subtypes: [], rects: [], codes: ["box-outside-page"] });
  expect(await outcome(boxed({ x: 612 }))).toEqual({ subtypes: [], rects: [], codes: ["box-outside-page"] });
});

test("a page note stands in for a box without a known page size", async () => {
  const note = { subtypes: ["Text", "Popup"], rects: [[0, 774, 18, 792]], codes: ["page-size-missing"] };
  const { box } = boxed({}).regions[0] as { box: Box };
  expect(await outcome(highlight({ regions: [{ pageNumber: 1, box }] }))).toEqual(note);
  expect(await outcome(boxed({}, {}, { width: 0, height: 792 }))).toEqual(note);
});

test("a page note stands in for a box without an area or with a broken number", async () => {
  const note = { subtypes: ["Text", "Popup"], rects: [[0, 774, 18, 792]], codes: ["box-invalid"] };
  for (const box of [{ width: 0 }, { height: -3 }, { x: Number.NaN }, { y: Number.POSITIVE_INFINITY }, { rotation: Number.NaN }]) {
    expect(await outcome(boxed(box))).toEqual(note);
  }
});

test("a citation of the whole page becomes a page note, an item of the whole page is drawn", async () => {
  const whole = { x: 1, y: 1, width: 610, height: 790 };
  const note = { subtypes: ["Text", "Popup"], rects: [[0, 774, 18, 792]], codes: ["box-whole-page"] };
  expect(await outcome(boxed(whole))).toEqual(note);
  expect((await outcome(boxed(whole, { kind: "item" }))).subtypes).toEqual(["Highlight", "Popup"]);
});

test("several boxes of a page are one annotation, equal ones drawn once", async () => {
  const one = boxed({}).regions[0] as Highlight["regions"][number];
  const lower = { ...one, box: { ...one.box, y: 108 } };
  const { bytes } = await annotate(file("plain"), [highlight({ regions: [one, lower, one] })]);
  const [found] = (await annotationsOf(bytes))[0] ?? [];
  expect(found?.rect).toEqual([72, 648, 216, 720]);
  expect(found?.quadPoints).toEqual([72, 720, 216, 720, 72, 684, 216, 684, 72, 684, 216, 684, 72, 648, 216, 648]);
});

test("boxes on several pages are one annotation a page", async () => {
  const [first] = target("xrefstream").regions as [Highlight["regions"][number]];
  const mark = highlight({ regions: [first, { ...first, pageNumber: 3 }], pages: [2, 3] });
  const { bytes } = await annotate(file("xrefstream"), [mark]);
  const found = (await annotationsOf(bytes)).map((page) =>
    page.filter(({ name }) => name).map(({ subtype, name }) => `${subtype} ${name}`),
  );
  const name = "postparse:citation:/total:0";
  expect(found).toEqual([[`Highlight ${name}#p1`], [`Text ${name}#p2`], [`Highlight ${name}#p3`]]);
});

test("two highlights of one id keep both their marks, in one run and in the next", async () => {
  const marks = [boxed({}), boxed({ y: 300 })];
  const { bytes } = await annotate(file("plain"), marks);
  const again = await annotate(bytes, marks);
  const namesIn = async (one: Uint8Array) => (await annotationsOf(one))[0]?.flatMap(({ name }) => name ?? []);
  expect(await namesIn(bytes)).toEqual(["postparse:citation:/total:0", "postparse:citation:/total:0#2"]);
  expect(await namesIn(again.bytes)).toEqual(await namesIn(bytes));
});

test("a turned page is warned of once", async () => {
  const size = { ...letter, orientationAngle: 90 };
  const { warnings } = await annotate(file("plain"), [boxed({}, { id: "a" }, size), boxed({}, { id: "b" }, size)]);
  expect(warnings.map(({ message }) => message)).toEqual(["Page 1 was turned by 90 before parsing: its boxes may be turned"]);
});

test("a page that fits no frame is warned of once and still drawn", async () => {
  const size = { width: 700, height: 700 };
  const { warnings, drawn } = await annotate(file("plain"), [boxed({}, { id: "a" }, size), boxed({}, { id: "b" }, size)]);
  expect(warnings.map(({ message }) => message)).toEqual(["Page 1, 700 × 700, fits no box of the PDF page: cropBox is used"]);
  expect(drawn.map(({ certainty }) => certainty)).toEqual(["guessed", "guessed"]);
});

test("lone surrogates in a comment are replaced and warned of", async () => {
  const { bytes, warnings } = await annotate(file("plain"), [boxed({}, { comment: { path: "total", value: "4\ud8002" } })]);
  expect((await annotationsOf(bytes))[0]?.[0]?.contents).toContain("4\ufffd2");
  expect(warnings).toEqual([{ code: "text-ill-formed", message: "Lone surrogate replaced", pointer: "/total" }]);
});

test("a long quote is cut and warned of", async () => {
  const { warnings } = await annotate(file("plain"), [boxed({}, { comment: { quote: "long ".repeat(200) } })]);
  expect(warnings.map(({ code }) => code)).toEqual(["comment-cut"]);
});

test("a page listed twice is one page: marks of both numbers are drawn on it once", async () => {
  const document = await PDFDocument.create({ updateMetadata: false });
  const page = document.addPage([612, 792]);
  document.catalog.Pages().Kids().push(page.ref);
  document.catalog.Pages().set(PDFName.of("Count"), document.context.obj(2));
  const [region] = boxed({}).regions as [Highlight["regions"][number]];
  const mark = highlight({ regions: [region, { ...region, pageNumber: 2 }], pages: [2] });
  const { bytes, drawn, warnings } = await annotate(await document.save({ updateFieldAppearances: false }), [mark]);
  expect(drawn.map(({ pageNumber, rect }) => [pageNumber, rect])).toEqual([[1, [72, 684, 216, 720]]]);
  expect(warnings.map(({ message }) => message)).toEqual(["Pages 1 and 2 are one object: marks show on both"]);
  expect((await annotationsOf(bytes))[0]?.map(({ subtype }) => subtype)).toEqual(["Highlight", "Popup"]);
});
