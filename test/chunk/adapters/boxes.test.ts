import fc from "fast-check";
import { expect, test } from "vitest";
import { formatBoxes, hullBoxes, parseBoxes } from "../../../src/chunk/adapters/boxes.ts";
import { recordMaker } from "../../../src/chunk/adapters/record-maker.ts";
import type { Box } from "../../../src/geometry/box.ts";
import { containsPoint } from "../../../src/geometry/hit.ts";
import { type Point, turn } from "../../../src/geometry/matrix.ts";
import { lone, swollen } from "./chunks.ts";

const runs = { numRuns: Number(process.env.FC_RUNS ?? 100) };

test("chunk A3: boxes_json read back is the chunk's regions, and there is none without regions", () => {
  const make = recordMaker("qdrant");
  const property = fc.property(lone, (chunk) => {
    const json = make(chunk).record.payload.boxes_json;
    const places = chunk.regions.map(({ pageNumber, box }) => ({ pageNumber, box }));
    expect(json === undefined ? [] : parseBoxes(String(json))).toEqual(places);
    if (places.length > 0) expect(json).toMatch(/^\[\[\d+,[^ ]*\]$/);
  });
  fc.assert(property, runs);
});

test("chunk A3: where the boxes were dropped to hulls, each page has one around all of its boxes", () => {
  const make = recordMaker("pinecone");
  const property = fc.property(swollen(1), (chunk) => {
    const { record, dropped } = make(chunk);
    const json = record.metadata.boxes_json;
    if (json === undefined || !dropped.includes("boxes_json")) return;
    const hulls = parseBoxes(String(json));
    expect(new Set(hulls.map(({ pageNumber }) => pageNumber)).size).toBe(hulls.length);
    expect(json).toBe(formatBoxes(hullBoxes(chunk.regions)));
  });
  fc.assert(property, { numRuns: 30 });
});

test("hullBoxes() holds every corner of every box, turned ones too", () => {
  const property = fc.property(lone, ({ regions }) => {
    const hulls = new Map(hullBoxes(regions).map(({ pageNumber, box }) => [pageNumber, box]));
    for (const { pageNumber, box } of regions) {
      const hull = hulls.get(pageNumber);
      for (const corner of cornersOf(box)) expect(hull !== undefined && containsPoint(hull, corner)).toBe(true);
    }
  });
  fc.assert(property, runs);
});

test("formatBoxes() puts a rotation sixth", () => {
  const box = { x: 1.5, y: 2, width: 3, height: 4 };
  const regions = [
    { pageNumber: 7, box },
    { pageNumber: 8, box: { ...box, rotation: -90 } },
  ];
  expect(formatBoxes(regions)).toBe("[[7,1.5,2,3,4],[8,1.5,2,3,4,-90]]");
});

test.each(["", "{}", "[[1,2,3,4]]", "[[1,2,3,4,5,6,7]]", '[["1",2,3,4,5]]', "[[1,2,3,4,null]]", "[1]"])(
  "parseBoxes() refuses %j",
  (json) => {
    expect(() => parseBoxes(json)).toThrow(/Cannot read boxes from .*, expected \[\[page,x,y,width,height\],…\]/);
  },
);

function cornersOf({ x, y, width, height, rotation = 0 }: Box): Point[] {
  const center: Point = [x + width / 2, y + height / 2];
  return [x, x + width].flatMap((left) => [y, y + height].map((top) => turn([left, top], rotation, center)));
}
