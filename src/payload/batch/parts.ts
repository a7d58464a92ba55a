import { assertKind, isListPage, isRecord, payloadKind } from "../kind.ts";
import { joinPointer } from "../pointer.ts";

/** One record of a batch: what the batch says of itself, or of one item; a pointer says where it stands in the input. */
export interface BatchPart {
  readonly kind: (typeof accepted)[number];
  readonly record: Record<string, unknown>;
  readonly pointer: string;
}

/** The records that the input is made of. */
export interface BatchParts {
  readonly parts: readonly BatchPart[];
  /** Whether a page of items is there, even an empty one. */
  readonly isPaged: boolean;
  /** Whether pages of items are there, but not the last one. */
  readonly isCut: boolean;
}

interface Place {
  readonly value: unknown;
  readonly pointer: string;
}

const accepted = ["batch", "batch-status", "batch-item"] as const;

/**
 * The parts of a batch: the input itself, the entries of a list or of a page of a list, or those of the lists in a list.
 *
 * @throws {PayloadError} when one is no part of a batch
 */
export function batchParts(input: unknown): BatchParts {
  const places = entriesOf({ value: input, pointer: "" });
  const pages = [{ value: input, pointer: "" }, ...places].map(({ value }) => value).filter(isItemPage);
  const parts = places.flatMap(entriesOf).map(toPart);
  if (parts.length === 0) assertKind(input, "a batch", []);
  return { parts, isPaged: pages.length > 0, isCut: pages.length > 0 && pages.every((page) => Boolean(page.next_page_token)) };
}

function entriesOf({ value, pointer }: Place): Place[] {
  const list = Array.isArray(value) ? value : isItemPage(value) ? value.items : undefined;
  if (list === undefined) return [{ value, pointer }];
  const at = Array.isArray(value) ? pointer : joinPointer(pointer, "items");
  return list.map((entry: unknown, index) => ({ value: entry, pointer: joinPointer(at, index) }));
}

/** A page of items of a batch, not of batches or other jobs; an empty one may be either. */
function isItemPage(value: unknown): value is { readonly items: readonly unknown[] } & Record<string, unknown> {
  return isListPage(value) && (value.items.length === 0 || payloadKind(value) === "batch-item");
}

function toPart({ value, pointer }: Place): BatchPart {
  const noun = pointer === "" ? "a batch" : `a part of a batch, at ${pointer}`;
  if (!isRecord(value) || isListPage(value)) assertKind(value, noun, []);
  assertKind(value, noun, accepted);
  return { kind: payloadKind(value) as BatchPart["kind"], record: value, pointer };
}
