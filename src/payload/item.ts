import * as z from "zod";
import { unreachable, type WarningLog } from "../errors.ts";
import { readBoxes, type WireBox } from "./box.ts";
import { tooDeep } from "./depth.ts";
import { type ItemType, itemType, type PageHints } from "./item-type.ts";
import { isRecord } from "./kind.ts";
import { joinPointer } from "./pointer.ts";
import { readRecord } from "./record.ts";

/** What every item has. `raw` is the item as sent, where the fields here do not hold all of it. */
interface ItemBase {
  readonly pointer: string;
  readonly markdown: string;
  readonly boxes: readonly WireBox[];
  readonly raw?: unknown;
}

export interface ParseConcern {
  readonly type: string;
  readonly details: string;
}

export interface TableItem extends ItemBase {
  readonly type: "table";
  readonly rows: readonly (readonly (string | number | null)[])[];
  readonly html: string;
  readonly csv: string;
  readonly mergedFromPages?: readonly number[];
  readonly mergedIntoPage?: number;
  readonly concerns: readonly ParseConcern[];
}

/** A checked item of a page; names are ours, values as sent. */
export type ParseItem =
  | (ItemBase & { readonly type: "text"; readonly value: string })
  | (ItemBase & { readonly type: "heading"; readonly level: number; readonly value: string })
  | (ItemBase & { readonly type: "list"; readonly ordered: boolean; readonly items: readonly ParseItem[] })
  | (ItemBase & { readonly type: "code"; readonly value: string; readonly language?: string })
  | TableItem
  | (ItemBase & { readonly type: "image"; readonly caption: string; readonly url: string })
  | (ItemBase & { readonly type: "link"; readonly text: string; readonly url: string })
  | (ItemBase & { readonly type: "header" | "footer"; readonly items: readonly ParseItem[] })
  | (ItemBase & { readonly type: "unknown"; readonly value: string; readonly items: readonly ParseItem[] });

export interface ItemContext {
  readonly log: WarningLog;
  readonly maxDepth: number;
  readonly page: PageHints;
}

const common = { type: z.string().nullish(), md: z.string(), bbox: z.unknown().optional() };
const list = z.array(z.unknown());
const schemas = {
  text: z.object({ ...common, value: z.string() }),
  heading: z.object({ ...common, level: z.number(), value: z.string() }),
  list: z.object({ ...common, ordered: z.boolean(), items: list }),
  code: z.object({ ...common, value: z.string(), language: z.string().nullish() }),
  table: z.object({
    ...common,
    rows: z.array(list),
    html: z.string().nullish(),
    csv: z.string().nullish(),
    merged_from_pages: z.array(z.int()).nullish(),
    merged_into_page: z.int().nullish(),
    parse_concerns: z.array(z.object({ type: z.string(), details: z.string() })).nullish(),
  }),
  image: z.object({ ...common, caption: z.string(), url: z.string() }),
  link: z.object({ ...common, text: z.string(), url: z.string() }),
  header: z.object({ ...common, items: list }),
  footer: z.object({ ...common, items: list }),
};

/** The items of a page or a container, each checked by itself: a broken one becomes `unknown`, its raw item kept. */
export function readItems(raws: readonly unknown[], pointer: string, context: ItemContext, depth = 0): ParseItem[] {
  if (depth > context.maxDepth) throw tooDeep(pointer, context.maxDepth);
  return raws.map((raw, index) => readItem(raw, { siblings: raws, index }, joinPointer(pointer, index), context, depth));
}

function readItem(
  raw: unknown,
  place: { siblings: readonly unknown[]; index: number },
  pointer: string,
  context: ItemContext,
  depth: number,
): ParseItem {
  const { log } = context;
  if (!isRecord(raw)) {
    log.add("item-invalid", `Expected an item, found ${raw === null ? "null" : typeof raw}: it is kept as unknown`, pointer);
    return { type: "unknown", pointer, markdown: "", boxes: [], value: typeof raw === "string" ? raw : "", items: [], raw };
  }
  const type = itemType(raw, { ...place, page: context.page }, pointer, log);
  if (type === undefined) {
    const shown = typeof raw.type === "string" ? `"${raw.type.slice(0, 80)}"` : "missing";
    log.add("item-type-unknown", `The type of the item is ${shown}: it is kept as unknown`, pointer);
    return unknownItem(raw, pointer, context, depth);
  }
  return readTyped(type, raw, pointer, context, depth) ?? unknownItem(raw, pointer, context, depth);
}

