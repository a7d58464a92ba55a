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

/** Where an item stands among its siblings, `firstBody` and `lastBody` being the first and last of them that are no furniture. */
export interface ItemPlace {
  readonly index: number;
  readonly firstBody: number;
  readonly lastBody: number;
}

/** The indices of the first and the last item that is neither header nor footer; both are -1 where there is none. */
export function bodyRange(siblings: readonly unknown[]): Omit<ItemPlace, "index"> {
  return { firstBody: siblings.findIndex(isBody), lastBody: siblings.findLastIndex(isBody) };
}

/** The item's type: as sent, else read off its fields; undefined when it is unknown. The first rule that fits decides (the fields of each type are in the vendor's API reference). */
export function itemType(
  raw: Record<string, unknown>,
  place: ItemPlace,
  page: PageHints,
  pointer: string,
  log: WarningLog,
): ItemType | undefined {
  if (typeof raw.type === "string") return itemTypes.find((type) => type === raw.type);
  const isText = (name: string): boolean => typeof raw[name] === "string";
  if (Array.isArray(raw.rows)) return "table";
  if (typeof raw.ordered === "boolean") return "list";
  if (typeof raw.level === "number" && isText("value")) return "heading";
  if (isText("caption")) return "image";
  if (isText("url")) return isText("text") ? "link" : "image";
  if (isText("value") && (isText("language") || isFenced(raw.md))) return "code";
  if (Array.isArray(raw.items)) return furnitureType(raw, place, page, pointer, log);
  if (isText("value")) return "text";
  if (!isText("md")) return undefined;
  log.add("item-type-guessed", "The item has no type and no value: it is read as text", pointer);
  return "text";
}

/** Header and footer have the same fields: the layout labels of the children decide, else the page's own words, else the position. */
function furnitureType(
  raw: Record<string, unknown>,
  place: ItemPlace,
  page: PageHints,
  pointer: string,
  log: WarningLog,
): ItemType | undefined {
  const labels = new Set((raw.items as unknown[]).flatMap((child) => boxesOf(child).map((box) => box.label)));
  if (labels.has("header") || labels.has("page-header")) return "header";
  if (labels.has("footer") || labels.has("page-footer")) return "footer";
  if (page.header !== undefined && raw.md === page.header) return "header";
  if (page.footer !== undefined && raw.md === page.footer) return "footer";
  const guess = typeByPosition(raw, place, page);
  const outcome = guess === undefined ? "its type stays unknown" : `its position makes it a ${guess}`;
  log.add("item-type-guessed", `The item has no type and may be a header or a footer: ${outcome}`, pointer);
  return guess;
}

function typeByPosition(raw: Record<string, unknown>, { index, firstBody, lastBody }: ItemPlace, page: PageHints): ItemType | undefined {
  const top = boxesOf(raw)[0]?.y ?? boxesOf((raw.items as unknown[])[0])[0]?.y;
  const share = typeof top === "number" && page.height !== undefined && page.height > 0 ? top / page.height : undefined;
  if ((firstBody < 0 || index < firstBody) && (share === undefined || share <= 0.25)) return "header";
  if (index > lastBody && (share === undefined || share >= 0.75)) return "footer";
  return undefined;
}

function isBody(item: unknown): boolean {
  if (!isRecord(item)) return false;
  if (typeof item.type === "string") return item.type !== "header" && item.type !== "footer";
  return !Array.isArray(item.items) || typeof item.ordered === "boolean";
}

function boxesOf(item: unknown): Record<string, unknown>[] {
  if (!isRecord(item)) return [];
  return (Array.isArray(item.bbox) ? item.bbox : [item.bbox]).filter(isRecord);
}

/** Whether the markdown is one fenced code block (CommonMark 0.31 §4.5). */
function isFenced(markdown: unknown): boolean {
  if (typeof markdown !== "string") return false;
  const [opening = "", ...lines] = markdown.trimEnd().split("\n");
  const [lead = "", fence] = /^ {0,3}(`{3,}|~{3,})/.exec(opening) ?? [];
  if (fence === undefined || (fence.startsWith("`") && opening.includes("`", lead.length))) return false;
  const closing = lines.findIndex((line) => {
    const text = line.trim();
    return text.startsWith(fence) && text === (fence[0] as string).repeat(text.length);
  });
  return closing >= 0 && closing === lines.length - 1;
}
