import { type Warning, WarningLog } from "../errors.ts";
import type { Table } from "../tree/types.ts";
import { concernWarnings } from "./lint/concerns.ts";
import { driftWarnings } from "./lint/drift.ts";
import { duplicateWarnings } from "./lint/duplicates.ts";
import { emptinessWarnings } from "./lint/emptiness.ts";
import { headerWarnings } from "./lint/headers.ts";
import { localeReadings } from "./lint/locales.ts";
import type { Log } from "./lint/place.ts";
import { scaleWarnings } from "./lint/scale.ts";
import { sequenceWarnings } from "./lint/sequence.ts";
import { sumWarnings } from "./lint/sums.ts";
import { typedTables } from "./typed.ts";

const rules: readonly ((table: Table, log: Log) => void)[] = [
  sumWarnings,
  duplicateWarnings,
  driftWarnings,
  sequenceWarnings,
  scaleWarnings,
  emptinessWarnings,
  headerWarnings,
  concernWarnings,
];

/**
 * What a careful reader would look at twice, table by table: totals and shares that do not add up, equal rows, stray types, gaps in a count,
 * changes of scale, empty or equally named columns, and what the service itself doubts.
 *
 * Nothing is corrected, and a doubtful case is left alone: a total is wrong only where no usual way to add up gives it, and where `1.234` may
 * be two numbers, only if it is wrong for both. Tables without types are typed first, together. Tables that another one continues are passed
 * over, for it has their rows.
 */
export function lintTables(tables: readonly Table[]): Warning[] {
  const log = new WarningLog();
  for (const table of typedTables(tables.filter((table) => table.continues === undefined))) {
    const [first, ...others] = localeReadings(table);
    if (others.length === 0) for (const rule of rules) rule(first, log);
    else for (const { code, message, pointer } of agreed(first, others)) log.add(code, message, pointer);
  }
  return [...log.list()];
}

/** What is wrong in every reading of a table, in the words of the first. */
function agreed(first: Table, others: readonly Table[]): Warning[] {
  const keyOf = ({ code, pointer }: Warning): string => `${code} ${pointer}`;
  return others.reduce((kept, other) => {
    const known = new Set(warningsOf(other).map(keyOf));
    return kept.filter((warning) => known.has(keyOf(warning)));
  }, warningsOf(first));
}

function warningsOf(table: Table): Warning[] {
  const found: Warning[] = [];
  const add: Log["add"] = (code, message, pointer) => {
    found.push({ code, message, pointer });
  };
  for (const rule of rules) rule(table, { add });
  return found;
}