function readTyped(
  type: ItemType,
  raw: Record<string, unknown>,
  pointer: string,
  context: ItemContext,
  depth: number,
): ParseItem | undefined {
  const read = <T extends { md: string }>(schema: z.ZodType<T> & { readonly shape: Record<string, z.ZodType> }) => {
    const fields = readRecord(schema, raw, pointer, context.log, "item-invalid");
    return fields === undefined ? undefined : { fields, base: itemBase(fields.md, raw, schema.shape, pointer, context.log) };
  };
  const children = (values: readonly unknown[]) => readItems(values, joinPointer(pointer, "items"), context, depth + 1);
  switch (type) {
    case "text": {
      const item = read(schemas.text);
      return item && { type, ...item.base, value: item.fields.value };
    }
    case "heading": {
      const item = read(schemas.heading);
      return item && { type, ...item.base, level: item.fields.level, value: item.fields.value };
    }
    case "list": {
      const item = read(schemas.list);
      return item && { type, ...item.base, ordered: item.fields.ordered, items: children(item.fields.items) };
    }
    case "code": {
      const item = read(schemas.code);
      const language = item?.fields.language;
      return item && { type, ...item.base, value: item.fields.value, ...(language ? { language } : {}) };
    }
    case "table": {
      const item = read(schemas.table);
      return item && tableItem(item.fields, item.base, context.log);
    }
    case "image": {
      const item = read(schemas.image);
      return item && { type, ...item.base, caption: item.fields.caption, url: item.fields.url };
    }
    case "link": {
      const item = read(schemas.link);
      return item && { type, ...item.base, text: item.fields.text, url: item.fields.url };
    }
    case "header":
    case "footer": {
      const item = read(schemas[type]);
      return item && { type, ...item.base, items: children(item.fields.items) };
    }
    default:
      return unreachable(type);
  }
}

function tableItem(fields: z.infer<typeof schemas.table>, base: ItemBase, log: WarningLog): TableItem {
  return {
    type: "table",
    ...base,
    rows: fields.rows.map((row, index) => readRow(row, joinPointer(base.pointer, "rows", index), log)),
    html: fields.html ?? "",
    csv: fields.csv ?? "",
    ...(fields.merged_from_pages ? { mergedFromPages: fields.merged_from_pages } : {}),
    ...(typeof fields.merged_into_page === "number" ? { mergedIntoPage: fields.merged_into_page } : {}),
    concerns: fields.parse_concerns ?? [],
  };
}

/** The row itself where each cell is text, a finite number or null; any other cell becomes its JSON text, with a warning. */
function readRow(row: readonly unknown[], pointer: string, log: WarningLog): readonly (string | number | null)[] {
  if (row.every(isRaw)) return row;
  return row.map((cell, column) => {
    if (isRaw(cell)) return cell;
    log.add(
      "field-invalid",
      `Expected text, a number or null in the cell, found ${typeof cell}: it is read as text`,
      joinPointer(pointer, column),
    );
    return typeof cell === "object" ? textOf(cell) : String(cell);
  });
}

function isRaw(cell: unknown): cell is string | number | null {
  return typeof cell === "string" || cell === null || Number.isFinite(cell);
}

/** An object cell holds its text in one of these fields; anything else has no text. */
function textOf(cell: object | null): string {
  const record: Record<string, unknown> = isRecord(cell) ? cell : {};
  return [record.value, record.md, record.text, record.html].find((value) => typeof value === "string") ?? "";
}

function unknownItem(raw: Record<string, unknown>, pointer: string, context: ItemContext, depth: number): ParseItem {
  const markdown = typeof raw.md === "string" ? raw.md : "";
  const value = [raw.value, raw.text, raw.caption].find((text) => typeof text === "string") ?? markdown;
  const items = Array.isArray(raw.items) ? readItems(raw.items, joinPointer(pointer, "items"), context, depth + 1) : [];
  const boxes = readBoxes(raw.bbox, joinPointer(pointer, "bbox"), context.log);
  return { type: "unknown", pointer, markdown, boxes, value, items, raw };
}

function itemBase(md: string, raw: Record<string, unknown>, known: Record<string, unknown>, pointer: string, log: WarningLog): ItemBase {
  const unknown = Object.keys(raw).filter((field) => !Object.hasOwn(known, field));
  for (const field of unknown) {
    log.add("field-unknown", `The field "${field.slice(0, 80)}" is unknown: it is kept in data.raw`, joinPointer(pointer, field));
  }
  const boxes = readBoxes(raw.bbox, joinPointer(pointer, "bbox"), log);
  const sent = Array.isArray(raw.bbox) ? raw.bbox.length : boxes.length;
  return { pointer, markdown: md, boxes, ...(unknown.length > 0 || sent > boxes.length ? { raw } : {}) };
}
