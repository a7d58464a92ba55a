import type { WarningLog } from "../../errors.ts";
import type { Region } from "../../geometry/box.ts";
import type { WireBox } from "../../payload/box.ts";
import type { GroundedItem } from "../../payload/grounding/item.ts";
import type { GroundedLine, GroundedWord } from "../../payload/grounding/text.ts";
import type { GroundedPage } from "../../payload/grounding.ts";
import type { GroundedText, TextLine } from "../../tree/page-data.ts";
import type { Page } from "../../tree/types.ts";
import { geometryOf, type PageGeometry, placeBox } from "../regions.ts";

/** How the boxes of a page of the sidecar come to lie on the page of the document, which may be measured in other units. */
export interface GroundFrame {
  readonly geometry: PageGeometry;
  readonly scaleX: number;
  readonly scaleY: number;
  readonly log: WarningLog;
}

/** Undefined, with a warning where boxes are lost by it, for a page of the document without a size. */
export function groundFrame(page: Page, grounded: GroundedPage, log: WarningLog): GroundFrame | undefined {
  const boxes = allBoxes(grounded.items);
  const { number, width, height } = page;
  if (width === undefined || height === undefined || !(width > 0 && height > 0)) {
    if (boxes.length > 0) log.add("page-size-missing", `Page ${number} has no size: its lines and cells have no place`, page.pointer);
    return undefined;
  }
  const isSized = grounded.width !== undefined && grounded.height !== undefined;
  const size = isSized ? { width: grounded.width, height: grounded.height } : { width, height };
  const geometry = geometryOf({ number, age: "v2", ...size }, boxes, grounded.pointer, log);
  return { geometry, scaleX: width / size.width, scaleY: height / size.height, log };
}

/** The place of a box in the units of the document's page. */
export function groundRegion(wire: WireBox, { geometry, scaleX, scaleY, log }: GroundFrame): Region | undefined {
  const region = placeBox(wire, geometry, log);
  if (region === undefined || (scaleX === 1 && scaleY === 1)) return region;
  const { x, y, width, height, ...rest } = region.box;
  return { ...region, box: { x: x * scaleX, y: y * scaleY, width: width * scaleX, height: height * scaleY, ...rest } };
}

/**
 * The lines as they stand in a node or cell, `shift` characters further on than in the text they were read from; without a shift they have no
 * span. The words of a line that has no box stand as lines.
 */
export function groundLines(lines: readonly GroundedLine[], shift: number | undefined, frame: GroundFrame): TextLine[] {
  const toText = ({ text, span, box }: GroundedWord): GroundedText[] => {
    const region = box && groundRegion(box, frame);
    if (region === undefined) return [];
    if (span === undefined || shift === undefined) return [{ text, region }];
    return [{ text, region: { ...region, span: [span[0] + shift, span[1] + shift] } }];
  };
  return lines.flatMap((line): TextLine[] => {
    const words = line.words.flatMap(toText);
    const [own] = toText(line);
    return own === undefined ? words.map((word) => ({ ...word, words: [] })) : [{ ...own, words }];
  });
}

/** How much further on a text stands in its host; undefined where the host does not hold it. */
export function shiftOf(text: string, host: string): number | undefined {
  const shift = text === "" ? -1 : host.indexOf(text);
  return shift < 0 ? undefined : shift;
}

function allBoxes(items: readonly GroundedItem[]): WireBox[] {
  const boxes: WireBox[] = [];
  const add = ({ box }: GroundedWord): void => {
    if (box !== undefined) boxes.push(box);
  };
  const addLine = (line: GroundedLine): void => {
    add(line);
    line.words.forEach(add);
  };
  const stack = [...items];
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    item.lines.forEach(addLine);
    for (const cell of item.cells.flat()) {
      for (const box of cell?.boxes ?? []) boxes.push(box);
      cell?.lines.forEach(addLine);
    }
    for (const child of item.items) stack.push(child);
  }
  return boxes;
}
