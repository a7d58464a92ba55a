import { PDFDocument, PDFName, PDFRef } from "@cantoo/pdf-lib";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { annotate } from "../../src/pdf/annotate.ts";
import { undoPngPredictor } from "../../src/pdf/predictor.ts";
import { checkObjects, readXrefChain } from "../../src/pdf/xref.ts";
import { file, names, target } from "./files.ts";
import { startsWith } from "./read-back.ts";

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const text = (bytes: Uint8Array): string => new TextDecoder("latin1").decode(bytes);
const plain = (): string => text(file("plain"));

/** The file with an edit that keeps its length, so offsets stay true. */
function edited(from: string, to: string): Uint8Array {
  expect(to).toHaveLength(from.length);
  expect(plain().split(from)).toHaveLength(2);
  return latin1(plain().replace(from, () => to));
}

async function repair(bytes: Uint8Array): Promise<readonly [save: string, messages: readonly string[]]> {
  const { save, warnings } = await annotate(bytes, [target("plain")]);
  return [save, warnings.map(({ message }) => message)];
}

test("readXrefChain() finds every object of the sound files at its place", async () => {
  for (const name of names.filter((one) => one !== "bad-startxref")) {
    const bytes = file(name);
    const { entries } = readXrefChain(bytes);
    const used = [...entries].filter(([, entry]) => entry.type !== "free").map(([number]) => PDFRef.of(number));
    expect(used.length).toBeGreaterThan(3);
    checkObjects(bytes, entries, used);
  }
});

test("readXrefChain() reads compressed entries of an object stream", () => {
  const { entries, type } = readXrefChain(file("xrefstream"));
  expect(type).toBe("stream");
  expect([...entries.values()].some((entry) => entry.type === "compressed")).toBe(true);
});

test("readXrefChain() takes a hybrid file's stream before its older sections, and the newest entry of each object", () => {
  const stream =
    "9 0 obj\n<< /Type /XRef /Size 9 /W [1 1 1] /Index [7 2] /Length 14 /Filter /ASCIIHexDecode >>\nstream\n01460002070A>\nendstream\nendobj\n";
  const older = "xref\n7 2\n0000000001 00000 n \n0000000002 00000 n \ntrailer\n<< /Size 9 >>\n";
  const newer = `xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 9 /Prev ${stream.length} /XRefStm 0 >>\n`;
  const bytes = latin1(`${stream}${older}${newer}startxref\n${stream.length + older.length}\n%%EOF`);
  const { entries } = readXrefChain(bytes);
  expect(entries.get(7)).toEqual({ type: "used", offset: 0x46, generation: 0 });
  expect(entries.get(8)).toEqual({ type: "compressed", container: 7 });
});

test("a chain that points at itself is read once", () => {
  const section = "xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Prev 0 >>\n";
  expect(readXrefChain(latin1(`${section}startxref\n0\n%%EOF`)).entries.size).toBe(1);
});

test("a file whose xref does not lead to its objects is rewritten, and why is said", async () => {
  expect(await repair(edited("0000000123 00000 n", "0000000124 00000 n"))).toEqual([
    "rewrite",
    ["object 3 does not stand at 124: the file was rewritten"],
  ]);
  expect(await repair(edited("0000000123 00000 n", "0000000123 00000 f"))).toEqual([
    "rewrite",
    ["object 3 has no xref entry: the file was rewritten"],
  ]);
  expect(await repair(edited("startxref\n540", "startxref\n541"))).toEqual([
    "rewrite",
    ["there is no xref section at 541: the file was rewritten"],
  ]);
  expect(await repair(edited("startxref", "startxxxx"))).toEqual(["rewrite", ["there is no startxref: the file was rewritten"]]);
  expect(await repair(latin1(`junk before the header\n${plain()}`))).toEqual([
    "rewrite",
    ["there is no xref section at 540: the file was rewritten"],
  ]);
});

test("numbers of deleted objects are not given to new ones", async () => {
  const start = plain().length;
  const update = `\nxref\n7 1\n0000000000 00001 f \ntrailer\n<< /Size 8 /Root 1 0 R /Prev 540 >>\nstartxref\n${start + 1}\n%%EOF\n`;
  const input = latin1(plain() + update);
  const { bytes, save } = await annotate(input, [target("plain")]);
  expect([save, startsWith(bytes, input)]).toEqual(["incremental", true]);
  const added = [...text(bytes.subarray(input.length)).matchAll(/^(\d+) 0 obj/gm)].map(([, number]) => Number(number));
  expect(added.toSorted((one, other) => one - other).slice(0, 2)).toEqual([3, 8]);
});

test("the library reads back a page tree through every update", async () => {
  let { bytes } = await annotate(file("linearized"), [target("linearized")]);
  for (const id of ["b", "c", "d"]) ({ bytes } = await annotate(bytes, [target("linearized", { id }, 2)]));
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  expect(document.getPages().map((page) => page.node.lookup(PDFName.of("Annots"))?.toString().match(/R/g)?.length ?? 0)).toEqual([2, 6, 0]);
});

test("undoPngPredictor() undoes each of the five filters", () => {
  const rows = fc.integer({ min: 1, max: 8 }).chain((columns) => {
    const row = fc.record({ filter: fc.integer({ min: 0, max: 4 }), data: fc.uint8Array({ minLength: columns, maxLength: columns }) });
    return fc.array(row, { minLength: 1, maxLength: 8 });
  });
  fc.assert(
    fc.property(rows, (list) => {
      const columns = list[0]?.data.length as number;
      const coded = list.flatMap(({ filter, data }, index) => [
        filter,
        ...data.map(
          (value, column) => value - guess(filter, data[column - 1], list[index - 1]?.data[column], list[index - 1]?.data[column - 1]),
        ),
      ]);
      expect([...undoPngPredictor(Uint8Array.from(coded), columns)]).toEqual(list.flatMap(({ data }) => [...data]));
    }),
  );
});

/** PNG specification §9.2, written from its table. */
function guess(filter: number, left = 0, above = 0, corner = 0): number {
  const estimate = left + above - corner;
  const nearest = [left, above, corner].toSorted((one, other) => Math.abs(estimate - one) - Math.abs(estimate - other))[0] as number;
  return [0, left, above, Math.floor((left + above) / 2), nearest][filter] as number;
}
