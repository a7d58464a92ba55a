import * as z from "zod";
import { unreachable, type WarningLog } from "../errors.ts";
import { readBoxes, type WireBox } from "./box.ts";
import { tooDeep } from "./depth.ts";
import { excerpt } from "./excerpt.ts";
import { bodyRange, type ItemPlace, type ItemType, itemType, type PageHints } from "./item-type.ts";
import { isRecord } from "./kind.ts";
import { joinPointer } from "./pointer.ts";
import { type RecordSchema, readRecord } from "./record.ts";
import { asIs, respell, type Spelling, spelled, v1BoxSpelling, v1ItemExtras, v1ItemSpelling } from "./spelling.ts";

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
  /** The API whose spelling the items have. @default "v2" */
  readonly age?: "v1" | "v2";
}

const common = { type: z.string().nullish(), md: z.string(), bbox: z.unknown().optional() };
const list = z.array(z.unknown());
const schemas = {
  text: z.object({ ...common, value: z.string() }),
  words: z.object({ ...common, value: z.null().optional() }),
  heading: z.object({ ...common, level: z.number(), value: z.string() }),
  list: z.object({ ...common, ordered: z.boolean(), items: list }),
  code: z.object({ ...common, value: z.string(), language: z.string().nullish() }),
  table: z.object({
    ...common,
    rows: list.nullish(),
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
  const range = bodyRange(raws);
  return raws.map((raw, index) => readItem(raw, { index, ...range }, joinPointer(pointer, index), context, depth));
}

function readItem(raw: unknown, place: ItemPlace, pointer: string, context: ItemContext, depth: number): ParseItem {
  const { log } = context;
  if (!isRecord(raw)) {
    log.add("item-invalid", `Expected an item, found ${raw === null ? "null" : typeof raw}: it is kept as unknown`, pointer);
    return { type: "unknown", pointer, markdown: "", boxes: [], value: typeof raw === "string" ? raw : "", items: [], raw };
  }
  const isV1 = context.age === "v1";
  const spelling = isV1 ? v1ItemSpelling(raw) : asIs;
  const item: SentItem = { fields: respell(raw, spelling), raw, spelling, pointer };
  const type = itemType(item.fields, place, context.page, pointer, log);
  if (type === undefined) {
    const shown = typeof raw.type === "string" ? `"${excerpt(raw.type)}"` : "missing";
    log.add("item-type-unknown", `The type of the item is ${shown}: it is kept as unknown`, pointer);
    return unknownItem(item, context, depth);
  }
  return readTyped(type, item, context, depth) ?? unknownItem(item, context, depth);
}

/** An item, its fields named as our schemas do, and as it was sent. */
interface SentItem {
  readonly fields: Record<string, unknown>;
  readonly raw: Record<string, unknown>;
  readonly spelling: Spelling;
  readonly pointer: string;
}

function boxesOf({ fields, spelling, pointer }: SentItem, { log, age }: ItemContext): readonly WireBox[] {
  return readBoxes(fields.bbox, joinPointer(pointer, spelled("bbox", spelling)), log, age === "v1" ? v1BoxSpelling : asIs);
}

function readTyped(type: ItemType, sent: SentItem, context: ItemContext, depth: number): ParseItem | undefined {
  const { fields: raw, pointer, spelling } = sent;
  const read = <T extends { md: string }>(schema: RecordSchema<T>) => {
    const { log } = context;
    const before = log.count;
    const fields = readRecord(schema, raw, pointer, log, "item-invalid", { spelling });
    if (fields === undefined) return undefined;
    const boxes = boxesOf(sent, context);
    const hasExtras = warnOfUnknown(sent, schema.shape, context);
    const base: ItemBase = { pointer, markdown: fields.md, boxes, ...(log.count > before || hasExtras ? { raw: sent.raw } : {}) };
    return { fields, base };
  };
  const children = (values: readonly unknown[]) => readItems(values, joinPointer(pointer, "items"), context, depth + 1);
  switch (type) {
    case "text": {
      if (typeof raw.type !== "string" && (raw.value === undefined || raw.value === null)) {
        const words = read(schemas.words);
        return words && { type, ...words.base, value: words.fields.md };
      }
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
      return item && tableItem(item.fields, item.base, sent.raw, context.log);
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

function tableItem(fields: z.infer<typeof schemas.table>, base: ItemBase, raw: unknown, log: WarningLog): TableItem {
  const before = log.count;
  const rows = (fields.rows ?? []).map((row, index) => readRow(row, joinPointer(base.pointer, "rows", index), log));
  return {
    type: "table",
    ...base,
    ...(log.count > before ? { raw } : {}),
    rows,
    html: fields.html ?? "",
    csv: fields.csv ?? "",
    ...(fields.merged_from_pages ? { mergedFromPages: fields.merged_from_pages } : {}),
    ...(typeof fields.merged_into_page === "number" ? { mergedIntoPage: fields.merged_into_page } : {}),
    concerns: fields.parse_concerns ?? [],
  };
}

/** No cells where the row is no list, with a warning; the row itself where each cell is text, a finite number or null; any other cell is read as text, an object as the text it holds, with a warning. */
function readRow(row: unknown, pointer: string, log: WarningLog): readonly (string | number | null)[] {
  if (!Array.isArray(row)) {
    log.add("field-invalid", `Expected a list of cells, found ${row === null ? "null" : typeof row}: the row is empty`, pointer);
    return [];
  }
  if (row.every(isRaw)) return row;
  return row.map((cell, column) => {
    if (isRaw(cell)) return cell;
    log.add(
      "field-invalid",
      `Expected text, a number or null in the cell, found ${typeof cell === "number" ? cell : typeof cell}: it is read as text`,
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

function unknownItem(sent: SentItem, context: ItemContext, depth: number): ParseItem {
  const { fields, raw, pointer } = sent;
  const markdown = typeof fields.md === "string" ? fields.md : "";
  const value = [fields.value, fields.text, fields.caption].find((text) => typeof text === "string") ?? markdown;
  const items = Array.isArray(fields.items) ? readItems(fields.items, joinPointer(pointer, "items"), context, depth + 1) : [];
  return { type: "unknown", pointer, markdown, boxes: boxesOf(sent, context), value, items, raw };
}

/** Warns of fields that no schema knows; true when there are some that are known and not read. */
function warnOfUnknown({ fields, spelling, pointer }: SentItem, known: Record<string, unknown>, { log, age }: ItemContext): boolean {
  let hasExtras = false;
  for (const field of Object.keys(fields)) {
    if (Object.hasOwn(known, field) || fields[field] === null) continue;
    const name = spelled(field, spelling);
    if (age === "v1" && v1ItemExtras.has(name)) hasExtras = true;
    else log.add("field-unknown", `The field "${excerpt(name)}" is unknown: it is kept in data.raw`, joinPointer(pointer, name));
  }
  return hasExtras;
}
