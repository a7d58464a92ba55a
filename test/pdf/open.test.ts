import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { PdfError } from "../../src/errors.ts";
import { annotate } from "../../src/pdf/annotate.ts";
import { file, highlight, target } from "./files.ts";

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

test("bytes without a PDF header are pdf-invalid", async () => {
  for (const text of ["", "<!DOCTYPE html>", "PK\u0003\u0004"]) {
    await expect(annotate(latin1(text), [])).rejects.toMatchObject({
      name: "PdfError",
      code: "pdf-invalid",
      message: "Cannot annotate: the bytes hold no PDF header",
    });
  }
});

test("a header and nothing else is pdf-damaged", async () => {
  for (const text of ["%PDF-1.7\n", "%PDF-", "%PDF-1.4\nxref\n0 1\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF"]) {
    await expect(annotate(latin1(text), [])).rejects.toMatchObject({ name: "PdfError", code: "pdf-damaged" });
  }
});

test("an encrypted file says whether a password is needed or wrong", async () => {
  const marks = [target("enc-password")];
  await expect(annotate(file("enc-password"), marks)).rejects.toMatchObject({
    code: "pdf-encrypted",
    reason: "needed",
    message: "Cannot open the PDF: it is encrypted, give `password`",
  });
  const wrong = annotate(file("enc-password"), marks, { password: "swordfish" });
  await expect(wrong).rejects.toMatchObject({ code: "pdf-encrypted", reason: "wrong" });
  await expect(wrong).rejects.not.toThrow(/swordfish/);
});

test("a page beyond the end names page and count, and nothing is written", async () => {
  const beyond = [highlight({ pages: [7] })];
  await expect(annotate(file("xrefstream"), beyond)).rejects.toThrow(
    new RangeError("Cannot annotate page 7: the PDF has 3 pages. Is it the file that was parsed?"),
  );
  await expect(annotate(file("plain"), [target("plain", {}, 2)])).rejects.toThrow(
    new RangeError("Cannot annotate page 2: the PDF has 1 page. Is it the file that was parsed?"),
  );
  for (const pages of [[0], [-1], [1.5], [Number.NaN]])
    await expect(annotate(file("plain"), [highlight({ pages })])).rejects.toThrow(RangeError);
});

test("a page beyond the end is listed when it may be skipped", async () => {
  const { drawn, notDrawn } = await annotate(file("plain"), [highlight({ pages: [1, 7] }), target("plain", { id: "b" }, 2)], {
    onMissingPage: "skip",
  });
  expect(drawn.map(({ pageNumber }) => pageNumber)).toEqual([1]);
  expect(notDrawn.map(({ id, pageNumber, code }) => [id, pageNumber, code])).toEqual([
    ["citation:/total:0", 7, "pdf-page-count"],
    ["b", 2, "pdf-page-count"],
  ]);
});

test("a date that is not ISO 8601 is refused before anything is read", async () => {
  await expect(annotate(latin1(""), [], { date: "yesterday" })).rejects.toThrow(
    new RangeError('Cannot use date "yesterday": expected ISO 8601, such as "2026-01-31T12:00:00Z"'),
  );
});

test("a file cut off anywhere is rewritten or refused with a typed error", async () => {
  const whole = file("plain");
  for (let length = whole.length - 1; length >= 0; length -= 17) await expectTypedEnding(whole.subarray(0, length));
});

test("a file with bytes overwritten is annotated or refused with a typed error", async () => {
  // The library itself prints on an object 0 it has to remove.
  vi.spyOn(console, "warn").mockImplementation(() => {});
  const whole = file("linearized");
  const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(damage, async (changes) => {
      const bytes = whole.slice();
      for (const [at, byte] of changes) bytes[at] = byte;
      await expectTypedEnding(bytes);
    }),
  );
});

async function expectTypedEnding(bytes: Uint8Array): Promise<void> {
  try {
    await annotate(bytes, [target("plain")]);
  } catch (error) {
    expect(error instanceof PdfError || error instanceof RangeError, String(error)).toBe(true);
  }
}
