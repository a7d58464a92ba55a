import type { Box, PageSize } from "../../src/geometry/box.ts";
import type { PdfPage } from "../../src/geometry/page-space.ts";

export const letter: PdfPage = { mediaBox: [0, 0, 612, 792], rotation: 0, userUnit: 1 };
export const turned = (rotation: number): PdfPage => ({ ...letter, rotation });
export const cropped: PdfPage = { ...letter, cropBox: [36, 72, 576, 720] };
export const inch: Box = { x: 72, y: 72, width: 144, height: 36 };
export const size = (width: number, height: number, orientationAngle = 0): PageSize =>
  orientationAngle === 0 ? { width, height } : { width, height, orientationAngle };

interface Line {
  readonly name: string;
  readonly page: PdfPage;
  readonly size: PageSize;
  readonly box?: Box;
  /** Name and certainty. */
  readonly frame: string;
  readonly matrix: string;
  readonly rect: string;
  readonly quad?: string;
}

const plain = "72 720 216 720 72 684 216 684";
/** Pages, payload pages and where a box on them lies, as the PDF contract has them. */
export const lines: readonly Line[] = [
  {
    name: "Letter",
    page: letter,
    size: size(612, 792),
    frame: "cropBox certain",
    matrix: "1 0 0 -1 0 792",
    rect: "72 684 216 720",
    quad: plain,
  },
  {
    name: "Letter at 150 dpi: only the aspect fits",
    page: letter,
    size: size(1275, 1650),
    box: { x: 150, y: 150, width: 300, height: 75 },
    frame: "cropBox likely",
    matrix: "0.48 0 0 -0.48 0 792",
    rect: "72 684 216 720",
    quad: plain,
  },
  {
    name: "Letter in fractions",
    page: letter,
    size: size(1, 1),
    box: { x: 0.117647, y: 0.090909, width: 0.235294, height: 0.045455 },
    frame: "cropBox likely",
    matrix: "612 0 0 -792 0 792",
    rect: "72 684 216 720",
    quad: plain,
  },
  {
    name: "Letter turned by 90",
    page: turned(90),
    size: size(792, 612),
    frame: "cropBox certain",
    matrix: "0 1 1 0 0 0",
    rect: "72 72 108 216",
    quad: "72 72 72 216 108 72 108 216",
  },
  {
    name: "Letter turned by 180: its size fits the page that is not turned, too",
    page: turned(180),
    size: size(612, 792),
    frame: "cropBox likely",
    matrix: "-1 0 0 1 612 0",
    rect: "396 72 540 108",
    quad: "540 72 396 72 540 108 396 108",
  },
  ...[270, -90].map((rotation) => ({
    name: `Letter turned by ${rotation}`,
    page: turned(rotation),
    size: size(792, 612),
    frame: "cropBox certain",
    matrix: "0 -1 -1 0 612 792",
    rect: "504 576 540 720",
    quad: "540 720 540 576 504 720 504 576",
  })),
  {
    name: "mediaBox off the origin",
    page: { ...letter, mediaBox: [-100, 50, 512, 842] },
    size: size(612, 792),
    frame: "cropBox certain",
    matrix: "1 0 0 -1 -100 842",
    rect: "-28 734 116 770",
    quad: "-28 770 116 770 -28 734 116 734",
  },
  {
    name: "cropBox",
    page: cropped,
    size: size(540, 648),
    frame: "cropBox certain",
    matrix: "1 0 0 -1 36 720",
    rect: "108 612 252 648",
    quad: "108 648 252 648 108 612 252 612",
  },
  {
    name: "cropBox that the parser ignored",
    page: cropped,
    size: size(612, 792),
    frame: "mediaBox certain",
    matrix: "1 0 0 -1 0 792",
    rect: "72 684 216 720",
    quad: plain,
  },
  {
    name: "cropBox, turned by 90",
    page: { ...turned(90), cropBox: [30, 40, 530, 700] },
    size: size(660, 500),
    frame: "cropBox certain",
    matrix: "0 1 1 0 30 40",
    rect: "102 112 138 256",
    quad: "102 112 102 256 138 112 138 256",
  },
  {
    name: "userUnit 2",
    page: { ...letter, userUnit: 2 },
    size: size(1224, 1584),
    box: { x: 144, y: 144, width: 288, height: 72 },
    frame: "cropBox certain",
    matrix: "0.5 0 0 -0.5 0 792",
    rect: "72 684 216 720",
    quad: plain,
  },
  {
    name: "A4, rounded by the parser",
    page: { ...letter, mediaBox: [0, 0, 595.276, 841.89] },
    size: size(595, 842),
    frame: "cropBox certain",
    matrix: "1.00046 0 0 -0.99987 0 841.89",
    rect: "72.033 733.904 216.1 769.899",
    quad: "72.033 769.899 216.1 769.899 72.033 733.904 216.1 733.904",
  },
  {
    name: "Letter turned by 90 where the parser ignored it",
    page: turned(90),
    size: size(612, 792),
    frame: "cropBox-unrotated certain",
    matrix: "1 0 0 -1 0 792",
    rect: "72 684 216 720",
    quad: plain,
  },
  {
    name: "Letter that the parser turned by 90",
    page: letter,
    size: size(792, 612, 90),
    frame: "upright guessed",
    matrix: "0 1 1 0 0 0",
    rect: "72 72 108 216",
    quad: "72 72 72 216 108 72 108 216",
  },
  {
    name: "Letter, box turned by 30",
    page: letter,
    size: size(612, 792),
    box: { ...inch, rotation: 30 },
    frame: "cropBox certain",
    matrix: "1 0 0 -1 0 792",
    rect: "72.646 650.412 215.354 753.588",
    quad: "90.646 753.588 215.354 681.588 72.646 722.412 197.354 650.412",
  },
  {
    name: "Letter turned by 90, box turned back by 90",
    page: turned(90),
    size: size(792, 612),
    box: { ...inch, rotation: -90 },
    frame: "cropBox certain",
    matrix: "0 1 1 0 0 0",
    rect: "18 126 162 162",
    quad: "162 126 18 126 162 162 18 162",
  },
  {
    name: "Letter, a size that fits nothing",
    page: letter,
    size: size(700, 700),
    frame: "cropBox guessed",
    matrix: "0.87429 0 0 -1.13143 0 792",
    rect: "62.949 669.806 188.846 710.537",
  },
  {
    name: "a stamp of 50 units, off by one: rounding, though that is 2 %",
    page: { ...letter, mediaBox: [0, 0, 50, 50] },
    size: size(51, 51),
    box: { x: 0, y: 0, width: 51, height: 51 },
    frame: "cropBox certain",
    matrix: "0.98039 0 0 -0.98039 0 50",
    rect: "0 0 50 50",
  },
];
