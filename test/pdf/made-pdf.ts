import { PDFDocument, PDFName, rgb } from "@cantoo/pdf-lib";
import * as fc from "fast-check";
import { type PdfPage, type Rect, visibleRect } from "../../src/geometry/page-space.ts";
import type { Highlight, PlacedRegion } from "../../src/highlight/highlight.ts";

/** A PDF of one page for laws, and the size of a payload page that fits it. */
export interface MadePdf {
  readonly page: PdfPage;
  readonly size: { readonly width: number; readonly height: number };
  readonly useObjectStreams: boolean;
}

const tenths = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min: min * 10, max: max * 10 }).map((value) => value / 10);

const mediaBoxes: fc.Arbitrary<Rect> = fc
  .tuple(tenths(-500, 500), tenths(-500, 500), tenths(40, 900), tenths(40, 900))
  .map(([x, y, width, height]) => rectOf(x, y, width, height));

/** Corners as shares of the mediaBox: inside it, larger than it, or beside it. */
const crops = fc.option(fc.tuple(tenths(-1, 2), tenths(-1, 2), tenths(0.1, 2), tenths(0.1, 2)), { nil: undefined });

/** Pages with every rotation, cropBox inside, around or beside the mediaBox, corners in any order, any user unit, scanned at any resolution. */
export const madePdfs: fc.Arbitrary<MadePdf> = fc
  .record({
    mediaBox: mediaBoxes,
    crop: crops,
    rotation: fc.constantFrom(0, 90, 180, 270, -90, 450),
    userUnit: fc.constantFrom(1, 0.5, 2, 10),
    scale: fc.constantFrom(1, 150 / 72, 300 / 72),
    isSwapped: fc.boolean(),
    useObjectStreams: fc.boolean(),
  })
  .map(({ mediaBox, crop, rotation, userUnit, scale, isSwapped, useObjectStreams }) => {
    const [x1, y1, x2, y2] = mediaBox;
    const [width, height] = [x2 - x1, y2 - y1];
    const cropBox = crop && rectOf(hundredths(x1 + crop[0] * width), hundredths(y1 + crop[1] * height), crop[2] * width, crop[3] * height);
    const page: PdfPage = {
      mediaBox: isSwapped ? [x2, y2, x1, y1] : mediaBox,
      ...(cropBox === undefined ? {} : { cropBox }),
      rotation,
      userUnit,
    };
    const [left, bottom, right, top] = visibleRect(page).rect;
    const sides = [(right - left) * scale, (top - bottom) * scale] as const;
    const size = rotation % 180 === 0 ? { width: sides[0], height: sides[1] } : { width: sides[1], height: sides[0] };
    return { page, size, useObjectStreams };
  });

/** The bytes of such a PDF. */
export async function bytesOf({ page, useObjectStreams }: MadePdf): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const leaf = document.addPage();
  leaf.drawRectangle({ x: 10, y: 10, width: 20, height: 20, color: rgb(0, 0, 1) });
  const set = (key: string, value: number | number[]) => leaf.node.set(PDFName.of(key), document.context.obj(value as number));
  set("MediaBox", [...page.mediaBox]);
  if (page.cropBox !== undefined) set("CropBox", [...page.cropBox]);
  set("Rotate", page.rotation);
  set("UserUnit", page.userUnit);
  return document.save({ useObjectStreams, updateFieldAppearances: false });
}

/** Any string, lone surrogates and controls included. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
);

/** Highlights with boxes on the page, over its edges, beside it and broken ones, as shares of its size; some without a box or a page. */
export function highlightsOn({ size }: MadePdf): fc.Arbitrary<readonly Highlight[]> {
  const share = fc.integer({ min: -5, max: 15 }).map((value) => value / 10);
  const region: fc.Arbitrary<PlacedRegion> = fc
    .record({
      x: share,
      y: share,
      width: share,
      height: share,
      rotation: fc.constantFrom(undefined, 0, 90, -30, 200),
      isMeasured: fc.integer({ min: 0, max: 5 }),
    })
    .map(({ x, y, width, height, rotation, isMeasured }) => ({
      pageNumber: 1,
      box: {
        x: x * size.width,
        y: y * size.height,
        width: width * size.width,
        height: height * size.height,
        ...(rotation === undefined ? {} : { rotation }),
      },
      ...(isMeasured === 0 ? {} : { size }),
    }));
  const one = fc.record({
    kind: fc.constantFrom("citation" as const, "item" as const, "chunk" as const),
    regions: fc.array(region, { maxLength: 3 }),
    pages: fc.constantFrom([], [1]),
    title: texts,
    comment: fc.record({ path: texts, value: texts }),
    pointer: fc.constant("/a"),
  });
  return fc.array(one, { maxLength: 4 }).map((list) => list.map((highlight, index) => ({ ...highlight, id: `id ${index}` })));
}

function rectOf(x: number, y: number, width: number, height: number): Rect {
  return [x, y, hundredths(x + width), hundredths(y + height)];
}

/** Without the noise of sums, which makes boxes that only touch overlap by 1e-15. */
function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
