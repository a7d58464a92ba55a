import type { WarningLog } from "../errors.ts";
import { isRecord } from "./kind.ts";

/** The item types the service is known to send. */
export const itemTypes = ["text", "heading", "list", "code", "table", "image", "link", "header", "footer"] as const;
export type ItemType = (typeof itemTypes)[number];

/** What helps to tell a header from a footer when neither says so. */
export interface PageHints {
  readonly header?: string;
  readonly footer?: string;
  readonly height?: number;
}

/** Where an item stands among the items of its page. */
export interface ItemPlace {
  readonly siblings: readonly unknown[];
  readonly index: number;
  readonly page: PageHints;
}

/** The item's type: as sent, else read off its fields; undefined when it is unknown. The first rule that fits decides (the fields of each type are in the vendor's API reference). */
export function itemType(raw: Record<string, unknown>, place: ItemPlace, pointer: string, log: WarningLog): ItemType | undefined {
  if (typeof raw.type === "string") return itemTypes.find((type) => type === raw.type);
  const isText = (name: string): boolean => typeof raw[name] === "string";
  if (Array.isArray(raw.rows)) return "table";
  if (typeof raw.ordered === "boolean") return "list";
  if (typeof raw.level === "number" && isText("value")) return "heading";
  if (isText("caption")) return "image";
  if (isText("url")) return isText("text") ? "link" : "image";
  if (isText("value") && (Object.hasOwn(raw, "language") || isFenced(raw.md))) return "code";
  if (Array.isArray(raw.items)) return furnitureType(raw, place, pointer, log);
  if (isText("value")) return "text";
  if (!isText("md")) return undefined;
  log.add("item-type-guessed", "The item has no type and no value: it is read as text", pointer);
  return "text";
}

/** Header and footer have the same fields: the layout labels of the children decide, else the page's own words, else the position. */
function furnitureType(raw: Record<string, unknown>, place: ItemPlace, pointer: string, log: WarningLog): ItemType | undefined {
  const labels = new Set((raw.items as unknown[]).flatMap((child) => boxesOf(child).map((box) => box.label)));
  if (labels.has("header") || labels.has("page-header")) return "header";
  if (labels.has("footer") || labels.has("page-footer")) return "footer";
  if (place.page.header !== undefined && raw.md === place.page.header) return "header";
  if (place.page.footer !== undefined && raw.md === place.page.footer) return "footer";
  const guess = typeByPosition(raw, place);
  const outcome = guess === undefined ? "its type stays unknown" : `its position makes it a ${guess}`;
  log.add("item-type-guessed", `The item has no type and may be a header or a footer: ${outcome}`, pointer);
  return guess;
}

function typeByPosition(raw: Record<string, unknown>, { siblings, index, page }: ItemPlace): ItemType | undefined {
  const isBody = (item: unknown): boolean => isRecord(item) && !Array.isArray(item.items);
  const top = boxesOf(raw)[0]?.y ?? boxesOf((raw.items as unknown[])[0])[0]?.y;
  const share = typeof top === "number" && page.height !== undefined ? top / page.height : undefined;
  if (!siblings.slice(0, index).some(isBody) && (share === undefined || share <= 0.25)) return "header";
  if (!siblings.slice(index + 1).some(isBody) && (share === undefined || share >= 0.75)) return "footer";
  return undefined;
}

function boxesOf(item: unknown): Record<string, unknown>[] {
  if (!isRecord(item)) return [];
  return (Array.isArray(item.bbox) ? item.bbox : [item.bbox]).filter(isRecord);
}

/** Whether the markdown is one fenced code block (CommonMark 0.31 §4.5). */
function isFenced(markdown: unknown): boolean {
  if (typeof markdown !== "string") return false;
  const fence = /^ {0,3}(`{3,}|~{3,})/.exec(markdown)?.[1];
  const last = markdown.trimEnd().split("\n").at(-1)?.trim();
  return (
    fence !== undefined && last !== undefined && markdown.includes("\n") && last.startsWith(fence) && last === fence[0]?.repeat(last.length)
  );
}
