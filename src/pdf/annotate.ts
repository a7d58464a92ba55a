import { type Warning, WarningLog } from "../errors.ts";
import type { Highlight } from "../highlight/highlight.ts";
import { addAnnotation } from "./annotation.ts";
import { Appearances } from "./appearance.ts";
import { openPdf } from "./open.ts";
import { replaceAnnotations } from "./page-annotations.ts";
import { pageLeaves } from "./page-tree.ts";
import { checkPageNumbers, type Drawn, type NotDrawn, placeHighlights } from "./place.ts";
import { planSave, savePlanned } from "./save.ts";
import { dateString } from "./text-string.ts";

export type { Drawn, NotDrawn } from "./place.ts";

export interface AnnotateOptions {
  /** Opens an encrypted file; the output is not encrypted. @default "" */
  readonly password?: string;
  /** `auto` appends to the file and rewrites only encrypted and damaged ones. @default "auto" */
  readonly save?: "auto" | "rewrite";
  /** Written as the date of each annotation, in ISO 8601. @default annotations without a date */
  readonly date?: string;
  /** What happens when a highlight names a page that the file lacks; `skip` lists it in `notDrawn`. @default "error" */
  readonly onMissingPage?: "error" | "skip";
}

/** The annotated file, and what became of each highlight: it is in `drawn`, in `notDrawn`, or with a part in both. */
export interface AnnotatedPdf {
  readonly bytes: Uint8Array;
  /** `incremental`: the given bytes are the beginning of the new ones. */
  readonly save: "incremental" | "rewrite";
  readonly drawn: readonly Drawn[];
  readonly notDrawn: readonly NotDrawn[];
  readonly warnings: readonly Warning[];
}

/**
 * The PDF with a highlight annotation for each highlight and page, and a page note where a highlight has no box.
 *
 * Page content is never touched. Annotations of an earlier run with the same highlight ids are replaced, all others stay. Where nothing can be
 * drawn and no rewrite is asked for, the bytes are a copy of the given ones.
 *
 * @param bytes the PDF that was parsed; they are not changed
 * @throws {PdfError} when the bytes are no PDF, are encrypted and the password does not fit, or cannot be read
 * @throws {RangeError} when a highlight names a page that the file lacks, or the date is not ISO 8601
 */
export async function annotate(bytes: Uint8Array, highlights: readonly Highlight[], options: AnnotateOptions = {}): Promise<AnnotatedPdf> {
  const { password = "", save = "auto", date, onMissingPage = "error" } = options;
  const written = date === undefined ? undefined : dateString(date);
  const log = new WarningLog();
  const opened = await openPdf(bytes, password);
  const { document } = opened;
  const leaves = pageLeaves(document);
  if (onMissingPage === "error") checkPageNumbers(highlights, leaves.length);
  const { pages, drawn, notDrawn } = placeHighlights(highlights, leaves, log);
  if (pages.length === 0 && save === "auto") {
    return { bytes: new Uint8Array(bytes), save: "incremental", drawn, notDrawn, warnings: log.list() };
  }
  const changed = pages.map((page) => page.leaf.ref);
  const plan = planSave(bytes, opened, changed, save, log);
  const setting = { context: document.context, appearances: new Appearances(document.context), date: written, log };
  for (const page of pages) {
    const added = page.marks.flatMap((mark) => addAnnotation(mark, page, setting));
    replaceAnnotations(page.leaf.node, new Set(page.marks.map((mark) => mark.name)), added);
  }
  return { bytes: await savePlanned(bytes, document, plan), save: plan.type, drawn, notDrawn, warnings: log.list() };
}
