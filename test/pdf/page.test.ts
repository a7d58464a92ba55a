import { PDFDocument, PDFName, type PDFObject } from "@cantoo/pdf-lib";
import { expect, test } from "vitest";
import type { PdfPage } from "../../src/geometry/page-space.ts";
import { PageReader } from "../../src/pdf/page.ts";
import { pageLeaves } from "../../src/pdf/page-tree.ts";
import { type Expected, expected, file, names, password } from "./files.ts";

const letter: PdfPage = { mediaBox: [0, 0, 612, 792], rotation: 0, userUnit: 1 };

async function withPage(attributes: Record<string, unknown>) {
  const document = await PDFDocument.create({ updateMetadata: false });
  const { node } = document.addPage([612, 792]);
  for (const [key, value] of Object.entries(attributes)) node.set(PDFName.of(key), document.context.obj(value as never) as PDFObject);
  return new PageReader().read(node);
}

test("read() gives the attributes of every file of the set after inheritance", async () => {
  for (const name of names) {
    const document = await PDFDocument.load(file(name), { updateMetadata: false, password: name === "enc-empty-user" ? "" : password });
    const { page, fallbacks } = new PageReader().read((pageLeaves(document)[0] as ReturnType<typeof pageLeaves>[number]).node);
    const { media, crop, rotate, userUnit } = expected[name] as Expected & { media: number[]; crop: number[] | null; userUnit: number };
    expect(fallbacks).toEqual([]);
    expect(page).toEqual({ mediaBox: media, ...(crop === null ? {} : { cropBox: crop }), rotation: rotate, userUnit });
  }
});

test("read() replaces what no viewer could use, and says so", async () => {
  const outside = "cropBox lies outside mediaBox, mediaBox is used";
  const noMedia = "there is no usable mediaBox, 612 × 792 is used";
  expect(await withPage({ MediaBox: [0, 0, 0, 792] })).toEqual({ page: letter, fallbacks: [noMedia] });
  expect(await withPage({ MediaBox: "none" })).toEqual({ page: letter, fallbacks: [noMedia] });
  expect(await withPage({ CropBox: [700, 0, 800, 100] })).toEqual({ page: letter, fallbacks: [outside] });
  expect(await withPage({ CropBox: [1, 2, 3] })).toEqual({ page: letter, fallbacks: ["cropBox is not four numbers, mediaBox is used"] });
  expect(await withPage({ Rotate: 45 })).toEqual({ page: letter, fallbacks: ["rotation 45 is no quarter turn, 0 is used"] });
  expect(await withPage({ UserUnit: 0 })).toEqual({ page: letter, fallbacks: ["userUnit 0 is no size, 1 is used"] });
  expect(await withPage({ Rotate: -90 })).toEqual({ page: { ...letter, rotation: 270 }, fallbacks: [] });
});

test("read() ends on a page tree whose parents form a circle", async () => {
  const document = await PDFDocument.create({ updateMetadata: false });
  const { node, ref } = document.addPage([612, 792]);
  document.catalog.Pages().set(PDFName.of("Parent"), ref);
  expect(new PageReader().read(node)).toEqual({ page: letter, fallbacks: [] });
});

test("pageLeaves() reads a tree of 20,000 levels and ends on one that holds itself", async () => {
  const document = await PDFDocument.create({ updateMetadata: false });
  const { ref } = document.addPage([612, 792]);
  const { context, catalog } = document;
  let kid = ref;
  for (let level = 0; level < 20_000; level++) kid = context.register(context.obj({ Type: "Pages", Kids: [kid], Count: 1 }));
  const root = context.nextRef();
  context.assign(root, context.obj({ Type: "Pages", Kids: [root, kid, ref, root], Count: 2 }));
  catalog.set(PDFName.of("Pages"), root);
  expect(pageLeaves(document).map((leaf) => leaf.ref)).toEqual([ref, ref]);
});
