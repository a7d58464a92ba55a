import type { Row } from "../../tree/table.ts";
import type { Table } from "../../tree/types.ts";
import { rowPointer } from "../row-source.ts";
import { canonicalText } from "../text.ts";
import { anchorAt, type Log, rowName } from "./place.ts";
import { totalLabel } from "./total-label.ts";

/**
 * Names the body rows that repeat an earlier one in every cell, where at least two cells are filled and one is typed; several repeats of one
 * row once, at the first.
 *
 * Rows under different sections, or under different groups of a first column that says each only once, are not equal; and equal totals only
 * where one follows the other.
 */
export function duplicateWarnings(table: Table, log: Log): void {
  const { rows } = table.grid;
  const places = new Map<string, number[]>();
  let context: readonly string[] = [];
  let section = "";
  const hashes = rows.map((row) => (row.role === "body" ? hashOf(row) : 0));
  const isRepeated = repeatedOf(hashes);
  for (const [index, row] of rows.entries()) {
    if (row.role === "section") section = sectionKey(row);
    if (row.role !== "body") continue;
    const texts = row.cells.map((cell) => cell.text);
    const lead = texts.findIndex((text) => text !== "");
    const isRepeatable =
      isRepeated(hashes[index] ?? 0) &&
      hasFilled(row, 2) &&
      row.cells.some((cell, column) => anchorAt(row, index, column) !== undefined && isTypedValue(cell.typed?.kind));
    context = lead === 0 ? texts.slice(0, 1) : [...context.slice(0, Math.max(lead, 0)), ...texts.slice(Math.max(lead, 0), lead + 1)];
    if (!isRepeatable) continue;
    const isTotal = totalLabel(texts[lead] ?? "") !== undefined;
    const key = JSON.stringify([section, context, texts]);
    const known = places.get(key);
    if (known === undefined) places.set(key, [index]);
    else if (!isTotal || known.at(-1) === index - 1) known.push(index);
    else known[0] = index;
  }
  for (const [first = 0, ...repeats] of places.values()) if (repeats.length > 0) warn(table, first, repeats, log);
}

/** A number that equal rows share, for most rows are like no other and need no key. */
function hashOf({ cells }: Row): number {
  let hash = 0;
  for (const { text } of cells) {
    for (let index = 0; index < text.length; index++) hash = (31 * hash + text.charCodeAt(index)) | 0;
    hash = (31 * hash + 7) | 0;
  }
  return hash;
}

function repeatedOf(hashes: readonly number[]): (hash: number) => boolean {
  const [known, repeated] = [new Set<number>(), new Set<number>()];
  for (const hash of hashes) (known.has(hash) ? repeated : known).add(hash);
  return (hash) => repeated.has(hash);
}

function isTypedValue(kind: string | undefined): boolean {
  return kind !== undefined && kind !== "text" && kind !== "empty";
}

function hasFilled({ cells }: Row, count: number): boolean {
  let filled = 0;
  for (const [column, cell] of cells.entries()) if (cell.text !== "" && cell !== cells[column - 1] && ++filled === count) return true;
  return false;
}

/** A section that goes on over a page break is one. */
function sectionKey({ cells }: Row): string {
  const text = canonicalText(cells[0]?.text ?? "").toLowerCase();
  // A longer text is no heading, and a run of dashes in it would be looked at once a dash.
  if (text.length > 200) return text;
  return text.replace(/[\s(\-–—]*(?:continued|cont['’.]?d?\.?|fortsetzung|suite|continuación|续|續)\)?$/u, "");
}

function warn(table: Table, first: number, repeats: readonly number[], log: Log): void {
  const { rows } = table.grid;
  const [second = 0] = repeats;
  const [one, other] = [rows[first] as Row, rows[second] as Row];
  const more = repeats.length === 1 ? "" : repeats.length === 2 ? ", and so does one more" : `, and so do ${repeats.length - 1} more`;
  const isSeam = one.source.pointer !== other.source.pointer;
  const parts = isSeam ? `: one is in the part ${one.source.pointer}, one in ${other.source.pointer}` : "";
  log.add(
    "table-duplicate-row",
    `In every cell ${rowName(table, second)} repeats ${rowName(table, first)}${more}${parts}`,
    rowPointer(other),
  );
}
