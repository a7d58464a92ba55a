import { readFileSync } from "node:fs";
import { decodePDFRawStream, PDFDocument, PDFRawStream } from "@cantoo/pdf-lib";
import { entries } from "../xlsx/read-back.ts";

/** All that can be read in a file, whatever is packed or encoded in it. */
export async function readable(path: string): Promise<string> {
  const bytes = readFileSync(path);
  if (path.endsWith(".xlsx"))
    return entries(bytes)
      .map(([name, text]) => `${name} ${text}`)
      .join("\n");
  return path.endsWith(".pdf") ? pdfText(bytes) : bytes.toString();
}

async function pdfText(bytes: Uint8Array): Promise<string> {
  const { context } = await PDFDocument.load(bytes, { updateMetadata: false });
  const objects = context.enumerateIndirectObjects().map(([, object]) => {
    const text = object.toString().replace(/<FEFF([0-9a-f]*)>/gi, (_, hex) => Buffer.from(hex, "hex").swap16().toString("utf16le"));
    return object instanceof PDFRawStream ? `${text} ${Buffer.from(decodePDFRawStream(object).decode()).toString("latin1")}` : text;
  });
  return `${Buffer.from(bytes).toString("latin1")}\n${objects.join("\n")}`;
}
