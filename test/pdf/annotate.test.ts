import { createHash } from "node:crypto";
import { PDFDocument, PDFName } from "@cantoo/pdf-lib";
import { describe, expect, test } from "vitest";
import { commentText } from "../../src/highlight/comment.ts";
import { annotate } from "../../src/pdf/annotate.ts";
import { type Expected, expected, file, highlight, names, password, target } from "./files.ts";
import { annotationsOf, contentsOf, type FoundAnnotation, startsWith } from "./read-back.ts";

const rewritten = ["enc-empty-user", "enc-password", "bad-startxref"];
const warned: Record<string, readonly string[]> = {
  rot180: ["page-frame-uncertain"],
  "enc-empty-user": ["pdf-decrypted"],
  "enc-password": ["pdf-decrypted"],
  "bad-startxref": ["pdf-repaired"],
  "form-signature": ["pdf-signed"],
};

describe.each(names)("annotate() on %s", (name) => {
  const { rect, matrix } = expected[name] as Expected;

  test("saves and warns as the file demands", async () => {
    const input = file(name);
    const output = await annotate(input, [target(name)], { password });
    expect(output.save).toBe(rewritten.includes(name) ? "rewrite" : "incremental");
    expect(output.warnings.map(({ code }) => code)).toEqual(warned[name] ?? []);
    expect(startsWith(output.bytes, input)).toBe(output.save === "incremental");
    expect(output.notDrawn).toEqual([]);
    expect(output.drawn).toHaveLength(1);
  });

  test("writes one highlight and its popup, at the expected place, corners in reading order", async () => {
    const { bytes, drawn } = await annotate(file(name), [target(name)], { password });
    const annotations = ours((await annotationsOf(bytes))[0]);
    expect(annotations.map(({ subtype }) => subtype)).toEqual(["Highlight", "Popup"]);
    const [mark] = annotations as [FoundAnnotation];
    expect(mark.name).toBe("postparse:citation:/total:0");
    expectClose(mark.rect, rect);
    expectClose(drawn[0]?.rect ?? [], rect);
    const [a, b, c, d, e, f] = matrix;
    const corners = [
      [72, 72],
      [216, 72],
      [72, 108],
      [216, 108],
    ] as const;
    expectClose(
      mark.quadPoints,
      corners.flatMap(([x, y]) => [a * x + c * y + e, b * x + d * y + f]),
    );
  });

  test("leaves page content, other pages and what else the file holds as it was", async () => {
    const { bytes, save } = await annotate(file(name), [target(name)], { password });
    const [before, after] = await Promise.all(
      [file(name), bytes].map((one) => PDFDocument.load(one, { updateMetadata: false, password: name === "enc-password" ? password : "" })),
    );
    expect(after?.getPageCount()).toBe(before?.getPageCount());
    if (save === "rewrite") return;
    expect(await contentsOf(bytes)).toEqual(await contentsOf(file(name)));
    expect(after?.catalog.toString()).toBe(before?.catalog.toString());
    const others = (document: PDFDocument | undefined) =>
      document
        ?.getPages()
        .slice(1)
        .map((page) => page.node.toString());
    expect(others(after)).toEqual(others(before));
    const attributes = (document: PDFDocument | undefined) => {
      const node = document?.getPage(0).node.clone();
      node?.delete(PDFName.of("Annots"));
      return node?.toString();
    };
    expect(attributes(after)).toBe(attributes(before));
  });
});

test("annotate() marks one of two pages that share an /Annots array", async () => {
  const { bytes } = await annotate(file("shared-annots"), [target("shared-annots")]);
  const pages = await annotationsOf(bytes);
  expect(pages.map((page) => page.map(({ subtype }) => subtype))).toEqual([["Square", "Highlight", "Popup"], ["Square"]]);
});

test("annotate() leaves the signed bytes and the form's widgets in place", async () => {
  const { bytes } = await annotate(file("form-signature"), [target("form-signature")]);
  const signed = createHash("sha256")
    .update(bytes.subarray(0, 768))
    .update(bytes.subarray(4866, 4866 + 708))
    .digest("hex");
  expect(new TextDecoder("latin1").decode(bytes)).toContain(`DEADBEEF${signed}`);
  expect((await annotationsOf(bytes))[0]?.map(({ subtype }) => subtype)).toEqual(["Widget", "Widget", "Highlight", "Popup"]);
});

test("annotate() says that a rewrite breaks the signature", async () => {
  const { save, warnings } = await annotate(file("form-signature"), [target("form-signature")], { save: "rewrite" });
  expect(save).toBe("rewrite");
  expect(warnings.map(({ message }) => message)).toEqual(["The file was rewritten, as asked", "1 signature no longer holds"]);
});

test("annotate() rewrites without the time of day or the name of a program", async () => {
  for (const name of rewritten) {
    const { bytes } = await annotate(file(name), [target(name)], { password });
    const { context } = await PDFDocument.load(bytes, { updateMetadata: false });
    const objects = context.enumerateIndirectObjects().map(([, object]) => object.toString());
    expect(objects.filter((text) => /\/(?:ModDate|CreationDate|Producer)\b/.test(text))).toEqual([]);
  }
});

