import type * as z from "zod";
import type { Issue, WarningCode, WarningLog } from "../errors.ts";
import { joinPointer } from "./pointer.ts";
import { asIs, type Spelling, spelled } from "./spelling.ts";
import { wording } from "./wording.ts";

const issueLimit = 100;

/** zod's issues with JSON Pointers, at most 100. */
export function toIssues(error: z.ZodError, pointer: string): Issue[] {
  return error.issues.slice(0, issueLimit).map((issue) => ({ pointer: joinPointer(pointer, ...issue.path), message: wording(issue) }));
}

const consequences: { readonly [Code in WarningCode]?: string } = {
  "item-invalid": "the item is kept as unknown",
  "box-invalid": "the box is left out",
};

function named(field: string, issue: Issue): string {
  return field === "" ? `The value ${issue.message}` : `The field ${field} ${issue.message}`;
}

/** A schema of an object, whose fields can be judged one by one. */
export type RecordSchema<T> = z.ZodType<T> & { readonly shape: Record<string, z.ZodType> };

/**
 * The record itself, judged by the schema; optional fields of a wrong type are left out, each with a warning.
 *
 * zod only judges: its copy would drop unknown fields and a `__proto__`. Undefined, with one warning of `brokenCode`, when a field is wrong
 * that the schema requires, or one of `vital`, which may be missing but not wrong. With a `spelling` the record is one that was respelled:
 * warnings name its fields as they were sent.
 */
export function readRecord<T>(
  schema: RecordSchema<T>,
  raw: unknown,
  pointer: string,
  log: WarningLog,
  brokenCode: WarningCode,
  { vital = [], spelling = asIs }: { readonly vital?: readonly string[]; readonly spelling?: Spelling } = {},
): T | undefined {
  const verdict = schema.safeParse(raw);
  if (verdict.success) return raw as T;
  const wrong = new Map<string, Issue>();
  for (const problem of verdict.error.issues) {
    const field = String(problem.path[0] ?? "");
    const [, ...below] = problem.path;
    const place = field === "" ? pointer : joinPointer(pointer, spelled(field, spelling), ...below);
    if (!wrong.has(field)) wrong.set(field, { pointer: place, message: wording(problem) });
  }
  for (const [field, issue] of wrong) {
    if (field === "" || vital.includes(field) || !schema.shape[field]?.safeParse(undefined).success) {
      log.add(brokenCode, `${named(spelled(field, spelling), issue)}: ${consequences[brokenCode] ?? "it is left out"}`, issue.pointer);
      return undefined;
    }
  }
  for (const [field, issue] of wrong)
    log.add("field-invalid", `${named(spelled(field, spelling), issue)}: the field is left out`, issue.pointer);
  return Object.fromEntries(Object.entries(raw as object).filter(([key]) => !wrong.has(key))) as T;
}

/** The record where there is one and it is one, of a schema that requires nothing. */
export function readDetails<T>(schema: RecordSchema<T>, raw: unknown, pointer: string, log: WarningLog): T | undefined {
  return raw === undefined || raw === null ? undefined : readRecord(schema, raw, pointer, log, "field-invalid");
}
