import type { Cell, Kind } from "../../tree/table.ts";
import type { Table } from "../../tree/types.ts";
import { familyOf } from "../typed/family.ts";
import { anchorAt, type Log, quoted, rowName } from "./place.ts";

/** How much of a column must be of one family before the rest counts as exceptions. */
const leastShare = 0.9;
const mostListed = 5;

/** Names the texts in columns of numbers, dates or booleans, with the character that was likely misread. */
export function driftWarnings(table: Table, log: Log): void {
  for (const [column, { name, kind }] of table.grid.columns.entries()) {
    const noun = nounOf(kind);
    if (noun === undefined) continue;
    const exceptions: Cell[] = [];
    let typed = 0;
    for (const [index, row] of table.grid.rows.entries()) {
      const cell = row.role === "body" ? anchorAt(row, index, column) : undefined;
      if (cell?.typed === undefined || cell.typed.kind === "empty") continue;
      if (cell.typed.kind !== "text") typed++;
      else if (familyOf(cell) !== "empty" && !isPartNumber(cell, noun)) exceptions.push(cell);
    }
    const [first] = exceptions;
    if (first === undefined || typed < leastShare * (typed + exceptions.length)) continue;
    const listed = exceptions
      .slice(0, mostListed)
      .map((cell) => `${quoted(cell.text)} in ${rowName(table, cell.row)}${hintOf(cell, noun)}`);
    const more = exceptions.length > mostListed ? `, and ${exceptions.length - mostListed} more` : "";
    log.add("table-type-drift", `Column ${quoted(name)} holds ${noun}, but not ${listed.join(", ")}${more}`, first.pointer);
  }
}

/** Whether a cell of the first column is part of a count of rows, as in 5, 5a, 5b. */
function isPartNumber(cell: Cell, noun: string): boolean {
  return cell.column === 0 && /^\d{1,9}[a-z][.):]?$/i.test(cell.text) && hintOf(cell, noun) === "";
}

function nounOf(kind: Kind | undefined): "numbers" | "dates" | "booleans" | undefined {
  if (kind === "number" || kind === "percent" || kind === "currency") return "numbers";
  return kind === "date" ? "dates" : kind === "boolean" ? "booleans" : undefined;
}

const lookalikes: Readonly<Record<string, string>> = { O: "0", o: "0", l: "1", I: "1", S: "5", B: "8" };

/** Which letters to read as digits for the text to be what its column holds; empty where that does not help. */
function hintOf({ text }: Cell, noun: string): string {
  if (text.length > 40 || (text.length > 1 && !/\d/.test(text))) return "";
  const used = new Set<string>();
  const mended = text.replace(/[OolISB]/g, (letter) => {
    used.add(letter);
    return lookalikes[letter] ?? letter;
  });
  const wanted = noun === "dates" ? "date" : "numeric";
  if (used.size === 0 || familyOf({ raw: mended, text: mended }) !== wanted) return "";
  return ` (${[...used].map((letter) => `${letter} for ${lookalikes[letter]}`).join(", ")}?)`;
}
