import { PDFiumLibrary } from "@hyzyla/pdfium";
import { getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";

/** A rendered page, four bytes a pixel: red, green, blue, opacity. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

export type Rgb = readonly [red: number, green: number, blue: number];

/** The first page as PDFium, the engine of Chrome, shows it. */
export async function renderPdfium(bytes: Uint8Array): Promise<Picture> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes);
  try {
    const { width, height, data } = await document.getPage(0).render({ scale: 1, render: "bitmap" });
    return { width, height, data: data.slice() };
  } finally {
    document.destroy();
    library.destroy();
  }
}

/** The first page as pdf.js, the engine of Firefox, shows it, with its annotations as pdf.js reports them. */
export async function renderPdfJs(
  bytes: Uint8Array,
): Promise<{ readonly picture: Picture; readonly annotations: readonly PdfJsAnnotation[] }> {
  const document = await getDocument({ data: bytes.slice(), verbosity: VerbosityLevel.ERRORS, isEvalSupported: false }).promise;
  try {
    const page = await document.getPage(1);
    const viewport = page.getViewport({ scale: 1 });
    const [width, height] = [Math.round(viewport.width), Math.round(viewport.height)];
    // Made by pdf.js itself: in Node it has its own copy of the canvas, and mixing two copies fails.
    const { canvas, context } = (document.canvasFactory as CanvasFactory).create(width, height);
    await page.render({ canvas: canvas as never, canvasContext: context as never, viewport }).promise;
    const { data } = context.getImageData(0, 0, width, height);
    return { picture: { width, height, data }, annotations: (await page.getAnnotations()) as PdfJsAnnotation[] };
  } finally {
    await document.destroy();
  }
}

/** The parts of a pdf.js annotation that are looked at here. */
export interface PdfJsAnnotation {
  readonly subtype: string;
  readonly rect: readonly number[];
  readonly hasAppearance: boolean;
  readonly contentsObj?: { readonly str: string };
  readonly titleObj?: { readonly str: string };
}

interface CanvasFactory {
  create(
    width: number,
    height: number,
  ): { canvas: unknown; context: { getImageData(x: number, y: number, width: number, height: number): { data: ArrayLike<number> } } };
}

/** The color at a place of the payload page, whatever size the page was rendered at. */
export function colorAt({ width, data }: Picture, pageWidth: number, x: number, y: number): Rgb {
  const scale = width / pageWidth;
  const at = 4 * (Math.floor(y * scale) * width + Math.floor(x * scale));
  return [data[at] as number, data[at + 1] as number, data[at + 2] as number];
}
