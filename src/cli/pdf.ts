import { PdfError } from "../errors.ts";
import type { Highlight } from "../highlight/highlight.ts";
import { highlights, itemNodes } from "../highlight/highlights.ts";
import type { AnnotatedPdf } from "../pdf/annotate.ts";
import type { Document } from "../tree/types.ts";
import { nameOf, readBytes } from "./input.ts";
import type { LoadedExtract } from "./load.ts";
import { loadPdf } from "./optional.ts";

export interface PdfOptions {
  readonly passwordFile?: string;
  readonly fullSave?: boolean;
}

/** The PDF in a file with the marks drawn; an error says which file it is about. */
export async function annotateFile(path: string, marks: readonly Highlight[], options: PdfOptions): Promise<AnnotatedPdf> {
  const { annotate } = await loadPdf();
  const password = options.passwordFile === undefined ? "" : await readPassword(options.passwordFile);
  const bytes = await readBytes(path);
  try {
    return await annotate(bytes, marks, { password, save: options.fullSave ? "rewrite" : "auto" });
  } catch (error) {
    if (error instanceof PdfError && error.reason === "needed")
      throw new PdfError(error.code, `Cannot open ${nameOf(path)}: it is encrypted, give its password with --password-file`, "needed");
    if (error instanceof PdfError || error instanceof RangeError) error.message = `${nameOf(path)}: ${error.message}`;
    throw error;
  }
}

/** The citations where there are fields, else every item with a place. */
export function toMark(document: Document | undefined, extract: LoadedExtract | undefined): Highlight[] {
  if (extract !== undefined) return highlights(extract.fields, document);
  return document === undefined ? [] : highlights(itemNodes(document), document);
}

/** A password on the command line would stand in the list of processes. */
async function readPassword(path: string): Promise<string> {
  return new TextDecoder().decode(await readBytes(path)).replace(/\r?\n$/, "");
}
