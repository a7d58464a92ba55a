import * as z from "zod";
import { PayloadError, type Warning, WarningLog } from "../errors.ts";
import { assertMaxDepth, defaultMaxDepth } from "./depth.ts";
import { excerpt } from "./excerpt.ts";
import { type GroundedItem, type GroundingContext, readGroundedList } from "./grounding/item.ts";
import { unitOf } from "./grounding/text.ts";
import { assertKind, isRecord } from "./kind.ts";
import type { ReadOptions } from "./parse.ts";
import { joinPointer } from "./pointer.ts";
import { present } from "./present.ts";
import { readRecord } from "./record.ts";

/** A checked `grounded_items` sidecar: where the lines, words and cells of a parse result stand. Pages in ascending order. */
export interface GroundedItems {
  readonly pages: readonly GroundedPage[];
  /** Their pointers begin with the index of the row. */
  readonly warnings: readonly Warning[];
}

/** A row of the sidecar; `number` is physical and 1-based, width and height are the units of its boxes. */
export interface GroundedPage {
  readonly pointer: string;
  readonly number: number;
  readonly width?: number;
  readonly height?: number;
  /** In the order and nesting of the items of the page. */
  readonly items: readonly GroundedItem[];
}

const side = z.number().positive().nullish();
const rowSchema = z.object({
  page_number: z.int().min(1),
  page_width: side,
  page_height: side,
  items: z.array(z.unknown()).nullish(),
});

const noun = "a grounded_items sidecar";

/**
 * The sidecar that a parse job with `granular_bboxes` has beside its result, from its JSONL text or its rows; a broken row or detail costs
 * only itself and a warning.
 *
 * Spans are told in UTF-16 units of the text they are of. They come as UTF-8 bytes; a page on which those read wrong, and UTF-16 units or
 * code points right, is read so, with a warning.
 *
 * @throws {PayloadError} when no row is one of a sidecar, or when lists are nested too deep
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { readGroundedItems } from "postparse";
 *
 * const { pages } = readGroundedItems([
 *   {
 *     page_number: 1,
 *     page_width: 612,
 *     page_height: 792,
 *     items: [{ md: "Café 42", grounding: { lines: [{ span: [6, 8], bbox: { x: 100, y: 72, w: 12, h: 12 } }] } }],
 *   },
 * ]);
 * assert.equal(pages[0]?.items[0]?.lines[0]?.text, "42");
 * ```
 */
export function readGroundedItems(input: string | readonly unknown[], options: Pick<ReadOptions, "maxDepth"> = {}): GroundedItems {
  const { maxDepth = defaultMaxDepth } = options;
  assertMaxDepth(maxDepth);
  const log = new WarningLog();
  const pages = new Map<number, GroundedPage>();
  let first: SentRow | undefined;
  let isSidecar = false;
  for (const row of typeof input === "string" ? parseRows(input, log) : toRows(input)) {
    first ??= row;
    isSidecar ||= isRow(row);
    const page = readPage(row, pages, maxDepth, log);
    if (page !== undefined) pages.set(page.number, page);
  }
  if (first !== undefined && !isSidecar) assertKind(first.raw, noun, []);
  return { pages: [...pages.values()].sort((one, other) => one.number - other.number), warnings: log.list() };
}

interface SentRow {
  readonly raw: unknown;
  readonly pointer: string;
}

function toRows(input: unknown): readonly SentRow[] {
  return (Array.isArray(input) ? input : [input]).map((raw: unknown, index) => ({ raw, pointer: joinPointer("", index) }));
}

/** A page that failed has no items. */
function isRow({ raw }: SentRow): boolean {
  return isRecord(raw) && Object.hasOwn(raw, "page_number") && (Object.hasOwn(raw, "items") || raw.success === false);
}

/** The values in the lines, one at a time; one that holds none is left out, with a warning. A text that is one JSON value may have any line breaks. */
function* parseRows(input: string, log: WarningLog): Generator<SentRow> {
  const text = input.replace(/^\ufeff/, "");
  const whole = parse(text);
  const lines = whole === undefined ? text.split("\n").filter((line) => line.trim() !== "") : [];
  if (whole !== undefined) yield* toRows(whole);
  let isJson = lines.length === 0;
  for (const [index, line] of lines.entries()) {
    const raw = parse(line);
    const pointer = joinPointer("", index);
    if (raw === undefined) log.add("grounding-row-invalid", "The row is no JSON: it is left out", pointer);
    else yield { raw, pointer };
    isJson ||= raw !== undefined;
  }
  if (isJson) return;
  const message = `Cannot read this as ${noun}. It is no JSONL: it begins "${excerpt(text.trimStart().slice(0, 1000))}"`;
  throw new PayloadError("json-invalid", message, [{ pointer: "", message: "expected one JSON object a line" }]);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function readPage(
  { raw, pointer }: SentRow,
  pages: ReadonlyMap<number, GroundedPage>,
  maxDepth: number,
  log: WarningLog,
): GroundedPage | undefined {
  const row = readRecord(rowSchema, raw, pointer, log, "grounding-row-invalid");
  if (row === undefined) return undefined;
  const number = row.page_number;
  if (pages.has(number)) {
    log.add("page-duplicate", `Page ${number} is there twice: the first is used`, pointer);
    return undefined;
  }
  const context: GroundingContext = { log, maxDepth, texts: [] };
  const pending = readGroundedList(row.items ?? [], joinPointer(pointer, "items"), context);
  const unit = unitOf(context.texts);
  if (unit !== "bytes") {
    const message = `The spans of page ${number} are no UTF-8 bytes: they fit their texts as ${unit}, and are read so`;
    log.add("grounding-unit-guessed", message, pointer);
  }
  return { ...present({ pointer, number, width: row.page_width, height: row.page_height }), items: pending.map((item) => item(unit)) };
}
