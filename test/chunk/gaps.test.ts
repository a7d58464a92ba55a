import { expect, test } from "vitest";
import { chunk, chunkDocument } from "../../src/chunk/chunk.ts";
import { ChunkError } from "../../src/errors.ts";
import { codes, doc, failedPage, heading, page, parseResult, text } from "../build.ts";
import { documentOf, expectLaw } from "./documents.ts";
import { anyItems } from "./items.ts";

test("chunk P6: pages that failed or are absent are gaps, and no chunk has text from both sides of one unless it may", () => {
  expectLaw(
    ({ document, settings, result }) => {
      const missing = new Map(document.children.flatMap(({ number, error }) => (error === undefined ? [] : [[number, error] as const])));
      const numbers = document.children.map(({ number }) => number);
      const absent = numbers.slice(1).flatMap((number, index) => {
        const from = (numbers[index] as number) + 1;
        return number > from ? [{ pageNumber: from, lastPageNumber: number - 1 }] : [];
      });
      const failed = [...missing].map(([pageNumber, error]) => ({ pageNumber, error }));
      const byNumber = (one: { pageNumber: number }, other: { pageNumber: number }): number => one.pageNumber - other.pageNumber;
      expect([...result.gaps].sort(byNumber)).toEqual([...failed, ...absent].sort(byNumber));
      expect(codes(result.warnings).filter((code) => code === "page-gap")).toHaveLength(failed.length);
      const gaps = result.gaps.map(({ pageNumber }) => pageNumber);
      for (const { pages, flags } of result.chunks) {
        const [first, last] = [pages[0]?.number ?? 0, pages.at(-1)?.number ?? 0];
        const crosses = gaps.some((number) => first < number && number < last);
        expect(flags?.includes("page-gap") === true).toBe(crosses);
        if (crosses) expect(settings.acrossGaps).toBe(true);
      }
    },
    { items: anyItems },
  );
});

test("chunk P6: a failed page is a gap that no chunk crosses, or only with the flag", () => {
  const document = doc(page(heading(1, "A"), text("a:")), failedPage("timeout"), page(text("b")));
  const { chunks, gaps, warnings } = chunkDocument(document);
  expect(gaps).toEqual([{ pageNumber: 2, error: "timeout" }]);
  expect(codes(warnings)).toContain("page-gap");
  expect(chunks.map((one) => one.pages.map(({ number }) => number))).toEqual([[1], [3]]);
  const [across, ...others] = chunkDocument(document, { acrossGaps: true }).chunks;
  expect([across?.pages.map(({ number }) => number), across?.flags, others]).toEqual([[1, 3], ["page-gap"], []]);
});

test("chunk P6: absent pages are a gap as well", () => {
  const { gaps, chunks } = chunkDocument(doc(page(text("a")), { ...page(text("b")), page_number: 5 }));
  expect(gaps).toEqual([{ pageNumber: 2, lastPageNumber: 4 }]);
  expect(chunks).toHaveLength(2);
});

test("chunk P6: a failed page throws where that is asked", () => {
  const act = () => chunk(doc(page(text("a")), failedPage("timeout")), { failedPages: "throw" });
  expect(act).toThrow(ChunkError);
  expect(act).toThrow(expect.objectContaining({ code: "page-failed" }));
  expect(chunk(doc(page(text("a"))), { failedPages: "throw" })).toHaveLength(1);
});

test("chunk P7: a page's number on paper and its size travel with it, and are absent when unknown", () => {
  expectLaw(({ document, result }) => {
    const known = new Map(document.children.map((one) => [one.number, one]));
    for (const { furniture: _, ...own } of result.chunks.flatMap((one) => one.pages)) {
      const { printedNumber, width, height } = known.get(own.number) ?? {};
      expect(own).toStrictEqual(JSON.parse(JSON.stringify({ number: own.number, printedNumber, width, height })));
    }
  });
});

test("chunk P7: a printed number travels with its page and is absent when unknown", () => {
  const metadata = { pages: [{ page_number: 1, printed_page_number: "iv" }, { page_number: 2 }] };
  const [one] = chunk(documentOf({ ...parseResult(page(text("a")), page(text("b"))), metadata }));
  expect(one?.pages).toEqual([
    { number: 1, printedNumber: "iv", width: 612, height: 792 },
    { number: 2, width: 612, height: 792 },
  ]);
});
