import { expect, test } from "vitest";
import { fromPdfQuad, pageFrame, quadBounds, quadIn, toPdfQuad, visibleRect } from "../../src/geometry/page-space.ts";
import { cropped, inch, letter, lines, size, turned } from "./page-table.ts";

const numbers = (text: string): number[] => text.split(" ").map(Number);

test.each(lines)("toPdfQuad() maps a box on $name", ({ page, size, box = inch, frame, matrix, rect, quad }) => {
  const found = pageFrame(size, page);
  expect(`${found.name} ${found.certainty}`).toBe(frame);
  expectClose(found.matrix, numbers(matrix), 5e-6);
  const mapped = toPdfQuad(box, size, page);
  // The fractions of the table have six digits.
  const tolerance = size.width === 1 ? 1e-3 : 6e-4;
  expectClose(quadBounds([mapped]), numbers(rect), tolerance);
  if (quad !== undefined) expectClose(mapped, numbers(quad), tolerance);
  expectClose(Object.values(fromPdfQuad(mapped, size, page)), Object.values(box), 1e-6);
});

test.each([
  ["cropBox", "1 0 0 -1 36 720"],
  ["mediaBox", "0.88235 0 0 -0.81818 0 792"],
] as const)("pageFrame() takes the frame %s when it is forced, whatever the sizes say", (frame, expected) => {
  const pageSize = frame === "cropBox" ? size(540, 648) : size(612 / 0.88235, 792 / 0.81818);
  const found = pageFrame(pageSize, cropped, { frame });
  expect([found.name, found.certainty, found.rivals]).toEqual([frame, "certain", []]);
  expectClose(found.matrix, numbers(expected), 1e-4);
});

test("pageFrame() takes the upright frame when it is forced, though the size does not fit it", () => {
  const found = pageFrame(size(612, 792, 90), letter, { frame: "upright" });
  expect([found.name, found.certainty]).toEqual(["upright", "certain"]);
  expectClose(
    found.matrix,
    numbers("0 1 1 0 0 0").map((value, index) => value * (index === 1 ? 792 / 612 : 612 / 792)),
    1e-9,
  );
});

test("pageFrame() leaves a page alone that the parser turned, when its size fits as it is", () => {
  expect(pageFrame(size(612, 792, 180), letter)).toMatchObject({ name: "cropBox", certainty: "certain" });
});

test("pageFrame() names the frames that fit too, but would put boxes elsewhere", () => {
  expect(pageFrame(size(612, 792), turned(180)).rivals).toEqual(["cropBox-unrotated", "mediaBox-unrotated"]);
  expect(pageFrame(size(1, 1), turned(90))).toMatchObject({ certainty: "guessed", rivals: ["cropBox-unrotated", "mediaBox-unrotated"] });
});

test.each([
  [size(0, 792), letter, "the page of the payload is 0 × 792"],
  [size(612, Number.NaN), letter, "the page of the payload is 612 × NaN"],
  [size(612, Number.POSITIVE_INFINITY), letter, "the page of the payload is 612 × Infinity"],
  [size(612, 792), { ...letter, mediaBox: [5, 5, 5, 9] as const }, "the page of the PDF is 0 × 4"],
])("pageFrame() throws for a page without a size, and never makes a box of NaN (%#)", (pageSize, page, message) => {
  expect(() => pageFrame(pageSize, page)).toThrow(new RangeError(`Cannot place boxes: ${message}, expected two positive numbers`));
});

test("pageFrame() throws for a frame it does not know, and names those there are", () => {
  const frame = "cropbox" as "cropBox";
  expect(() => pageFrame(size(612, 792), letter, { frame })).toThrow(
    new RangeError('frame is "cropbox", expected cropBox, mediaBox, cropBox-unrotated, mediaBox-unrotated, upright'),
  );
});

test("quadIn() maps a box in a frame already found", () => {
  expect(quadIn(pageFrame(size(612, 792), letter), inch)).toEqual(toPdfQuad(inch, size(612, 792), letter));
});

test.each([
  ["no cropBox", letter, [0, 0, 612, 792], false],
  ["a cropBox", cropped, [36, 72, 576, 720], false],
  ["a cropBox larger than the page", { ...letter, cropBox: [-9, -9, 999, 999] as const }, [0, 0, 612, 792], false],
  ["a cropBox beside the page", { ...letter, cropBox: [700, 0, 900, 90] as const }, [0, 0, 612, 792], true],
  ["a cropBox that only touches the page", { ...letter, cropBox: [612, 0, 900, 90] as const }, [0, 0, 612, 792], true],
  ["corners in another order", { ...letter, mediaBox: [612, 792, 0, 0] as const }, [0, 0, 612, 792], false],
] as const)("visibleRect() is what a viewer shows of a page with %s", (_, page, rect, fallback) => {
  expect(visibleRect(page)).toEqual({ rect, fallback });
});

test("quadBounds() throws for no quads", () => {
  expect(() => quadBounds([])).toThrow(RangeError);
});

function expectClose(found: readonly number[], wanted: readonly number[], tolerance: number): void {
  expect(found.length).toBe(wanted.length);
  for (const [index, value] of found.entries())
    expect(Math.abs(value - (wanted[index] as number)), `${found}`).toBeLessThanOrEqual(tolerance);
}
