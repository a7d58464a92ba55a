import { PDFArray, PDFDict, PDFName, PDFNumber, type PDFObject } from "@cantoo/pdf-lib";
import { type PdfPage, type Rect, visibleRect } from "../geometry/page-space.ts";

/** A page's attributes, and what had to be replaced in them to be usable, in words. */
export interface PageReading {
  readonly page: PdfPage;
  readonly fallbacks: readonly string[];
}

type Inherited = Readonly<Partial<Record<(typeof inheritable)[number], PDFObject>>>;

const inheritable = ["MediaBox", "CropBox", "Rotate"] as const;
const letter: Rect = [0, 0, 612, 792];
/** Past this the third decimal is lost in rounding; no reader shows such a page. */
const largest = 1e7;

/** Reads pages, each node of the page tree above them only once. */
export class PageReader {
  readonly #known = new Map<PDFDict, Inherited>();

  /** The page's attributes after inheritance (ISO 32000-1 §7.7.3.4), made usable: a mediaBox with an area, a rotation of 0, 90, 180 or 270. */
  read(node: PDFDict): PageReading {
    const fallbacks: string[] = [];
    const { MediaBox, CropBox, Rotate } = this.#inherited(node);
    let mediaBox = rectOf(MediaBox);
    if (mediaBox === undefined || isThin(mediaBox)) {
      mediaBox = letter;
      fallbacks.push("there is no usable mediaBox, 612 × 792 is used");
    }
    const page: PdfPage = { mediaBox, rotation: rotationOf(Rotate, fallbacks), userUnit: userUnitOf(node, fallbacks) };
    const cropBox = rectOf(CropBox);
    if (cropBox === undefined) {
      if (CropBox !== undefined) fallbacks.push("cropBox is not four numbers, mediaBox is used");
      return { page, fallbacks };
    }
    const cropped: PdfPage = { ...page, cropBox };
    const { rect, fallback } = visibleRect(cropped);
    if (!fallback && !isThin(rect)) return { page: cropped, fallbacks };
    fallbacks.push("cropBox lies outside mediaBox, mediaBox is used");
    return { page, fallbacks };
  }

  #inherited(node: PDFDict): Inherited {
    const path = new Set<PDFDict>();
    let current: PDFDict | undefined = node;
    while (current !== undefined && !this.#known.has(current) && !path.has(current)) {
      path.add(current);
      const parent: PDFObject | undefined = current.lookup(PDFName.of("Parent"));
      current = parent instanceof PDFDict ? parent : undefined;
    }
    let inherited = (current && this.#known.get(current)) ?? {};
    for (const step of [...path].reverse()) {
      inherited = { ...inherited, ...ownAttributes(step) };
      this.#known.set(step, inherited);
    }
    return inherited;
  }
}

function ownAttributes(node: PDFDict): Inherited {
  return Object.fromEntries(
    inheritable.flatMap((key) => {
      const value = node.lookup(PDFName.of(key));
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

function rectOf(value: PDFObject | undefined): Rect | undefined {
  if (!(value instanceof PDFArray) || value.size() < 4) return undefined;
  const numbers = [0, 1, 2, 3].map((index) => numberOf(value.lookup(index)));
  const [x1, y1, x2, y2] = numbers;
  const isUsable = numbers.every((number) => number !== undefined && Math.abs(number) <= largest);
  return isUsable ? [x1 as number, y1 as number, x2 as number, y2 as number] : undefined;
}

/** Nothing can be shown in it, nor written with three decimals. */
function isThin([x1, y1, x2, y2]: Rect): boolean {
  return Math.abs(x2 - x1) < 0.001 || Math.abs(y2 - y1) < 0.001;
}

function rotationOf(value: PDFObject | undefined, fallbacks: string[]): number {
  if (value === undefined) return 0;
  const degrees = numberOf(value);
  if (degrees !== undefined && degrees % 90 === 0) return ((degrees % 360) + 360) % 360;
  fallbacks.push(`rotation ${degrees ?? "without a number"} is no quarter turn, 0 is used`);
  return 0;
}

function userUnitOf(node: PDFDict, fallbacks: string[]): number {
  const value = node.lookup(PDFName.of("UserUnit"));
  if (value === undefined) return 1;
  const unit = numberOf(value);
  if (unit !== undefined && unit > 0 && unit <= largest) return unit;
  fallbacks.push(`userUnit ${unit ?? "without a number"} is no size, 1 is used`);
  return 1;
}

function numberOf(value: PDFObject | undefined): number | undefined {
  return value instanceof PDFNumber && Number.isFinite(value.asNumber()) ? value.asNumber() : undefined;
}
