import fc from "fast-check";
import { failedPage, page, rowsTable, type Wire } from "../build.ts";

/** Tables on pages, any of them merged from or into any page, with few texts, so that rows repeat. */
export const mergeGraphs: fc.Arbitrary<Wire[]> = fc.integer({ min: 1, max: 6 }).chain((count) => {
  const number = fc.integer({ min: 0, max: count + 1 });
  const field = fc.oneof(
    fc.record({ merged_into_page: number }),
    fc.record({ merged_from_pages: fc.array(number, { maxLength: 5 }) }),
    fc.record({ merged_into_page: number, merged_from_pages: fc.array(number, { maxLength: 3 }) }),
    fc.constant({}),
  );
  const rows = fc
    .integer({ min: 1, max: 2 })
    .chain((width) => fc.array(fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: width, maxLength: width }), { maxLength: 4 }));
  const item = fc.tuple(rows, field).map(([cells, extra]) => rowsTable(cells, extra));
  const wire = fc.oneof(
    { weight: 9, arbitrary: fc.array(item, { maxLength: 3 }).map((items) => page(...items)) },
    { weight: 1, arbitrary: fc.constant(failedPage()) },
  );
  return fc.array(wire, { minLength: count, maxLength: count });
});
