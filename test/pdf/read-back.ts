import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, type PDFNumber, PDFRawStream, PDFRef, PDFStream } from "@cantoo/pdf-lib";

/** An annotation as it stands in a file. */
export interface FoundAnnotation {
  readonly subtype: string;
  readonly name: string | undefined;
  readonly contents: string | undefined;
  readonly rect: readonly number[];
  readonly quadPoints: readonly number[];
  readonly dict: PDFDict;
}

/** The annotations of each page, in the order of `/Annots`. */
export async function annotationsOf(bytes: Uint8Array): Promise<readonly (readonly FoundAnnotation[])[]> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  return document.getPages().map((page) => {
    const list = page.node.lookup(PDFName.of("Annots"));
    return list instanceof PDFArray ? list.asArray().map((entry) => found(document.context.lookup(entry, PDFDict))) : [];
  });
}

/** The annotations of each page in a form that can be compared: references followed, file numbers left out. */
export async function comparable(bytes: Uint8Array): Promise<unknown> {
  const pages = await annotationsOf(bytes);
  return pages.map((page) => page.map(({ dict }) => plain(dict, 0)));
}

/** The bytes of each page's content streams, as they are stored. */
export async function contentsOf(bytes: Uint8Array): Promise<readonly string[]> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  return document.getPages().map((page) => {
    const contents = page.node.lookup(PDFName.of("Contents"));
    const streams = contents instanceof PDFArray ? contents.asArray().map((entry) => document.context.lookup(entry)) : [contents];
    return streams.map((stream) => (stream instanceof PDFRawStream ? stream.getContentsString() : "")).join("\n");
  });
}

/** Whether the bytes begin with the others. */
export function startsWith(bytes: Uint8Array, beginning: Uint8Array): boolean {
  return beginning.every((byte, index) => bytes[index] === byte);
}

function found(dict: PDFDict): FoundAnnotation {
  return {
    subtype: dict.lookup(PDFName.of("Subtype"), PDFName).decodeText(),
    name: textIn(dict, "NM"),
    contents: textIn(dict, "Contents"),
    rect: numbersIn(dict, "Rect"),
    quadPoints: numbersIn(dict, "QuadPoints"),
    dict,
  };
}

function textIn(dict: PDFDict, key: string): string | undefined {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFHexString ? value.decodeText() : undefined;
}

function numbersIn(dict: PDFDict, key: string): readonly number[] {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFArray ? value.asArray().map((item) => (item as PDFNumber).asNumber()) : [];
}

function plain(value: unknown, depth: number): unknown {
  if (value instanceof PDFStream) return [plain(value.dict, depth), value instanceof PDFRawStream ? value.getContentsString() : ""];
  if (value instanceof PDFArray) return value.asArray().map((item) => plain(item, depth));
  if (!(value instanceof PDFDict)) return String(value);
  const entries = value.entries().filter(([key]) => !["/P", "/Parent", "/Popup"].includes(key.toString()));
  return entries.map(([key, item]) => [
    key.toString(),
    item instanceof PDFRef && depth < 4 ? plain(value.context.lookup(item), depth + 1) : plain(item, depth),
  ]);
}
