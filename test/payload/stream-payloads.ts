import fc from "fast-check";
import { bodyItems, prose } from "../arbitraries.ts";
import type { Wire } from "../build.ts";
import { traps } from "./stream-pieces.ts";

const rarely = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<unknown>, weight = 30): fc.Arbitrary<unknown> =>
  fc.oneof({ weight, arbitrary: usual as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: rare });

/** Page numbers come twice and in any order; some are none. */
const numbers = fc.integer({ min: 1, max: 9 });
const odd: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(null, 0, -1, 1.5, "1", 1e21, 2 ** 53, [], {}, { page_number: 3 });
const noise = fc.dictionary(fc.oneof(traps, fc.constantFrom("pages", "job", "__proto__", "page", "items")), fc.jsonValue({ maxDepth: 2 }), {
  maxKeys: 2,
});

const content = {
  items: fc.array(rarely(bodyItems, fc.jsonValue()), { maxLength: 3 }),
  markdown: fc.oneof(prose, traps),
  text: traps,
  confidence: fc.double({ min: 0, max: 1 }),
  forms: fc.array(fc.record({ json: fc.constant([{ field: "text", value: "v" }]) }), { maxLength: 1 }),
};

/** An entry of a section, of a bare one, or a legacy v1 page: by the name of its number. */
const entryOf = (number: "page_number" | "page", fields: Record<string, fc.Arbitrary<unknown>>, oddity: number): fc.Arbitrary<unknown> =>
  rarely(
    fc
      .tuple(
        fc.record(fields, { requiredKeys: [] }),
        fc.record({ [number]: rarely(numbers, odd, oddity) }),
        fc.option(fc.record({ success: fc.boolean(), error: fc.option(traps) }), { freq: 8, nil: {} }),
        fc.option(noise, { freq: 6, nil: {} }),
        fc.boolean(),
      )
      .map(([said, numbered, failure, extra, isLast]) =>
        isLast ? own(extra, said, failure, numbered) : own(numbered, said, failure, extra),
      ),
    fc.constantFrom(null, 7, "x", [], [1], true),
    oddity,
  );

/** Like a spread, but a field called `__proto__` is one like any other. */
function own(...parts: readonly object[]): Wire {
  return Object.fromEntries(parts.flatMap((part) => Object.entries(part)));
}

const section = (name: keyof typeof content, oddity: number): fc.Arbitrary<unknown> => {
  const fields =
    name === "markdown"
      ? { markdown: content.markdown, header: traps }
      : name === "text"
        ? { text: content.text }
        : { [name]: content[name] };
  return rarely(
    fc
      .tuple(fc.array(entryOf("page_number", fields, oddity), { maxLength: 5 }), fc.option(noise, { freq: 4, nil: {} }), fc.boolean())
      .map(([pages, extra, isLast]) => (isLast ? own(extra, { pages }) : own({ pages }, extra))),
    fc.constantFrom<unknown>(null, [], "x", {}, { pages: null }, { pages: {} }),
    oddity,
  );
};

const jobs = (oddity: number): fc.Arbitrary<unknown> =>
  rarely(
    fc.record(
      { id: fc.constantFrom("pjb-1", "pjb-1", "pjb-1", "pjb-2"), status: fc.constant("COMPLETED"), tier: traps },
      { requiredKeys: ["id", "status"] },
    ),
    fc.constantFrom<unknown>(null, {}, { id: "pjb-1", status: "FAILED" }, { id: 1 }, 5),
    oddity,
  );

const shuffled = (record: fc.Arbitrary<object>): fc.Arbitrary<Wire> =>
  record.chain((value) => {
    const fields = Object.entries(value);
    return fc.shuffledSubarray(fields, { minLength: fields.length }).map((order) => Object.fromEntries(order));
  });

/** A response with some sections, its fields in any order. */
const responses = (oddity: number): fc.Arbitrary<unknown> =>
  shuffled(
    fc
      .tuple(
        fc.record(
          {
            items: section("items", oddity),
            markdown: section("markdown", oddity),
            text: section("text", oddity),
            metadata: section("confidence", oddity),
            forms: section("forms", oddity),
            markdown_full: rarely(traps, fc.constantFrom(5, null)),
            text_full: rarely(prose, fc.constantFrom(5, null)),
            job_metadata: fc.dictionary(traps, fc.jsonValue({ maxDepth: 2 })),
            images_content_metadata: fc.constant({ total_count: 1, images: [{ filename: "a.png", index: 0 }] }),
          },
          { requiredKeys: [] },
        ),
        fc.record({ job: jobs(oddity) }),
        fc.option(noise, { freq: 5, nil: {} }),
      )
      .map(([sections, job, extra]) => own(extra, sections, job)),
  );

const v1Fields = {
  md: content.markdown,
  text: traps,
  items: content.items,
  status: fc.constantFrom("OK", "ERROR"),
  width: fc.constant(612),
};
const v1Pages = (oddity: number): fc.Arbitrary<unknown[]> => fc.array(entryOf("page", v1Fields, oddity), { maxLength: 5 });
const barePages = (oddity: number): fc.Arbitrary<unknown[]> =>
  fc
    .constantFrom<keyof typeof content>("items", "markdown", "text", "confidence", "forms")
    .chain((name) => fc.array(entryOf("page_number", { [name]: content[name] }, oddity), { maxLength: 5 }));
const v1Results = (oddity: number): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      v1Pages(oddity),
      fc.record({ job_metadata: fc.constant({ job_pages: 3 }), file_path: traps, markdown_full: traps }, { requiredKeys: [] }),
      noise,
      fc.boolean(),
    )
    .map(([pages, about, extra, isLast]) => (isLast ? own(extra, about, { pages }) : own({ pages }, extra, about)));
const bareResults = (oddity: number): fc.Arbitrary<unknown> =>
  fc.tuple(barePages(oddity), fc.option(noise, { freq: 3, nil: {} })).map(([pages, extra]) => own(extra, { pages }));

/** What the eager reader may be given, in all its forms; of every `oddity` values about one is broken. */
export const payloads = (oddity: number): fc.Arbitrary<unknown> => {
  const parts = fc.oneof(responses(oddity), v1Results(oddity), bareResults(oddity));
  return fc.oneof(
    { weight: 6, arbitrary: responses(oddity) },
    { weight: 2, arbitrary: v1Results(oddity) },
    { weight: 2, arbitrary: bareResults(oddity) },
    { weight: 1, arbitrary: v1Pages(oddity) },
    { weight: 1, arbitrary: barePages(oddity) },
    { weight: 1, arbitrary: fc.array(responses(oddity), { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(v1Results(oddity), { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(fc.oneof(parts, barePages(oddity), fc.jsonValue()), { maxLength: 4 }) },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
};

/** The pages of a bare section or of a v1 result, to be written a page a line. */
export const pageLists: fc.Arbitrary<unknown[]> = fc.oneof(barePages(40), v1Pages(40));
