import * as z from "zod";
import type { WarningLog } from "../../errors.ts";
import { readBoxes, type WireBox } from "../box.ts";
import { joinPointer } from "../pointer.ts";
import { present } from "../present.ts";
import { readDetails, readRecord } from "../record.ts";
import type { Spelling } from "../spelling.ts";
import { unreadFields } from "../unread.ts";

const v1ImageSpelling: Spelling = { w: "width", h: "height" };

/** An image file the service made; the box is in the units of its page. */
export interface ParseImage {
  readonly pointer: string;
  readonly filename: string;
  readonly pageNumber?: number;
  readonly category?: string;
  readonly contentType?: string;
  readonly url?: string;
  readonly box?: WireBox;
  /** As sent: of what it holds beside the fields here nothing is read. */
  readonly raw?: unknown;
}

const text = z.string().nullish();
const listSchema = z.object({ images: z.array(z.unknown()).nullish() });
const imageSchema = z.object({
  filename: z.string().nullish(),
  content_type: text,
  presigned_url: text,
  category: text,
  bbox: z.unknown().optional(),
  index: z.int().nullish(),
  size_bytes: z.number().nullish(),
});
const imageFields = new Set(Object.keys(imageSchema.shape));
const v1Schema = z.object({ name: z.string(), type: text });

/** The images of `images_content_metadata`, their pages told by their names. */
export function readImages(value: unknown, pointer: string, log: WarningLog): ParseImage[] {
  const list = readDetails(listSchema, value, pointer, log);
  return (list?.images ?? []).flatMap((raw, index): ParseImage[] => {
    const at = joinPointer(pointer, "images", index);
    const image = readRecord(imageSchema, raw, at, log, "field-invalid");
    if (image === undefined) return [{ pointer: at, filename: "", raw }];
    unreadFields(raw as Record<string, unknown>, imageFields, at, log);
    const [box] = readBoxes(image.bbox, joinPointer(at, "bbox"), log);
    return [
      present({
        pointer: at,
        filename: image.filename ?? "",
        pageNumber: pageNumberOfImage(image.filename ?? ""),
        category: image.category,
        contentType: image.content_type,
        url: image.presigned_url,
        box,
        raw,
      }),
    ];
  });
}

/** The images of a legacy v1 page: `x`, `y`, `width`, `height` are in the units of the page. */
export function readV1Images(values: readonly unknown[], pageNumber: number, pointer: string, log: WarningLog): ParseImage[] {
  return values.flatMap((raw, index): ParseImage[] => {
    const at = joinPointer(pointer, index);
    const image = readRecord(v1Schema, raw, at, log, "field-invalid");
    if (image === undefined) return [{ pointer: at, filename: "", pageNumber, raw }];
    const { x, y, width, height } = raw as Record<string, unknown>;
    const [box] = x === undefined && y === undefined ? [] : readBoxes({ x, y, width, height }, at, log, v1ImageSpelling);
    return [present({ pointer: at, filename: image.name, pageNumber, category: v1Category(image.type), box, raw })];
  });
}

function v1Category(type: string | null | undefined): string {
  if (!type) return "embedded";
  if (type === "full_page_screenshot") return "screenshot";
  return type.startsWith("layout") ? "layout" : type;
}

/** The 1-based page that a file name tells: `page_4_chart_1_v2.jpg` counts from one, `img_p0_1.jpg` from zero; undefined for any other name. */
export function pageNumberOfImage(filename: string): number | undefined {
  const [, number] = /^page_(\d{1,7})(?=[_.])/.exec(filename) ?? [];
  if (number !== undefined) return Number(number) >= 1 ? Number(number) : undefined;
  const [, index] = /^img_p(\d{1,7})(?=[_.])/.exec(filename) ?? [];
  return index === undefined ? undefined : Number(index) + 1;
}
