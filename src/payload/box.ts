import * as z from "zod";
import type { WarningLog } from "../errors.ts";
import { type Box, normalizeRotation } from "../geometry/box.ts";
import { isRecord } from "./kind.ts";
import { joinPointer } from "./pointer.ts";
import { present } from "./present.ts";
import { readRecord } from "./record.ts";
import { asIs, respell, type Spelling } from "./spelling.ts";
import { unreadFields } from "./unread.ts";

/** A box as sent: units of its payload page, origin top left, y down; `endIndex` is inclusive, and both indices count in a string that depends on the item. */
export interface WireBox {
  readonly pointer: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotation?: number;
  readonly confidence?: number;
  readonly label?: string;
  readonly startIndex?: number;
  readonly endIndex?: number;
}

/** The rectangle alone, its rotation brought into [-180, 180). */
export function toBox({ x, y, width, height, rotation = 0 }: WireBox): Box {
  const degrees = normalizeRotation(rotation);
  return degrees === 0 ? { x, y, width, height } : { x, y, width, height, rotation: degrees };
}

const optionalNumber = z.number().nullish();
const boxSchema = z.object({
  x: z.number(),
  y: z.number(),
  w: z.number().positive(),
  h: z.number().positive(),
  r: z.number().nullish(),
  confidence: optionalNumber,
  label: z.string().nullish(),
  start_index: z.int().nullish(),
  end_index: z.int().nullish(),
});

const boxFields = new Set(Object.keys(boxSchema.shape));

/** The boxes that can be used, from a list or a single object; each other one costs only itself and a warning. */
export function readBoxes(value: unknown, pointer: string, log: WarningLog, spelling: Spelling = asIs): readonly WireBox[] {
  if (value === undefined || value === null) return [];
  const list = Array.isArray(value) ? value : [value];
  const boxes: WireBox[] = [];
  for (const [index, raw] of list.entries()) {
    const boxPointer = Array.isArray(value) ? joinPointer(pointer, index) : pointer;
    // A box at a wrong angle would be a wrong box.
    const record = isRecord(raw) ? respell(raw, spelling) : raw;
    const box = readRecord(boxSchema, record, boxPointer, log, "box-invalid", { vital: ["r"], spelling });
    if (box === undefined) continue;
    if (Object.keys(box).some((field) => !boxFields.has(field)))
      unreadFields(box as object as Record<string, unknown>, boxFields, boxPointer, log);
    boxes.push(
      present({
        pointer: boxPointer,
        x: box.x,
        y: box.y,
        width: box.w,
        height: box.h,
        rotation: box.r,
        confidence: box.confidence,
        label: box.label,
        startIndex: box.start_index,
        endIndex: box.end_index,
      }),
    );
  }
  return boxes;
}
