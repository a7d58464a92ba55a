import { readFileSync } from "node:fs";
import type { Rect } from "../../src/geometry/page-space.ts";
import type { Highlight } from "../../src/highlight/highlight.ts";

/** What `fixtures/pdfs/expected.json` says of the first page of a file. */
export interface Expected {
  readonly rotate: number;
  readonly visible: Rect;
  readonly payloadPage: readonly [width: number, height: number];
  readonly matrix: readonly [number, number, number, number, number, number];
  readonly rect: Rect;
}

const folder = new URL("../../fixtures/pdfs/", import.meta.url);

export const expected: Record<string, Expected> = JSON.parse(readFileSync(new URL("expected.json", folder), "utf8"));

export const names: readonly string[] = Object.keys(expected);

/** The password that opens every file of the set. */
export const password = "secret";

/** The bytes of a file of the set. */
export function file(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`${name}.pdf`, folder)));
}

/** A citation of the framed text `TARGET 42` on a page of a file of the set. */
export function target(name: string, change: Partial<Highlight> = {}, pageNumber = 1): Highlight {
  const [width, height] = (expected[name] as Expected).payloadPage;
  return highlight({
    regions: [{ pageNumber, box: { x: 72, y: 72, width: 144, height: 36 }, size: { width, height } }],
    ...change,
  });
}

/** A highlight without a place, unless the change gives it one. */
export function highlight(change: Partial<Highlight> = {}): Highlight {
  return {
    id: "citation:/total:0",
    kind: "citation",
    regions: [],
    pages: [],
    title: "total",
    comment: { path: "total", value: "42", quote: "TARGET 42" },
    status: "supported",
    pointer: "/total",
    ...change,
  };
}
