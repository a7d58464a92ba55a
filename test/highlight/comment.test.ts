import { expect, test } from "vitest";
import { commentText } from "../../src/highlight/comment.ts";
import type { Highlight } from "../../src/highlight/highlight.ts";

const mark = (comment: Highlight["comment"], extra: Partial<Highlight> = {}): Highlight => ({
  id: "citation:/a:0",
  kind: "citation",
  regions: [],
  pages: [],
  title: "a",
  comment,
  pointer: "/extract_metadata/a",
  ...extra,
});

test("commentText() writes one fact a line in a fixed order, the status in words", () => {
  const highlight = mark(
    { notes: ["3 places"], score: 1, method: "cited-box", confidence: 0.934, quote: "q", value: "v", path: "a.b" },
    { status: "supported" },
  );
  expect(commentText(highlight, 3, "iii")).toEqual({
    text: "a.b = v\nquote: “q”\npage 3 (printed iii) · confidence 0.93 · supported · cited-box 1.00\n3 places\n/extract_metadata/a",
    cut: false,
  });
});

test("commentText() leaves out what is not known, and keeps a confidence of 0", () => {
  expect(commentText(mark({ confidence: 0 }), 1).text).toBe("page 1 · confidence 0.00\n/extract_metadata/a");
});

test.each([
  ["500 units stay", "a".repeat(500), "a".repeat(500), false],
  ["501 are cut", "a".repeat(501), `${"a".repeat(500)}…`, true],
  ["no pair is cut", `${"a".repeat(499)}😀`, `${"a".repeat(499)}…`, true],
])("commentText() cuts a quote at 500 units: %s", (_, quote, shown, cut) => {
  const comment = commentText(mark({ quote }), 1);
  expect(comment.text).toContain(`quote: “${shown}”\n`);
  expect(comment.cut).toBe(cut);
});
