import type { WarningLog } from "../../errors.ts";
import { excerpt } from "../excerpt.ts";

/** What one part of a payload says of a batch or of a file in it; other parts may say the same, or otherwise. */
export interface Told<Facts> {
  readonly facts: Facts;
  /** Of the part. */
  readonly pointer: string;
  /** Whether its status is one that stays. */
  readonly isFinal: boolean;
}

/** Facts that change while a batch runs: parts may differ in them, for they were fetched one after the other. */
const moving: ReadonlySet<string> = new Set([
  ...["wireStatus", "updatedAt", "startedAt", "completedAt", "effectiveAt", "serviceMessage", "reason", "skipReason"],
  ...["processed", "failed", "skipped", "progress"],
]);

/**
 * All that the parts say, as one: of each fact the first word, where a part with a final status comes first, then the one updated last.
 *
 * Parts that contradict each other get a warning for each such fact; that one has gone on while another was fetched is no contradiction.
 */
export function mergeTold<Facts extends object>(
  noun: string,
  parts: readonly Told<Facts & { updatedAt?: string }>[],
  log: WarningLog,
): Facts {
  const merged = new Map<string, { readonly value: unknown; readonly pointer: string }>();
  const raw: [string, unknown][] = [];
  for (const { facts, pointer, isFinal } of parts.toSorted(compareAge)) {
    for (const [name, value] of Object.entries(facts)) {
      if (name === "raw") {
        for (const field of Object.entries(value as unknown as object)) raw.push(field);
        continue;
      }
      const first = merged.get(name);
      if (first === undefined) merged.set(name, { value, pointer });
      else if (first.value !== value && !moving.has(name) && (name !== "status" || isFinal)) {
        const [one, other] = [first.value, value].map((fact) => excerpt(String(fact)));
        log.add("part-conflict", `The ${name} of ${noun} is "${one}" at ${first.pointer} and "${other}" here: the former is read`, pointer);
      }
    }
  }
  if (raw.length > 0) merged.set("raw", { value: Object.fromEntries(raw.reverse()), pointer: "" });
  return Object.fromEntries([...merged].map(([name, { value }]) => [name, value])) as Facts;
}

function compareAge(one: Told<{ readonly updatedAt?: string }>, other: Told<{ readonly updatedAt?: string }>): number {
  if (one.isFinal !== other.isFinal) return one.isFinal ? -1 : 1;
  const [at = "", otherAt = ""] = [one.facts.updatedAt, other.facts.updatedAt];
  return at === otherAt ? 0 : at > otherAt ? -1 : 1;
}

/** `parse`, `extract`, `classify`, or what the service calls it in lower case; newer batches say `parse_v2`. */
export function toJobType(type: string | null | undefined): string | undefined {
  return type?.toLowerCase().replace(/_v\d{1,9}$/, "");
}
