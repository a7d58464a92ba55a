import { beforeAll, describe, expect, test } from "vitest";
import { commentText } from "../../src/highlight/comment.ts";
import { annotate } from "../../src/pdf/annotate.ts";
import { type Expected, expected, file, names, password, target } from "./files.ts";
import { colorAt, type Picture, renderPdfium, renderPdfJs } from "./render.ts";

const inside = [
  [75, 75],
  [212, 75],
  [75, 105],
  [212, 105],
  [150, 76],
] as const;
const outside = [
  [69, 90],
  [219, 90],
  [150, 69],
  [150, 111],
] as const;

describe.each(names)("%s", (name) => {
  const mark = target(name, { color: [1, 0.2, 0.2], opacity: 1 });
  const [pageWidth] = (expected[name] as Expected).payloadPage;
  let output: Uint8Array;

  beforeAll(async () => {
    output = (await annotate(file(name), [mark], { password })).bytes;
  });

  test("PDFium shows the mark on the framed text, the text through it and nothing beside it", async () => {
    expectMarked(await renderPdfium(output), pageWidth);
  });

  test("pdf.js shows the mark on the framed text and reports it with appearance and comment", async () => {
    const { picture, annotations } = await renderPdfJs(output);
    expectMarked(picture, pageWidth);
    const found = annotations.find(({ subtype }) => subtype === "Highlight");
    expect(found?.hasAppearance).toBe(true);
    expect(found?.titleObj?.str).toBe("total");
    const comment = name === "rot180" ? { ...mark.comment, notes: ["position uncertain"] } : mark.comment;
    expect(found?.contentsObj?.str).toBe(commentText({ ...mark, comment }, 1).text);
    found?.rect.forEach((value, index) => {
      expect(value).toBeCloseTo((expected[name] as Expected).rect[index] as number, 2);
    });
  });
});

function expectMarked(picture: Picture, pageWidth: number): void {
  const isRed = (x: number, y: number): boolean => {
    const [red, green] = colorAt(picture, pageWidth, x, y);
    return red > 200 && green < 140;
  };
  expect(inside.filter(([x, y]) => !isRed(x, y))).toEqual([]);
  expect(outside.filter(([x, y]) => isRed(x, y))).toEqual([]);
  let dark = 0;
  for (let x = 80; x < 180; x++) for (let y = 80; y < 100; y++) if (colorAt(picture, pageWidth, x, y)[0] < 120) dark += 1;
  expect(dark).toBeGreaterThan(20);
}
