import fc from "fast-check";
import { expect, test } from "vitest";
import type { Box, PageSize } from "../../src/geometry/box.ts";
import { normalizeRotation } from "../../src/geometry/box.ts";
import { fromPdfQuad, type PdfPage, pageFrame, type Quad, quadBounds, toPdfQuad, visibleRect } from "../../src/geometry/page-space.ts";
import { pdfPages, unitBoxes } from "../arbitraries.ts";

const scales = fc.constantFrom(0.5, 1, 150 / 72, 300 / 72);
const rotations = fc.oneof(fc.constant(0), fc.double({ min: -180, max: 179.9, noNaN: true }));

/** A page, the size of a payload page that shows it at some resolution, and a box on that. */
const placed = fc
  .record({ page: pdfPages, scale: scales, share: unitBoxes, rotation: rotations })
  .map(({ page, scale, share, rotation }) => {
    const size = displayed(page, scale);
    const box = onPage(share, size);
    return { page, size, share, box, turned: rotation === 0 ? box : { ...box, rotation } };
  });

test("space: fromPdfQuad undoes toPdfQuad, for every rotation, crop, user unit and resolution", () => {
  fc.assert(
    fc.property(placed, ({ page, size, turned }) => {
      const back = fromPdfQuad(toPdfQuad(turned, size, page), size, page);
      expectClose([back.x, back.y, back.width, back.height], [turned.x, turned.y, turned.width, turned.height]);
      const difference = normalizeRotation((back.rotation ?? 0) - (turned.rotation ?? 0));
      expect(Math.abs(difference)).toBeLessThan(1e-6);
    }),
  );
});

test("space: four quarter turns of a page are none, and k and k + 360 degrees agree", () => {
  fc.assert(
    fc.property(placed, fc.constantFrom(-360, 360, 720), ({ page, size, turned }, full) => {
      const again = { ...page, rotation: page.rotation + full };
      expect(toPdfQuad(turned, size, again)).toEqual(toPdfQuad(turned, size, page));
    }),
  );
});

test("space: a box turned by r and by r + 360 degrees is one", () => {
  fc.assert(
    fc.property(placed, fc.constantFrom(-720, -360, 360), ({ page, size, turned }, full) => {
      const again = { ...turned, rotation: (turned.rotation ?? 0) + full };
      expectClose(toPdfQuad(again, size, page), toPdfQuad(turned, size, page));
    }),
  );
});

test("space: mapping commutes with scaling box and page together", () => {
  fc.assert(
    fc.property(placed, fc.double({ min: 0.9999, max: 1.0001, noNaN: true }), ({ page, size, turned }, factor) => {
      const frame = pageFrame(size, page).name;
      const [larger, box] = [scaled(size, factor), { ...turned, ...scaledBox(turned, factor) }];
      expectClose(toPdfQuad(box, larger, page, { frame }), toPdfQuad(turned, size, page, { frame }));
    }),
  );
});

test("space: an area is scaled by page box over payload page", () => {
  fc.assert(
    fc.property(placed, ({ page, size, turned }) => {
      const [x1, y1, x2, y2] = visibleRect(page).rect;
      const ratio = ((x2 - x1) * (y2 - y1)) / (size.width * size.height);
      const area = Math.abs(cross(toPdfQuad(turned, size, page, { frame: "cropBox" })));
      expect(area / (turned.width * turned.height * ratio)).toBeCloseTo(1, 9);
    }),
  );
});

test("space: a quad is read in the same sense on every page", () => {
  fc.assert(
    fc.property(placed, ({ page, size, turned }) => {
      expect(Math.sign(cross(toPdfQuad(turned, size, page)))).toBe(-1);
    }),
  );
});

test("space: an unrotated box on the page maps into the page box", () => {
  fc.assert(
    fc.property(placed, ({ page, size, box }) => {
      const [x1, y1, x2, y2] = quadBounds([toPdfQuad(box, size, page, { frame: "cropBox" })]);
      const [left, bottom, right, top] = visibleRect(page).rect;
      const slack = 1e-6;
      expect([x1 >= left - slack, y1 >= bottom - slack, x2 <= right + slack, y2 <= top + slack]).toEqual([true, true, true, true]);
    }),
  );
});

test("space: the user unit never changes the quad of a box whose page fits", () => {
  fc.assert(
    fc.property(placed, fc.constantFrom(0.1, 1, 10), ({ page, size, turned }, userUnit) => {
      const frame = pageFrame(size, page).name;
      expect(toPdfQuad(turned, size, { ...page, userUnit }, { frame })).toEqual(toPdfQuad(turned, size, page, { frame }));
    }),
  );
});

test("space: swapped corners of the page boxes change nothing", () => {
  fc.assert(
    fc.property(placed, ({ page, size, turned }) => {
      const swap = ([x1, y1, x2, y2]: readonly [number, number, number, number]) => [x2, y2, x1, y1] as const;
      const swapped = { ...page, mediaBox: swap(page.mediaBox), ...(page.cropBox === undefined ? {} : { cropBox: swap(page.cropBox) }) };
      expect(toPdfQuad(turned, size, swapped)).toEqual(toPdfQuad(turned, size, page));
    }),
  );
});

test("space: without crop and rotation the quad does not depend on the payload's resolution", () => {
  fc.assert(
    fc.property(pdfPages, unitBoxes, scales, rotations, ({ mediaBox }, share, scale, rotation) => {
      const page: PdfPage = { mediaBox, rotation: 0, userUnit: 1 };
      const quadAt = (dpi: number): Quad => {
        const size = displayed(page, dpi);
        return toPdfQuad({ ...onPage(share, size), rotation }, size, page);
      };
      expectClose(quadAt(scale), quadAt(1));
    }),
  );
});

test("space: a page is exact or near in its own size, so no frame of it is a blind guess unless it fits elsewhere, too", () => {
  fc.assert(
    fc.property(placed, ({ page, size }) => {
      const frame = pageFrame(size, page);
      expect(frame.certainty !== "guessed" || frame.rivals.length > 0).toBe(true);
      expect(frame.certainty === "certain" ? frame.rivals : []).toEqual([]);
    }),
  );
});

/** The size of the page as a viewer shows it, in payload units. */
function displayed(page: PdfPage, scale: number): PageSize {
  const [x1, y1, x2, y2] = visibleRect(page).rect;
  const [width, height] = [(x2 - x1) * scale, (y2 - y1) * scale];
  return page.rotation % 180 === 0 ? { width, height } : { width: height, height: width };
}

function onPage(share: Box, { width, height }: PageSize): Box {
  return { x: share.x * width, y: share.y * height, width: share.width * width, height: share.height * height };
}

function scaled({ width, height }: PageSize, factor: number): PageSize {
  return { width: width * factor, height: height * factor };
}

function scaledBox({ x, y, width, height }: Box, factor: number): Box {
  return { x: x * factor, y: y * factor, width: width * factor, height: height * factor };
}

/** (TR − TL) × (BL − TL). */
function cross([x1, y1, x2, y2, x3, y3]: Quad): number {
  return (x2 - x1) * (y3 - y1) - (y2 - y1) * (x3 - x1);
}

function expectClose(found: readonly number[], wanted: readonly number[]): void {
  for (const [index, value] of found.entries()) {
    expect(Math.abs(value - (wanted[index] as number)), `${found} is not ${wanted}`).toBeLessThan(1e-6);
  }
}
