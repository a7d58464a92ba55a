import { MissingPDFHeaderError, ParseSpeeds, PDFDocument } from "@cantoo/pdf-lib";
import { PdfError } from "../errors.ts";

/** A PDF opened for change; `decrypted` when it was encrypted on disk. */
export interface OpenedPdf {
  readonly document: PDFDocument;
  readonly decrypted: boolean;
}

/** The document the bytes hold, opened by the password, else by the empty one. Throws a PdfError where that cannot be. */
export async function openPdf(bytes: Uint8Array, password: string): Promise<OpenedPdf> {
  try {
    return await load(bytes, password);
  } catch (error) {
    const failure = openError(error, password);
    // A file that opens without a password opens with any: it was never meant to be shut.
    if (failure.reason !== "wrong") throw failure;
    return await load(bytes, "").catch(() => {
      throw failure;
    });
  }
}

async function load(bytes: Uint8Array, password: string): Promise<OpenedPdf> {
  // Without `updateMetadata: false` the library writes the time of day into the file.
  const document = await PDFDocument.load(bytes, { password, updateMetadata: false, parseSpeed: ParseSpeeds.Fast });
  // The parser sets this only when it was given a key.
  return { document, decrypted: document.context.isDecrypted };
}

function openError(error: unknown, password: string): PdfError {
  if (error instanceof MissingPDFHeaderError) return new PdfError("pdf-invalid", "Cannot annotate: the bytes hold no PDF header");
  switch (error instanceof Error ? error.message : "") {
    case "NEEDS PASSWORD":
    case "Password incorrect":
      return password === ""
        ? new PdfError("pdf-encrypted", "Cannot open the PDF: it is encrypted, give `password`", "needed")
        : new PdfError("pdf-encrypted", "Cannot open the PDF: it is encrypted, the password is wrong", "wrong");
    case "unknown encryption method":
    case "unsupported encryption algorithm":
      return new PdfError("pdf-encrypted", "Cannot open the PDF: its encryption is not the standard one, save a copy without it first");
    default:
      return new PdfError("pdf-damaged", "Cannot read the PDF: its objects cannot be parsed, also after repair");
  }
}
