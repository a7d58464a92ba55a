import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quadBounds, toPdfQuad, visibleRect } from "../../src/geometry/page-space.ts";
import { commentText } from "../../src/highlight/comment.ts";
import type { Highlight } from "../../src/highlight/highlight.ts";
import { annotate } from "../../src/pdf/annotate.ts";
import { file, highlight } from "./files.ts";
import { bytesOf, highlightsOn, type MadePdf, madePdfs, texts } from "./made-pdf.ts";
import { annotationsOf, comparable, contentsOf, startsWith } from "./read-back.ts";

interface Case {
  readonly pdf: MadePdf;
  readonly highlights: readonly Highlight[];
}

const cases: fc.Arbitrary<Case> = madePdfs.chain((pdf) => highlightsOn(pdf).map((highlights) => ({ pdf, highlights })));

function law(check: (input: Uint8Array, given: Case) => Promise<void>): Promise<void> {
  return fc.assert(fc.asyncProperty(cases, async (given) => check(await bytesOf(given.pdf), given)));
}

describe("annotate()", () => {
  test("keeps the given bytes as a prefix and does not change them", async () => {
    await law(async (input, { highlights }) => {
      const before = input.slice();
      const { bytes, save } = await annotate(input, highlights);
      expect(save).toBe("incremental");
      expect(input).toEqual(before);
      expect(startsWith(bytes, input)).toBe(true);
    });
  });

  test("gives equal bytes for equal input", async () => {
    await law(async (input, { highlights }) => {
      const [one, other] = [await annotate(input, highlights), await annotate(input.slice(), highlights)];
      expect(other).toEqual(one);
    });
  });

  test("twice leaves the annotations of once", async () => {
    await law(async (input, { highlights }) => {
      const once = await annotate(input, highlights);
      const twice = await annotate(once.bytes, highlights);
      expect(await comparable(twice.bytes)).toEqual(await comparable(once.bytes));
      expect([twice.drawn, twice.notDrawn]).toEqual([once.drawn, once.notDrawn]);
    });
  });

  test("lists every highlight as drawn or not drawn, and draws what it lists", async () => {
    await law(async (input, { highlights }) => {
      const { bytes, drawn, notDrawn } = await annotate(input, highlights);
      const listed = new Set([...drawn, ...notDrawn].map(({ id }) => id));
      expect(highlights.filter(({ id }) => !listed.has(id))).toEqual([]);
      const annotations = (await annotationsOf(bytes))[0]?.filter(({ name }) => name !== undefined) ?? [];
      expect(annotations.map(({ name, rect }) => [name, rect])).toEqual(drawn.map(({ id, rect }) => [`postparse:${id}`, rect]));
    });
  });

  test("draws within the visible page, corners within the annotation's rect", async () => {
    await law(async (input, { pdf, highlights }) => {
      const [x1, y1, x2, y2] = visibleRect(pdf.page).rect;
      const { bytes } = await annotate(input, highlights);
      for (const { rect, quadPoints } of (await annotationsOf(bytes))[0] ?? []) {
        const [left = 0, bottom = 0, right = 0, top = 0] = rect;
        expect(Math.min(left - x1, bottom - y1, x2 - right, y2 - top)).toBeGreaterThan(-0.001);
        expect(left < right && bottom < top).toBe(true);
        const isOutside = (value: number, index: number) =>
          index % 2 === 0 ? value < left || value > right : value < bottom || value > top;
        expect(quadPoints.filter(isOutside)).toEqual([]);
      }
    });
  });

  test("draws a box on the page where page space maps it", async () => {
    const share = fc.integer({ min: 1, max: 40 }).map((value) => value / 100);
    const inputs = fc.record({ pdf: madePdfs, x: share, y: share, width: share, height: share });
    await fc.assert(
      fc.asyncProperty(inputs, async ({ pdf, x, y, width, height }) => {
        const { size, page } = pdf;
        const box = { x: x * size.width, y: y * size.height, width: width * size.width, height: height * size.height };
        const { drawn } = await annotate(await bytesOf(pdf), [highlight({ regions: [{ pageNumber: 1, box, size }] })]);
        const wanted = quadBounds([toPdfQuad(box, size, page)]);
        for (const [index, value] of (drawn[0]?.rect ?? []).entries()) {
          expect(Math.abs(value - (wanted[index] as number))).toBeLessThanOrEqual(0.001);
        }
      }),
    );
  });

  test("leaves page content as it was", async () => {
    await law(async (input, { highlights }) => {
      const { bytes } = await annotate(input, highlights);
      expect(await contentsOf(bytes)).toEqual(await contentsOf(input));
    });
  });

  test("writes any comment so that it reads back, lone surrogates replaced", async () => {
    await fc.assert(
      fc.asyncProperty(fc.record({ path: texts, value: texts, quote: texts }), async (comment) => {
        const mark = highlight({ comment, pages: [1] });
        const { bytes } = await annotate(file("plain"), [mark]);
        const text = commentText(mark, 1).text.replaceAll(/\p{Surrogate}/gu, "\ufffd");
        expect((await annotationsOf(bytes))[0]?.[0]?.contents).toBe(text);
      }),
    );
  });
});
