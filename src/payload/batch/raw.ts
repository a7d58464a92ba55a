import type { WarningLog } from "../../errors.ts";
import { excerpt } from "../excerpt.ts";
import { withoutLinkQueries } from "../links.ts";
import { joinPointer } from "../pointer.ts";

type Fields = Record<string, unknown>;

/**
 * What is left out of a batch on purpose, at any depth: its settings (`job_config`, `webhook_configurations`, `webhook_configuration_ids`)
 * and whatever else is named like a place of secrets, for a batch is shown and stored more freely than the requests that made it.
 */
const secrets =
  /webhook|^job_config$|secret|passw(?:or)?d|credential|authorization|headers|cookie|(?:api|private)[_-]?key|(?:^|[_-])token$|(?:access|auth|bearer|refresh|id)[_-]?token/i;
/** Known, so that no warning tells of them. */
const settings: ReadonlySet<string> = new Set(["job_config", "webhook_configurations", "webhook_configuration_ids"]);
const depthLimit = 64;

/** The fields that no reader knows, each with a warning, without secrets and the queries of links; undefined where there are none. */
export function unreadOf(record: Fields, known: ReadonlySet<string>, pointer: string, log: WarningLog): Fields | undefined {
  const kept: [string, unknown][] = [];
  for (const [field, value] of Object.entries(record)) {
    if (known.has(field) || settings.has(field) || value === null || value === undefined) continue;
    const isSecret = secrets.test(field);
    const outcome = isSecret ? "it is left out, for it may hold secrets" : "it is kept in the raw value";
    log.add("field-unknown", `The field "${excerpt(field)}" of a batch is unknown: ${outcome}`, joinPointer(pointer, field));
    if (!isSecret) kept.push([field, withoutSecrets(value)]);
  }
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** A copy of a JSON value without secrets and the queries of links; what is nested deeper than 64 levels is null. */
export function withoutSecrets(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return withoutLinkQueries(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= depthLimit) return null;
  if (Array.isArray(value)) return value.map((entry) => withoutSecrets(entry, depth + 1));
  const kept = Object.entries(value).filter(([name]) => !secrets.test(name));
  return Object.fromEntries(kept.map(([name, below]) => [name, withoutSecrets(below, depth + 1)]));
}
