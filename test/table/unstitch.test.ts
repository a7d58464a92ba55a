import { expect, test } from "vitest";
import { stitchTables } from "../../src/table/stitch.ts";
import { allTables } from "../../src/table/tables.ts";
import { unstitchTables } from "../../src/table/unstitch.ts";
import { codes, doc, page, rowsTable, table } from "../build.ts";
import { short, tall, twoPages } from "./pages.ts";

const parted = (): ReturnType<typeof doc> =>
  doc(
    page(rowsTable([["h"], ["a"]], { merged_from_pages: [1, 2, 7] })),
    page(rowsTable([["b"]], { merged_into_page: 1 }), rowsTable([["c"]], { merged_into_page: 9 })),
  );

test("unstitchTables() takes back the tables, the decisions and the warnings of stitching, and keeps the others", () => {
  const document = { ...parted(), warnings: [{ code: "table-ragged", message: "-", pointer: "" } as const], data: { raw: 1 } };
  const stitched = stitchTables(document);
  expect(codes(stitched.warnings)).toEqual(["table-ragged", "table-merge-orphan", "table-merge-page-missing"]);
  expect(unstitchTables(stitched)).toEqual(document);
});

test("unstitchTables() takes back the line that counts warnings, too", () => {
  const stubs = Array.from({ length: 1_001 }, () => rowsTable([["c"]], { merged_into_page: 9 }));
  const document = doc(page(...stubs));
  const stitched = stitchTables(document);
  expect(codes(stitched.warnings).at(-1)).toBe("warnings-cut");
  expect(unstitchTables(stitched)).toEqual(document);
});

test("unstitchTables() gives back the nodes themselves, and a document that was not stitched", () => {
  const document = twoPages(["Site|Staff", "Ayr|12"], ["Site|Staff", "Cork|31"]);
  const back = unstitchTables(stitchTables(document, { mode: "infer" }));
  expect(allTables(back).every((node, index) => node === allTables(document)[index])).toBe(true);
  expect(unstitchTables(document)).toBe(document);
});

test("unstitchTables() removes decisions that joined nothing", () => {
  const document = doc(page(tall("a|b", "1|2")), page(short("c|d", "3|4")));
  const stitched = stitchTables(document, { mode: "infer" });
  expect(stitched.data?.stitchDecisions).toHaveLength(1);
  expect(unstitchTables(stitched)).toEqual(document);
});

test("only a table that was changed keeps what it was", () => {
  const stitched = stitchTables(
    doc(page(table("x", "1"), rowsTable([["h"], ["a"]], { merged_from_pages: [1, 2] })), page(rowsTable([["b"]], { merged_into_page: 1 }))),
  );
  expect(allTables(stitched).map(({ data }) => data?.unstitched !== undefined)).toEqual([false, true, true]);
});
