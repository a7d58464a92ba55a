import { decodePDFRawStream, PDFArray, PDFContext, PDFDict, PDFName, PDFNumber, PDFObjectParser, PDFRawStream } from "@cantoo/pdf-lib";
import { Cursor } from "./cursor.ts";
import { undoPngPredictor } from "./predictor.ts";

/** Where an object stands: at an offset of the file, in an object stream, or nowhere. */
export type XrefEntry =
  | { readonly type: "used"; readonly offset: number; readonly generation: number }
  | { readonly type: "compressed"; readonly container: number }
  | { readonly type: "free" };

/** One cross-reference section and the offsets of those it builds on. */
export interface XrefSection {
  readonly type: "table" | "stream";
  readonly entries: ReadonlyMap<number, XrefEntry>;
  readonly previous: number | undefined;
  /** The stream that a hybrid file keeps beside its table (`/XRefStm`). */
  readonly beside: number | undefined;
}

/** The cross-reference data does not lead to its objects; `message` says where it fails. */
export class XrefDamage extends Error {
  override readonly name: string = "XrefDamage";
}

/** The section that begins at the offset. Throws XrefDamage where none does, or where it cannot be read. */
export function readXrefSection(bytes: Uint8Array, start: number): XrefSection {
  if (start >= bytes.length) throw new XrefDamage(`startxref ${start} is past the end`);
  const cursor = new Cursor(bytes, start);
  return cursor.word("xref") ? readTable(bytes, cursor, start) : readStream(bytes, cursor, start);
}

function readTable(bytes: Uint8Array, cursor: Cursor, start: number): XrefSection {
  const entries = new Map<number, XrefEntry>();
  while (!cursor.word("trailer")) {
    const [first, count] = [cursor.integer(), cursor.integer()];
    if (first === undefined || count === undefined) throw new XrefDamage(`the xref table at ${start} has no trailer`);
    for (let number = first; number < first + count; number++) {
      const [offset, generation] = [cursor.integer(), cursor.integer()];
      const used = cursor.word("n");
      if (offset === undefined || generation === undefined || (!used && !cursor.word("f"))) {
        throw new XrefDamage(`the xref table at ${start} breaks off at object ${number}`);
      }
      entries.set(number, used ? { type: "used", offset, generation } : { type: "free" });
    }
  }
  const trailer = parseAt(bytes, cursor.at);
  if (!(trailer instanceof PDFDict)) throw new XrefDamage(`the xref table at ${start} has no trailer`);
  return { type: "table", entries, previous: numberIn(trailer, "Prev"), beside: numberIn(trailer, "XRefStm") };
}

function readStream(bytes: Uint8Array, cursor: Cursor, start: number): XrefSection {
  const isObject = cursor.integer() !== undefined && cursor.integer() !== undefined && cursor.word("obj");
  const stream = isObject ? parseAt(bytes, cursor.at) : undefined;
  if (!(stream instanceof PDFRawStream) || stream.dict.lookup(PDFName.of("Type")) !== PDFName.of("XRef")) {
    throw new XrefDamage(`there is no xref section at ${start}`);
  }
  return { type: "stream", entries: streamEntries(stream), previous: numberIn(stream.dict, "Prev"), beside: undefined };
}

function streamEntries(stream: PDFRawStream): ReadonlyMap<number, XrefEntry> {
  const entries = new Map<number, XrefEntry>();
  const data = decoded(stream);
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = numbersIn(stream.dict, "W");
  const width = typeWidth + secondWidth + thirdWidth;
  const index = numbersIn(stream.dict, "Index");
  const ranges = index.length > 0 ? index : [0, numberIn(stream.dict, "Size") ?? 0];
  let at = 0;
  for (let range = 0; range + 1 < ranges.length; range += 2) {
    const [first, count] = [ranges[range] as number, ranges[range + 1] as number];
    for (let number = first; number < first + count && width > 0 && at + width <= data.length; number++) {
      const type = typeWidth === 0 ? 1 : bigEndian(data, at, typeWidth);
      const second = bigEndian(data, at + typeWidth, secondWidth);
      const third = bigEndian(data, at + typeWidth + secondWidth, thirdWidth);
      entries.set(number, streamEntry(type, second, third));
      at += width;
    }
  }
  return entries;
}

/** ISO 32000-1 table 18: what the three fields mean. */
function streamEntry(type: number, second: number, third: number): XrefEntry {
  if (type === 1) return { type: "used", offset: second, generation: third };
  return type === 2 ? { type: "compressed", container: second } : { type: "free" };
}

function decoded(stream: PDFRawStream): Uint8Array {
  const data = decodePDFRawStream(stream).decode();
  const given = stream.dict.lookup(PDFName.of("DecodeParms"));
  const parameters = given instanceof PDFArray ? given.lookup(0) : given;
  // The library inflates, but leaves rows as the predictor coded them.
  if (!(parameters instanceof PDFDict) || (numberIn(parameters, "Predictor") ?? 1) < 10) return data;
  return undoPngPredictor(data, numberIn(parameters, "Columns") ?? 1);
}

function parseAt(bytes: Uint8Array, at: number): unknown {
  return PDFObjectParser.forBytes(bytes.subarray(at), PDFContext.create()).parseObject();
}

function numberIn(dict: PDFDict, key: string): number | undefined {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFNumber ? value.asNumber() : undefined;
}

function numbersIn(dict: PDFDict, key: string): readonly number[] {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFArray ? value.asArray().map((item) => (item instanceof PDFNumber ? item.asNumber() : 0)) : [];
}

function bigEndian(data: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let index = 0; index < width; index++) value = value * 256 + (data[at + index] as number);
  return value;
}
