/** How a payload spells fields that our schemas know by another name: ours → its own. */
export type Spelling = Readonly<Record<string, string>>;

/** As the v2 API spells them, which is how our schemas do. */
export const asIs: Spelling = {};

/** The record with the fields named as our schemas do; the record itself where nothing is to be renamed. */
export function respell(record: Record<string, unknown>, spelling: Spelling): Record<string, unknown> {
  if (spelling === asIs) return record;
  const ours = new Map(Object.entries(spelling).map(([name, theirs]) => [theirs, name]));
  return Object.fromEntries(Object.entries(record).map(([field, value]) => [ours.get(field) ?? field, value]));
}

/** The payload's own name of a field. */
export function spelled(field: string, spelling: Spelling): string {
  return Object.hasOwn(spelling, field) ? (spelling[field] as string) : field;
}

/** The legacy v1 API writes camel case. Boxes: the ones of the layout where they are, which carry indices, else the item's single one. */
export function v1ItemSpelling(item: Record<string, unknown>): Spelling {
  const hasLayoutBoxes = Array.isArray(item.layoutAwareBbox) && item.layoutAwareBbox.length > 0;
  return { level: "lvl", parse_concerns: "parseConcerns", bbox: hasLayoutBoxes ? "layoutAwareBbox" : "bBox" };
}

export const v1BoxSpelling: Spelling = { start_index: "startIndex", end_index: "endIndex" };

/** Fields of v1 items that nothing here reads: each is kept in the raw item. */
export const v1ItemExtras: ReadonlySet<string> = new Set(["isPerfectTable", "bBox", "layoutAwareBbox"]);
