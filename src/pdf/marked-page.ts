import type { WarningLog } from "../errors.ts";
import type { PageSize } from "../geometry/box.ts";
import { type PageFrame, type PdfPage, pageFrame, quadBounds, quadIn, type Rect, visibleRect } from "../geometry/page-space.ts";
import { clipQuad } from "./clip.ts";
import type { PageReading } from "./page.ts";
import type { PageLeaf } from "./page-tree.ts";
import type { Mark } from "./place.ts";

const noteSize = 18;
const noteStep = 24;

/** A page that gets marks: where they stand on it, under which names, and what was uncertain about it. */
export class MarkedPage {
  readonly leaf: PageLeaf;
  /** The rectangle a viewer shows. */
  readonly visible: Rect;
  readonly marks: Mark[] = [];
  readonly #page: PdfPage;
  readonly #pageNumber: number;
  readonly #log: WarningLog;
  readonly #frames = new Map<string, PageFrame>();
  readonly #names = new Set<string>();
  #isUncertain = false;
  #isTurned = false;
  #notes = 0;

  constructor(leaf: PageLeaf, { page, fallbacks }: PageReading, pageNumbers: readonly number[], log: WarningLog) {
    this.leaf = leaf;
    this.visible = visibleRect(page).rect;
    this.#page = page;
    this.#pageNumber = pageNumbers[0] as number;
    this.#log = log;
    for (const fallback of fallbacks) log.add("pdf-page-box", `Page ${this.#pageNumber}: ${fallback}`, "");
    if (pageNumbers.length > 1) log.add("pdf-page-shared", `Pages ${pageNumbers.join(" and ")} are one object: marks show on both`, "");
  }

  /** The frame of boxes measured on a payload page of this size; warns once for the page when it is doubtful. */
  frame(size: PageSize): PageFrame {
    const { width, height, orientationAngle = 0 } = size;
    const key = `${width} ${height} ${orientationAngle}`;
    const frame = this.#frames.get(key) ?? pageFrame(size, this.#page);
    this.#frames.set(key, frame);
    if (isUncertain(frame) && !this.#isUncertain) {
      this.#isUncertain = true;
      const fits = frame.rivals.length === 0 ? "no box of the PDF page" : `${frame.name} and ${frame.rivals[0]}`;
      this.#log.add("page-frame-uncertain", `Page ${this.#pageNumber}, ${width} × ${height}, fits ${fits}: ${frame.name} is used`, "");
    }
    if (orientationAngle !== 0 && !this.#isTurned) {
      this.#isTurned = true;
      const message = `Page ${this.#pageNumber} was turned by ${orientationAngle} before parsing: its boxes may be turned`;
      this.#log.add("page-orientation-angle", message, "");
    }
    return frame;
  }

  /** A free place for a page note: from the displayed top left downward, then in the next column. */
  nextNote(): Rect {
    const [x1, y1, x2, y2] = this.visible;
    const isUpright = this.#page.rotation % 180 === 0;
    const size = { width: isUpright ? x2 - x1 : y2 - y1, height: isUpright ? y2 - y1 : x2 - x1 };
    const [width, height] = [Math.min(noteSize, size.width), Math.min(noteSize, size.height)];
    const rows = Math.max(1, Math.floor((size.height - height) / noteStep) + 1);
    const columns = Math.max(1, Math.floor((size.width - width) / noteStep) + 1);
    const place = this.#notes % (rows * columns);
    this.#notes += 1;
    const box = { x: Math.floor(place / rows) * noteStep, y: (place % rows) * noteStep, width, height };
    const frame = pageFrame(size, this.#page, { frame: "cropBox" });
    return quadBounds(clipQuad(quadIn(frame, box), this.visible));
  }

  /** The name, with a number behind it where the page already has it: `/NM` is unique on a page (ISO 32000-1 table 164). */
  uniqueName(name: string): string {
    let unique = name;
    for (let number = 2; this.#names.has(unique); number++) unique = `${name}#${number}`;
    this.#names.add(unique);
    return unique;
  }
}

/** Whether boxes in this frame may belong elsewhere: another frame fits as well, or none does. */
export function isUncertain({ rivals, certainty }: PageFrame): boolean {
  return rivals.length > 0 || certainty === "guessed";
}
