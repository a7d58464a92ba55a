import type { WarningLog } from "../errors.ts";
import type { ParseImage } from "../payload/parse/images.ts";
import type { ParseLineNumber, ParseRevision, WireTarget } from "../payload/parse/revisions.ts";
import { present } from "../payload/present.ts";
import type { ImageFile, LineNumber, PageText, Revision } from "../tree/page-data.ts";
import { type PageGeometry, placeBox } from "./regions.ts";

/**
 * The revisions of a page; their offsets are kept where the markdown of the page has the target there, else moved to where it has it nearest.
 *
 * @see the vendor's API reference, `revisions` — offsets count in the final markdown of the page, the end exclusive
 */
export function toRevisions(revisions: readonly ParseRevision[], markdown: string, page: PageGeometry, log: WarningLog): Revision[] {
  const toText = ({ pointer, text, box, startIndex, endIndex }: WireTarget): PageText => {
    const span = startIndex === undefined || endIndex === undefined ? undefined : spanOf(text, startIndex, endIndex, markdown);
    if (span === undefined && startIndex !== undefined)
      log.add("span-dropped", "The markdown of the page does not have the target of the revision: its box stays, its offsets go", pointer);
    return present({ text, span, region: placeBox(box, page, log) });
  };
  return revisions.map(({ target, parts, balloon, ...revision }) =>
    present({ ...revision, target: toText(target), targetParts: parts.map(toText), balloon: placeBox(balloon, page, log) }),
  );
}

/** How far from where it is said to stand a target is looked for, in UTF-16 units: a page may have many revisions. */
const searchWindow = 10_000;

function spanOf(text: string, start: number, end: number, markdown: string): readonly [number, number] | undefined {
  if (start >= 0 && start <= end && markdown.slice(start, end) === text) return [start, end];
  if (text === "") return undefined;
  const from = Math.min(Math.max(start - searchWindow, 0), markdown.length);
  const near = markdown.slice(from, Math.max(start, 0) + text.length + searchWindow);
  const place = Math.max(start - from, 0);
  const [after, before] = [near.indexOf(text, place), near.lastIndexOf(text, place)];
  const found = after < 0 || (before >= 0 && place - before < after - place) ? before : after;
  return found < 0 ? undefined : [from + found, from + found + text.length];
}

/** The line numbers of a page; one whose offsets do not lie within its markdown has none. */
export function toLineNumbers(lines: readonly ParseLineNumber[], markdown: string, log: WarningLog): LineNumber[] {
  return lines.map(({ startIndex, endIndex, ...line }) => {
    if (startIndex >= 0 && startIndex <= endIndex && endIndex <= markdown.length) return { ...line, span: [startIndex, endIndex] };
    log.add("span-dropped", "The offsets of the line number do not lie within the markdown of the page: they are left out", line.pointer);
    return line;
  });
}

/** The image files of a document; one whose page is not there has no region. */
export function toImages(images: readonly ParseImage[], pages: ReadonlyMap<number, PageGeometry>, log: WarningLog): ImageFile[] {
  return images.map(({ box, ...image }) => {
    const page = image.pageNumber === undefined ? undefined : pages.get(image.pageNumber);
    return present({ ...image, region: page === undefined ? undefined : placeBox(box, page, log) });
  });
}
