import * as z from "zod";
import { unreachable, type WarningLog } from "../../errors.ts";
import { readBoxes, type WireBox } from "../box.ts";
import { tooDeep } from "../depth.ts";
import { excerpt } from "../excerpt.ts";
import { isRecord } from "../kind.ts";
import { joinPointer } from "../pointer.ts";
import { present } from "../present.ts";
import { readRecord } from "../record.ts";
import { unreadFields } from "../unread.ts";

/** `raw` is the part as sent, where the fields here do not hold all of it. */
interface PartBase {
  readonly pointer: string;
  readonly raw?: unknown;
  readonly id?: string;
  readonly label?: string;
}

/** A part of a form, checked. Its tables and lists are none of the item tree. */
export type ParseFormPart =
  | (PartBase & {
      readonly type: "field";
      readonly kind: string;
      readonly value?: string | boolean;
      readonly isEmpty?: boolean;
      readonly valueItems: readonly ParseFormPart[];
      readonly boxes: readonly WireBox[];
    })
  | (PartBase & { readonly type: "section"; readonly items: readonly ParseFormPart[] })
  | (PartBase & {
      readonly type: "table";
      readonly columns: readonly string[];
      readonly rows: readonly (readonly ParseFormCell[])[];
      readonly boxes: readonly WireBox[];
    })
  | (PartBase & { readonly type: "unknown" });

export type ParseFormCell = string | null | readonly ParseFormPart[];

export interface ParseForm {
  readonly pointer: string;
  readonly parts: readonly ParseFormPart[];
  readonly markdown: string;
  /** As sent: its `list` has the same once more. */
  readonly raw?: unknown;
}

export interface FormContext {
  readonly log: WarningLog;
  readonly maxDepth: number;
}

const text = z.string().nullish();
const list = z.array(z.unknown());
const common = { type: text, id: text, label: text };
const formSchema = z.object({ json: list.nullish(), list: z.object({ md: text }).nullish() });
const schemas = {
  field: z.object({
    ...common,
    field: z.string(),
    value: z.union([z.string(), z.boolean()]).nullish(),
    isEmpty: z.boolean().nullish(),
    valueItems: list.nullish(),
    bbox: z.unknown().optional(),
  }),
  section: z.object({ ...common, items: list }),
  table: z.object({ ...common, rows: z.array(list), columns: z.array(z.string()).nullish(), bbox: z.unknown().optional() }),
};

const formFields = new Set(Object.keys(formSchema.shape));
const cellFields = new Set(["items"]);
const fieldsOf = {
  field: new Set(Object.keys(schemas.field.shape)),
  section: new Set(Object.keys(schemas.section.shape)),
  table: new Set(Object.keys(schemas.table.shape)),
};

/** The forms of a page; a broken one costs only itself. The same content comes twice, as parts and as a list of lines: the parts are read, of the lines their markdown is kept. */
export function readForms(values: readonly unknown[], pointer: string, context: FormContext): ParseForm[] {
  return values.map((raw, index) => {
    const at = joinPointer(pointer, index);
    const form = readRecord(formSchema, raw, at, context.log, "field-invalid");
    if (form === undefined) return { pointer: at, parts: [unknownPart(raw, at)], markdown: "", raw };
    unreadFields(raw as Record<string, unknown>, formFields, at, context.log);
    return { pointer: at, parts: readParts(form.json ?? [], joinPointer(at, "json"), context, 0), markdown: form.list?.md ?? "", raw };
  });
}

function readParts(values: readonly unknown[], pointer: string, context: FormContext, depth: number): ParseFormPart[] {
  if (depth > context.maxDepth) throw tooDeep(pointer, context.maxDepth);
  return values.map((raw, index) => {
    const at = joinPointer(pointer, index);
    return readPart(raw, at, context, depth) ?? unknownPart(raw, at);
  });
}

function unknownPart(raw: unknown, pointer: string): ParseFormPart {
  const label = isRecord(raw) && typeof raw.label === "string" ? raw.label : undefined;
  return { type: "unknown", pointer, ...(label === undefined ? {} : { label }), raw };
}

function readPart(raw: unknown, pointer: string, context: FormContext, depth: number): ParseFormPart | undefined {
  const { log } = context;
  const type = isRecord(raw) ? partType(raw) : undefined;
  if (!isRecord(raw) || type === undefined) {
    const shown = isRecord(raw) && typeof raw.type === "string" ? `"${excerpt(raw.type)}"` : "missing";
    log.add("item-type-unknown", `The type of the part of a form is ${shown}: it is kept as unknown`, pointer);
    return undefined;
  }
  const before = log.count;
  unreadFields(raw, fieldsOf[type], pointer, log);
  const below = (field: string, values: readonly unknown[]) => readParts(values, joinPointer(pointer, field), context, depth + 1);
  const boxes = readBoxes(raw.bbox, joinPointer(pointer, "bbox"), log);
  const keep = <T extends object>(part: T) => (log.count > before ? { ...part, raw } : part);
  switch (type) {
    case "field": {
      const fields = readRecord(schemas.field, raw, pointer, log, "item-invalid");
      if (fields === undefined) return undefined;
      const { id, label, value, isEmpty, field: kind } = fields;
      return keep(
        present({ pointer, type, id, label, kind, value, isEmpty, valueItems: below("valueItems", fields.valueItems ?? []), boxes }),
      );
    }
    case "section": {
      const fields = readRecord(schemas.section, raw, pointer, log, "item-invalid");
      return fields && keep(present({ pointer, type, id: fields.id, label: fields.label, items: below("items", fields.items) }));
    }
    case "table": {
      const fields = readRecord(schemas.table, raw, pointer, log, "item-invalid");
      if (fields === undefined) return undefined;
      const rows = fields.rows.map((cells, row) =>
        cells.map((cell, column) => readCell(cell, joinPointer(pointer, "rows", row, column), context, depth + 1)),
      );
      return keep(present({ pointer, type, id: fields.id, label: fields.label, columns: fields.columns ?? [], rows, boxes }));
    }
    default:
      return unreachable(type);
  }
}

/** As sent, else told by its fields (the vendor's API reference makes `type` optional). */
function partType(raw: Record<string, unknown>): keyof typeof schemas | undefined {
  if (typeof raw.type === "string") return raw.type === "field" || raw.type === "section" || raw.type === "table" ? raw.type : undefined;
  if (typeof raw.field === "string") return "field";
  if (Array.isArray(raw.rows)) return "table";
  return Array.isArray(raw.items) ? "section" : undefined;
}

function readCell(cell: unknown, pointer: string, context: FormContext, depth: number): ParseFormCell {
  if (cell === undefined || cell === null) return null;
  if (typeof cell === "string") return cell;
  if (isRecord(cell) && Array.isArray(cell.items) && unreadFields(cell, cellFields, pointer, context.log) === undefined)
    return readParts(cell.items, joinPointer(pointer, "items"), context, depth);
  context.log.add(
    "field-invalid",
    `Expected text, null or fields in the cell of a form, found ${typeof cell}: it is kept as unknown`,
    pointer,
  );
  return [unknownPart(cell, pointer)];
}
