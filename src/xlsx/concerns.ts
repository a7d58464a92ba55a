import type { Warning } from "../errors.ts";
import { cutAtCodePoint } from "../payload/excerpt.ts";
import type { StitchDecision } from "../tree/table.ts";
import type { Table } from "../tree/types.ts";
import { cleanText } from "./guard.ts";

/** One thing to look at: what the service doubts, what a check or the reading of the tables found, or why two tables were joined or not. */
export interface Concern {
  readonly from: "service" | "check" | "reading" | "stitching";
  readonly code: string;
  readonly details: string;
  readonly pointer: string;
}

/** The concerns of each table, in the order of the tables, and those about a table that is not among them. */
export interface ConcernList {
  readonly ofTables: readonly (readonly Concern[])[];
  readonly others: readonly Concern[];
}

export interface ConcernSources {
  readonly lints: readonly Warning[];
  readonly warnings: readonly Warning[];
  readonly decisions: readonly StitchDecision[];
}

// More than this and Excel's note boxes, which cannot be sized, show less than half of it.
export const noteLimit = 1_000;

/** Every concern once; of the warnings only those about tables. */
export function concernsOf(tables: readonly Table[], { lints, warnings, decisions }: ConcernSources): ConcernList {
  const places = new Map<string, number>();
  for (const [index, table] of tables.entries()) {
    places.set(table.pointer, index);
    for (const part of table.parts) if (!places.has(part.pointer)) places.set(part.pointer, index);
  }
  const ofTables = tables.map((table): Concern[] => {
    return table.concerns.map(({ type, details }) => ({ from: "service", code: type, details, pointer: table.pointer }));
  });
  const others: Concern[] = [];
  const seen = new Set<string>();
  const add = (concern: Concern, index: number | undefined): void => {
    const key = JSON.stringify([concern.code, concern.details, concern.pointer]);
    if (seen.has(key)) return;
    seen.add(key);
    (index === undefined ? others : (ofTables[index] as Concern[])).push(concern);
  };
  const addWarning = (from: "check" | "reading", { code, message, pointer }: Warning): void => {
    const index = placeOf(pointer, places);
    const isOfTable = index !== undefined || code.startsWith("table-");
    // The service's own concerns stand there already, word for word.
    if (isOfTable && code !== "table-service-concern") add({ from, code, details: message, pointer }, index);
  };
  for (const lint of lints) addWarning("check", lint);
  for (const warning of warnings) addWarning("reading", warning);
  for (const decision of decisions) add(decisionConcern(decision), placeOf(decision.from, places) ?? placeOf(decision.to, places));
  return { ofTables, others };
}

/** The table that the pointer leads into. */
function placeOf(pointer: string, places: ReadonlyMap<string, number>): number | undefined {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf("/", end - 1)) {
    const place = places.get(pointer.slice(0, end));
    if (place !== undefined) return place;
  }
  return undefined;
}

function decisionConcern({ from, to, rule, joined, score, signals }: StitchDecision): Concern {
  // The others said nothing for or against it; the document has them.
  const telling = signals.filter(({ weight, veto }) => veto || weight !== 0);
  const weighed = telling.map(({ name, value, weight, veto }) => {
    return `${name}: ${value} (${veto ? "veto" : `${weight > 0 ? "+" : "−"}${Math.abs(weight)}`})`;
  });
  const sum = score === null ? "" : `, score ${Math.round(score * 100) / 100}`;
  const owner = from === "" ? "no table" : from;
  const details = [`${to} ${joined ? "joined to" : "not joined to"} ${owner} (${rule}${sum})`, ...weighed].join("\n");
  return { from: "stitching", code: joined ? "stitch-joined" : "stitch-refused", details, pointer: to };
}

/** The concerns as the comment on a cell, cut to 1,000 characters. */
export function noteText(concerns: readonly Concern[], clean: (text: string) => string): string {
  const lines = concerns.map(({ code, details }) => `${code}: ${details}`);
  const text = cleanText(clean(lines.join("\n")));
  return text.length <= noteLimit ? text : `${cutAtCodePoint(text, noteLimit - 1)}…`;
}