test("annotate() leaves neither encryption nor its dictionary in the output", async () => {
  const { bytes } = await annotate(file("enc-password"), [target("enc-password")], { password });
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const objects = document.context.enumerateIndirectObjects().map(([, object]) => object.toString());
  expect(objects.filter((text) => text.includes("/Standard"))).toEqual([]);
});

test("annotate() opens a file without a user password whatever password is given", async () => {
  const { save } = await annotate(file("enc-empty-user"), [target("enc-empty-user")], { password: "not needed" });
  expect(save).toBe("rewrite");
});

test("annotate() gives a highlight without a box a note on each page it names", async () => {
  const { bytes, drawn, notDrawn } = await annotate(file("xrefstream"), [highlight({ pages: [1, 3] })]);
  const pages = await annotationsOf(bytes);
  expect(pages.map((page) => page.map(({ subtype, name }) => [subtype, name]))).toEqual([
    [
      ["Text", "postparse:citation:/total:0#p1"],
      ["Popup", undefined],
    ],
    [],
    [
      ["Text", "postparse:citation:/total:0#p3"],
      ["Popup", undefined],
    ],
  ]);
  expect(drawn.map(({ pageNumber, rect, certainty }) => [pageNumber, rect, certainty])).toEqual([
    [1, [0, 774, 18, 792], "certain"],
    [3, [0, 774, 18, 792], "certain"],
  ]);
  expect(notDrawn).toEqual([]);
});

test("annotate() stacks page notes down from the displayed top left", async () => {
  const notes = ["a", "b"].map((id) => highlight({ id, pages: [1] }));
  expect((await annotate(file("plain"), notes)).drawn.map(({ rect }) => rect)).toEqual([
    [0, 774, 18, 792],
    [0, 750, 18, 768],
  ]);
  expect((await annotate(file("crop-rot90"), notes)).drawn.map(({ rect }) => rect)).toEqual([
    [30, 40, 48, 58],
    [54, 40, 72, 58],
  ]);
});

test("annotate() writes color, opacity, title, comment and date where viewers look for them", async () => {
  const mark = target("plain", { color: [0.25, 0.5, 2], opacity: 0.3, title: "Grüße (42)" });
  const { bytes } = await annotate(file("plain"), [mark], { date: "2026-01-31T12:34:56+02:00" });
  const [found] = (await annotationsOf(bytes))[0] as [FoundAnnotation];
  const text = (key: string) => found.dict.lookup(PDFName.of(key))?.toString();
  expect([text("C"), text("CA"), text("F")]).toEqual(["[ 0.25 0.5 1 ]", "0.3", "4"]);
  expect([text("M"), text("CreationDate")]).toEqual(["(D:20260131123456+02'00')", "(D:20260131123456+02'00')"]);
  expect(found.contents).toBe(commentText(mark, 1).text);
  expect(new TextDecoder("latin1").decode(bytes)).toContain(`/T <FEFF${hex("Grüße (42)")}>`);
});

test("annotate() writes no date of its own", async () => {
  const { bytes } = await annotate(file("plain"), [target("plain")]);
  const [found] = (await annotationsOf(bytes))[0] as [FoundAnnotation];
  expect(["M", "CreationDate"].filter((key) => found.dict.has(PDFName.of(key)))).toEqual([]);
});

test("annotate() returns a copy of the bytes when there is nothing to draw", async () => {
  const input = file("plain");
  const { bytes, save, notDrawn } = await annotate(input, [highlight()]);
  expect(bytes).toEqual(input);
  expect(bytes).not.toBe(input);
  expect(save).toBe("incremental");
  expect(notDrawn.map(({ code }) => code)).toEqual(["citation-page-unknown"]);
});

test("annotate() says in the comment where the position is uncertain", async () => {
  const { bytes, drawn } = await annotate(file("rot180"), [target("rot180")]);
  expect((await annotationsOf(bytes))[0]?.[0]?.contents).toContain("position uncertain");
  expect(drawn[0]?.certainty).toBe("likely");
});

test("annotate() appends in the form of the newest xref section", async () => {
  const tail = async (name: string) =>
    new TextDecoder("latin1").decode((await annotate(file(name), [target(name)])).bytes.subarray(file(name).length));
  expect(await tail("linearized")).toMatch(/xref\n.*trailer.*\/Prev 216\b/s);
  expect(await tail("xrefstream")).toMatch(/\/Prev 974\b.*\/Type \/XRef/s);
});

test("annotate() adds at most 1 KB for a highlight of one quad", async () => {
  const many = Array.from({ length: 50 }, (_, index) => target("plain", { id: `citation:/total:${index}` }));
  const { bytes } = await annotate(file("plain"), many);
  expect((bytes.length - file("plain").length) / many.length).toBeLessThan(1024);
});

function ours(annotations: readonly FoundAnnotation[] = []): readonly FoundAnnotation[] {
  return annotations.filter(({ name, subtype }) => name?.startsWith("postparse:") || subtype === "Popup");
}

function expectClose(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  found.forEach((value, index) => {
    expect(Math.abs(value - (wanted[index] as number))).toBeLessThanOrEqual(0.01);
  });
}

function hex(text: string): string {
  return [...text].map((character) => character.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()).join("");
}
