import fc from "fast-check";
import { expect, test } from "vitest";
import { type Field, formatPath, readFields } from "../../src/extract/fields.ts";
import { readExtractJob } from "../../src/payload/extract.ts";
import { resolvePointer } from "../../src/payload/pointer.ts";
import { extractJob, type Wire } from "../build.ts";

const fieldsOf = (result: unknown): Field[] => readFields(readExtractJob(extractJob(result)));
const citation = (quote: string): Wire => ({ page: 1, matching_text: quote });

/** The data again, from its leaves; own properties only, so that any key may be one. */
function unflatten(fields: readonly Field[]): unknown {
  const root: { value?: unknown } = {};
  for (const { path, value } of fields) {
    let [holder, slot]: [object, string | number] = [root, "value"];
    for (const key of path) {
      if (!Object.hasOwn(holder, slot)) define(holder, slot, typeof key === "number" ? [] : {});
      [holder, slot] = [Reflect.get(holder, slot), key];
    }
    define(holder, slot, value);
  }
  return Object.hasOwn(root, "value") ? root.value : [];
}

function define(holder: object, key: string | number, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

const reserved = [
  "__proto__",
  "constructor",
  "toString",
  "citation",
  "citations",
  "confidence",
  "reasoning",
  "page",
  "error",
  "a.b",
  "",
  "0",
  "a/b~c",
];
const keys = fc.oneof(fc.constantFrom(...reserved), fc.string({ maxLength: 4 }));
const { data } = fc.letrec<{ data: unknown }>((tie) => ({
  data: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.oneof(
      fc.string({ maxLength: 5 }),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie("data"), { maxLength: 3 }),
    fc.array(fc.tuple(keys, tie("data")), { maxLength: 4 }).map(Object.fromEntries),
  ),
}));
/** As it comes from the wire: `__proto__` is an own key there, and there is no -0. */
const results: fc.Arbitrary<unknown> = data
  .filter((value) => typeof value === "object" && value !== null)
  .map((value) => JSON.parse(JSON.stringify(value)));

/** Metadata beside the data, leaf for leaf; null has none, as the service does it. */
function metadataOf(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((child, index) => metadataOf(child, `${path}/${index}`));
  if (typeof value !== "object") return { citation: [citation(path), citation(`${path}!`)], confidence: 0 };
  if (value === null) return undefined;
  const metadata = {};
  for (const [key, child] of Object.entries(value)) define(metadata, key, metadataOf(child, `${path}/${key}`));
  return metadata;
}

function leaves(value: unknown): unknown[] {
  const children = typeof value === "object" && value !== null ? Object.values(value) : [];
  return children.length === 0 ? [value] : children.flatMap(leaves);
}

test("extract: every leaf is a field once, in order, and its pointer leads to it", () => {
  fc.assert(
    fc.property(results, (result) => {
      const wire = extractJob(result);
      const fields = readFields(readExtractJob(wire));
      expect(fields.map((field) => field.value)).toEqual(Array.isArray(result) && result.length === 0 ? [] : leaves(result));
      for (const { pointer, value } of fields) expect(resolvePointer(wire, pointer)).toEqual(value);
      expect(new Set(fields.map((field) => formatPath(field.path))).size).toBe(fields.length);
    }),
  );
});

test("extract: unflatten(flatten(x)) = x, empty containers and reserved keys included", () => {
  fc.assert(
    fc.property(results, (result) => {
      expect(JSON.stringify(unflatten(fieldsOf(result)))).toBe(JSON.stringify(result));
      expect(({} as Wire).polluted).toBeUndefined();
    }),
  );
});

test("extract: every citation of the metadata is on its own leaf, and none is lost", () => {
  fc.assert(
    fc.property(
      results.filter((result) => !Array.isArray(result)),
      (result) => {
        const wire = extractJob(result, metadataOf(result, ""));
        for (const field of readFields(readExtractJob(wire))) {
          const isCited = typeof field.value !== "object";
          const path = field.path.map((key) => `/${key}`).join("");
          expect(field.citations.map(({ quote }) => quote)).toEqual(isCited ? [path, `${path}!`] : []);
          expect(field.confidence).toBe(isCited ? 0 : undefined);
          for (const { pointer, quote } of field.citations) expect(resolvePointer(wire, `${pointer}/matching_text`)).toBe(quote);
        }
      },
    ),
  );
});
