import type { PDFContext, PDFHexString, PDFRef, PDFString } from "@cantoo/pdf-lib";
import type { WarningLog } from "../errors.ts";
import type { Rect } from "../geometry/page-space.ts";
import { commentText } from "../highlight/comment.ts";
import type { Highlight } from "../highlight/highlight.ts";
import type { Appearances } from "./appearance.ts";
import type { MarkedPage } from "./marked-page.ts";
import { colorOf, opacityOf } from "./palette.ts";
import type { Mark } from "./place.ts";
import { textString } from "./text-string.ts";

const printed = 4;
const popupWidth = 180;
const popupHeight = 60;

/** What the annotations of one file share. */
export interface AnnotationSetting {
  readonly context: PDFContext;
  readonly appearances: Appearances;
  readonly date: PDFString | undefined;
  readonly log: WarningLog;
}

/** Puts a mark's annotation and its popup among the file's objects; both belong into the page's `/Annots`, in this order. */
export function addAnnotation(mark: Mark, page: MarkedPage, setting: AnnotationSetting): readonly [annotation: PDFRef, popup: PDFRef] {
  const { context, appearances, date } = setting;
  const { highlight, quads, rect } = mark;
  const color = colorOf(highlight);
  const isNote = quads.length === 0;
  const opacity = isNote ? 1 : opacityOf(highlight);
  const appearance = isNote ? appearances.note(rect, color) : appearances.highlight(quads, rect, color, opacity);
  const [annotation, popup] = [context.nextRef(), context.nextRef()];
  const dict = context.obj({
    Type: "Annot",
    Subtype: isNote ? "Text" : "Highlight",
    Rect: [...rect],
    ...(isNote ? { Name: "Note" } : { QuadPoints: quads.flat() }),
    C: [...color],
    CA: opacity,
    F: printed,
    NM: textString(mark.name),
    T: textString(highlight.title),
    Contents: comment(mark, setting.log),
    P: page.leaf.ref,
    AP: { N: appearance },
    Popup: popup,
    ...(date === undefined ? {} : { M: date, CreationDate: date }),
  });
  context.assign(annotation, dict);
  context.assign(
    popup,
    context.obj({
      Type: "Annot",
      Subtype: "Popup",
      Rect: [...popupRect(rect, page.visible)],
      Parent: annotation,
      Open: false,
      F: printed,
    }),
  );
  return [annotation, popup];
}

function comment(mark: Mark, log: WarningLog): PDFHexString {
  const { text, cut } = commentText(mark.isUncertain ? withNote(mark.highlight) : mark.highlight, mark.pageNumber, mark.printedNumber);
  const { pointer, title } = mark.highlight;
  if (cut) log.add("comment-cut", "Comment cut at 500", pointer);
  if (!text.isWellFormed() || !title.isWellFormed()) log.add("text-ill-formed", "Lone surrogate replaced", pointer);
  return textString(text);
}

function withNote(highlight: Highlight): Highlight {
  return { ...highlight, comment: { ...highlight.comment, notes: [...(highlight.comment.notes ?? []), "position uncertain"] } };
}

/** Right of the mark, level with its top, moved into the page. */
function popupRect(mark: Rect, [x1, y1, x2, y2]: Rect): Rect {
  const left = Math.max(Math.min(mark[2], x2 - popupWidth), x1);
  const top = Math.min(Math.max(mark[3], y1 + popupHeight), y2);
  const rect: Rect = [left, Math.max(top - popupHeight, y1), Math.min(left + popupWidth, x2), top];
  return rect.map((value) => Math.round(value * 1000) / 1000 + 0) as unknown as Rect;
}
