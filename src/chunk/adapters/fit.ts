import type { Chunk } from "../types.ts";
import { formatBoxes, hullBoxes } from "./boxes.ts";
import { type Entry, fieldEntry } from "./entry.ts";
import { type FieldName, type FieldValue, fieldNames } from "./metadata.ts";
import { type Profile, profiles, type StoreName } from "./profile.ts";

interface Step {
  readonly key: FieldName;
  /** The shorter value. A step without it leaves the key out. */
  readonly shorten?: (chunk: Chunk) => FieldValue;
}

const kept: readonly FieldName[] = ["source_id", "chunk_index", "content_hash", "page_start", "page_end"];

/** What goes first where space is short. */
const steps: readonly Step[] = [
  { key: "boxes_json", shorten: ({ regions }) => formatBoxes(hullBoxes(regions)) },
  { key: "boxes_json" },
  { key: "links" },
  { key: "images" },
  { key: "pointers" },
  { key: "heading_path", shorten: ({ headingPath }) => headingPath.slice(0, 4).map((heading) => heading.text) },
  { key: "flags" },
];
/** What else may be large: a heading of a page's length, a table of a thousand pages. */
const large: readonly Step[] = [{ key: "heading_path" }, { key: "printed_pages" }, { key: "pages" }];
/** The rest goes only where the user's metadata has nearly all of the space; the text last of all. */
const rest: readonly Step[] = [
  ...fieldNames
    .filter((key) => !kept.includes(key) && key !== "text")
    .map((key) => ({ key }))
    .reverse(),
  { key: "text" },
];
const droppable: ReadonlySet<string> = new Set([...steps, ...rest].map((step) => step.key));

/**
 * Shortens and leaves out entries in place until the store takes them, and gives their keys in the order they went.
 *
 * A text that would not fit alone goes at once, so that all else can stay.
 *
 * @param besides UTF-8 bytes that the client itself adds
 * @throws {RangeError} when what always stays does not fit
 */
export function makeFit(entries: Map<string, Entry>, chunk: Chunk, store: StoreName, besides: number): FieldName[] {
  const profile = profiles[store];
  const { maxBytes, maxValueBytes, maxKeys } = profile;
  const dropped = new Set<FieldName>();
  let size = besides + sizeOf(entries, () => true);
  const take = ({ key, shorten }: Step): void => {
    const entry = entries.get(key);
    if (entry === undefined) return;
    const shorter = shorten === undefined ? undefined : fieldEntry(key, shorten(chunk), profile);
    if (shorter !== undefined && shorter.size >= entry.size) return;
    if (shorter === undefined) entries.delete(key);
    else entries.set(key, shorter);
    size += (shorter?.place ?? 0) - entry.place;
    dropped.add(key);
  };
  if (besides + sizeOf(entries, (key) => key === "text" || !droppable.has(key)) > maxBytes) take({ key: "text" });
  for (const step of [...steps, ...rest]) if ((entries.get(step.key)?.size ?? 0) > maxValueBytes) take(step);
  for (const step of steps) if (size > maxBytes || entries.size > maxKeys) take(step);
  for (const step of large) if (size > maxBytes) take(step);
  for (const step of rest) if (size > maxBytes || entries.size > maxKeys) take(step);
  const tooLarge = [...entries].find(([, entry]) => entry.size > maxValueBytes);
  if (size > maxBytes || entries.size > maxKeys || tooLarge !== undefined) throw unfit(entries, chunk, store, size);
  return [...dropped];
}

/** Of the entries as one JSON object, with its braces and without the last comma. */
function sizeOf(entries: ReadonlyMap<string, Entry>, counts: (key: string) => boolean): number {
  let size = 1;
  for (const [key, { place }] of entries) if (counts(key)) size += place;
  return size;
}

function unfit(entries: ReadonlyMap<string, Entry>, chunk: Chunk, store: StoreName, size: number): RangeError {
  const { maxBytes, maxValueBytes, maxKeys }: Profile = profiles[store];
  const [[key, largest] = []] = [...entries].sort(([, one], [, other]) => other.size - one.size);
  const found = `${size} bytes in ${entries.size} keys, the largest, ${JSON.stringify(key)}, being ${largest?.size} bytes`;
  const most = `${maxBytes} bytes, ${maxKeys} keys and ${maxValueBytes} bytes a value`;
  return new RangeError(`Cannot fit chunk ${chunk.id} into ${store}: what must stay takes ${found}, expected at most ${most}`);
}
