import {
  type PDFContext,
  PDFCrossRefSection,
  PDFCrossRefStream,
  type PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFObjectStream,
  type PDFRef,
  PDFStream,
} from "@cantoo/pdf-lib";
import type { XrefChain } from "./xref.ts";

type StreamEntry = Parameters<typeof PDFCrossRefStream.of>[1][number];

const objectsPerStream = 100;

/**
 * The bytes to append to a file of this length: the objects, and a section that leads to them, in the form of the file's newest one.
 *
 * The library's own incremental save sorts each entry of a stream in by hand, which takes quadratic time.
 *
 * @param refs in ascending order
 */
export function updateBytes(context: PDFContext, refs: readonly PDFRef[], chain: XrefChain, length: number): Uint8Array {
  const output = new Output(length);
  // The file may end in the middle of a line.
  output.text("\n");
  const start = chain.type === "table" ? addTable(output, context, refs, chain.start) : addStream(output, context, refs, chain.start);
  output.text(`startxref\n${start}\n%%EOF\n`);
  return output.bytes();
}

function addTable(output: Output, context: PDFContext, refs: readonly PDFRef[], previous: number): number {
  const section = PDFCrossRefSection.createEmpty();
  for (const ref of refs) section.addEntry(ref, output.object(ref, objectOf(context, ref)));
  const start = output.at;
  output.text(`${section.toString()}trailer\n`);
  output.write(trailer(context, previous));
  output.text("\n");
  return start;
}

function addStream(output: Output, context: PDFContext, refs: readonly PDFRef[], previous: number): number {
  const entries: StreamEntry[] = [];
  const small: [PDFRef, PDFObject][] = [];
  for (const ref of refs) {
    const object = objectOf(context, ref);
    // ISO 32000-1 §7.5.7: neither streams nor objects of another generation may stand in an object stream.
    if (object instanceof PDFStream || ref.generationNumber !== 0) entries.push({ type: 1, ref, offset: output.object(ref, object) });
    else small.push([ref, object]);
  }
  for (let first = 0; first < small.length; first += objectsPerStream) {
    const chunk = small.slice(first, first + objectsPerStream);
    const container = context.nextRef();
    chunk.forEach(([ref], index) => {
      entries.push({ type: 2, ref, objectStreamRef: container, index });
    });
    const offset = output.object(container, PDFObjectStream.withContextAndObjects(context, chunk));
    entries.push({ type: 1, ref: container, offset });
  }
  const ref = context.nextRef();
  const start = output.at;
  entries.push({ type: 1, ref, offset: start });
  entries.sort((one, other) => one.ref.objectNumber - other.ref.objectNumber);
  const dict = trailer(context, previous);
  dict.set(PDFName.of("Type"), PDFName.of("XRef"));
  output.object(ref, PDFCrossRefStream.of(dict, entries));
  return start;
}

function trailer(context: PDFContext, previous: number): PDFDict {
  const { Root, Info, ID } = context.trailerInfo;
  return context.obj({ Size: context.largestObjectNumber + 1, Root, Info, ID, Prev: PDFNumber.of(previous) });
}

function objectOf(context: PDFContext, ref: PDFRef): PDFObject {
  return context.lookup(ref) as PDFObject;
}

/** Bytes that stand in a file from an offset onward; `at` is the offset of the next one. */
class Output {
  readonly #start: number;
  #buffer = new Uint8Array(1 << 16);
  at: number;

  constructor(start: number) {
    this.#start = start;
    this.at = start;
  }

  /** Text of one byte a character. */
  text(text: string): void {
    const from = this.#reserve(text.length);
    for (let index = 0; index < text.length; index++) this.#buffer[from + index] = text.charCodeAt(index);
  }

  write(object: PDFObject): void {
    const from = this.#reserve(object.sizeInBytes());
    object.copyBytesInto(this.#buffer, from);
  }

  /** An indirect object, and the offset where it stands. */
  object(ref: PDFRef, object: PDFObject): number {
    const offset = this.at;
    this.text(`${ref.objectNumber} ${ref.generationNumber} obj\n`);
    this.write(object);
    this.text("\nendobj\n");
    return offset;
  }

  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.at - this.#start);
  }

  /** Room for so many bytes more: where it begins in the buffer. */
  #reserve(length: number): number {
    const from = this.at - this.#start;
    this.at += length;
    if (from + length > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(from + length, 2 * this.#buffer.length));
      larger.set(this.#buffer);
      this.#buffer = larger;
    }
    return from;
  }
}
