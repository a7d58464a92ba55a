import * as z from "zod";
import type { WarningLog } from "../../errors.ts";
import { readBoxes, type WireBox } from "../box.ts";
import { tooDeep } from "../depth.ts";
import { isRecord } from "../kind.ts";
import { joinPointer } from "../pointer.ts";
import { readDetails, readRecord } from "../record.ts";
import type { SpanUnit } from "./span-unit.ts";
import { type GroundedLine, readSentText, type SentText, toLines } from "./text.ts";

/** An item of the sidecar: what tells which item of the page it is, and where its characters stand. */
export interface GroundedItem {
  readonly pointer: string;
  /** Empty when it has none, as are the other texts. */
  readonly markdown: string;
  /** Its value, the text of a link, or the caption of an image. */
  readonly value: string;
  /** The texts of a table's cells. */
  readonly rows: readonly (readonly string[])[];
  /** The text that its lines are of. */
  readonly source: string;
  readonly lines: readonly GroundedLine[];
  /** By row and column of `rows`; undefined where the sidecar has no place. */
  readonly cells: readonly (readonly (GroundedCell | undefined)[])[];
  readonly items: readonly GroundedItem[];
}

export interface GroundedCell {
  readonly boxes: readonly WireBox[];
  /** Lines of the cell's text in `rows`. */
  readonly lines: readonly GroundedLine[];
}

export interface GroundingContext {
  readonly log: WarningLog;
  readonly maxDepth: number;
  /** Gathers the texts of a page: together they tell what its spans count. */
  readonly texts: SentText[];
}

/** What is known but for the unit of its spans. */
type Pending<T> = (unit: SpanUnit) => T;

const text = z.string().nullish();
const list = z.array(z.unknown()).nullish();
const itemSchema = z.object({
  md: text,
  value: text,
  text,
  caption: text,
  html: text,
  rows: list,
  items: list,
  grounding: z.unknown().optional(),
});
type SentItem = z.infer<typeof itemSchema>;
const sources = ["md", "value", "caption", "html", "text"] as const;
const groundingSchema = z.object({ source: z.enum(sources).nullish(), lines: list, rows: list });
const cellSchema = z.object({ bbox: z.unknown().optional(), lines: list, r: z.number().nullish() });

/** The items of a page or a container; one that is broken stays as an empty one, so that the places of the others hold. */
export function readGroundedList(
  raws: readonly unknown[],
  pointer: string,
  context: GroundingContext,
  depth = 0,
): readonly Pending<GroundedItem>[] {
  if (depth > context.maxDepth) throw tooDeep(pointer, context.maxDepth);
  return raws.map((raw, index) => readItem(raw, joinPointer(pointer, index), context, depth));
}

function readItem(raw: unknown, pointer: string, context: GroundingContext, depth: number): Pending<GroundedItem> {
  const item: SentItem = readRecord(itemSchema, raw, pointer, context.log, "field-invalid") ?? {};
  const at = joinPointer(pointer, "grounding");
  const grounding = readDetails(groundingSchema, item.grounding, at, context.log);
  const rows = (item.rows ?? []).map((row) => (Array.isArray(row) ? row.map(cellText) : []));
  const source = sourceText(item, grounding?.source ?? "md");
  const lines = readLines(source, grounding?.lines, joinPointer(at, "lines"), context);
  const cells = readCells(grounding?.rows ?? [], rows, joinPointer(at, "rows"), context);
  const items = item.items ? readGroundedList(item.items, joinPointer(pointer, "items"), context, depth + 1) : [];
  return (unit) => ({
    pointer,
    markdown: item.md ?? "",
    value: item.value ?? item.text ?? item.caption ?? "",
    rows,
    source,
    lines: lines(unit),
    cells: cells.map((row) => row.map((cell) => cell?.(unit))),
    items: items.map((child) => child(unit)),
  });
}

/** The text that is named, or the first one that is not empty. */
function sourceText(item: SentItem, source: (typeof sources)[number]): string {
  return item[source] || item.value || item.md || item.caption || item.html || item.text || "";
}

/** A cell as its spans count it: a number as JSON writes it, an object as the text it holds. */
function cellText(raw: unknown): string {
  if (typeof raw === "string") return raw;
  if (typeof raw === "number") return JSON.stringify(raw);
  if (!isRecord(raw)) return "";
  const found = [raw.value, raw.md, raw.text, raw.html].find((value) => typeof value === "string");
  return typeof found === "string" ? found : "";
}

const noLines: Pending<readonly GroundedLine[]> = () => [];

function readLines(
  source: string,
  raws: readonly unknown[] | null | undefined,
  pointer: string,
  context: GroundingContext,
): Pending<readonly GroundedLine[]> {
  const { log, texts } = context;
  if (!raws || raws.length === 0) return noLines;
  const sent = readSentText(source, raws, pointer, log);
  texts.push(sent);
  return (unit) => toLines(sent, unit, log);
}

function readCells(
  raws: readonly unknown[],
  rows: readonly (readonly string[])[],
  pointer: string,
  context: GroundingContext,
): readonly (readonly (Pending<GroundedCell> | undefined)[])[] {
  return raws.map((row, index) => {
    const at = joinPointer(pointer, index);
    if (Array.isArray(row)) return row.map((cell, column) => readCell(cell, rows[index]?.[column] ?? "", joinPointer(at, column), context));
    if (row !== null) context.log.add("field-invalid", `Expected a list of cells, found ${typeof row}: the row is left out`, at);
    return [];
  });
}

/** Undefined where it has no place: a cell that is printed on another page has none. */
function readCell(raw: unknown, source: string, pointer: string, context: GroundingContext): Pending<GroundedCell> | undefined {
  if (raw === null) return undefined;
  const { log } = context;
  // A box at a wrong angle would be a wrong box.
  const cell = readRecord(cellSchema, raw, pointer, log, "field-invalid", { vital: ["r"] });
  if (cell === undefined) return undefined;
  const { r } = cell;
  const sent = readBoxes(cell.bbox, joinPointer(pointer, "bbox"), log);
  const boxes = typeof r === "number" ? sent.map((box) => ({ rotation: r, ...box })) : sent;
  const lines = readLines(source, cell.lines, joinPointer(pointer, "lines"), context);
  return boxes.length === 0 && lines === noLines ? undefined : (unit) => ({ boxes, lines: lines(unit) });
}
