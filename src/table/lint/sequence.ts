import type { Row } from "../../tree/table.ts";
import type { Table } from "../../tree/types.ts";
import { rowPointer } from "../row-source.ts";
import { anchorAt, type Log, quoted } from "./place.ts";
import { totalLabel } from "./total-label.ts";

interface Count {
  readonly row: number;
  readonly number: number;
  /** One of several with the number: `5a`. */
  readonly isPart: boolean;
}

/** Names the numbers that are missing where the first column counts its rows. */
export function sequenceWarnings(table: Table, log: Log): void {
  const { grid } = table;
  const name = grid.columns[0]?.name ?? "";
  if (isMeasure(name)) return;
  const counts = countsOf(table);
  if (!isCountHeader(name) && !counts.slice(0, 1).some(({ number }) => number <= 1)) return;
  for (const { before, after } of gapsOf(counts)) {
    const missing = after.number - before.number - 1;
    const lost = missing === 1 ? `${before.number + 1} is missing` : `${before.number + 1} to ${after.number - 1} are missing`;
    const message = `Column ${quoted(name)} counts from ${before.number} to ${after.number}: ${lost}`;
    log.add("table-sequence-gap", message, rowPointer(grid.rows[after.row] as Row));
  }
}

/** Columns whose numbers are no count of rows, though they may look like one. */
function isMeasure(header: string): boolean {
  return /(?<!\p{L})(?:years?|months?|weeks?|days?|hours?|minutes?|age|term|tenor|maturit(?:y|ies)|duration|horizon|quantity|qty|size|score|rating|stars?|grade|level|page|degree|jahre?|monate?|alter|seiten?|menge|rooms?|floors?|seats?|beds?|tables?|desks?|units?|apartments?|flats?|house|suites?|gates?|tracks?|bus|routes?|chapters?|sections?|articles?|clauses?|paragraphs?|pages|notes?|zimmer|raum|etage|stock|stockwerk|geschoss|sitz|platz|wohnung|kapitel|abschnitt|artikel|paragra(?:ph|f)|chambre|étage|page|habitación|piso|房间|楼层?|页|année|âge|年|月)(?!\p{L})/iu.test(
    header,
  );
}

/** Headers of a count, which may begin anywhere; elsewhere numbers that do not begin at 1 may be names. */
function isCountHeader(header: string): boolean {
  return /^(?:(?:(?:s(?:erial|r|l)?|item|line|row|pos(?:ition)?|lfd|lfd\.)[.\s]{0,2})?(?:no|nr|num|number|nummer)|#|pos(?:ition)?|items?|line|row|zeile|posten|n[°º]|№|序号|编号|番号)\.?$/iu.test(
    header.trim(),
  );
}

/** The whole numbers of the first column, none where it holds much else but totals. */
function countsOf({ grid }: Table): Count[] {
  const counts: Count[] = [];
  let others = 0;
  for (const [row, { cells, role }] of grid.rows.entries()) {
    if (role !== "body") continue;
    const text = anchorAt(grid.rows[row] as Row, row, 0)?.text ?? "";
    const [, digits, letter] = /^(?:no\.? ?|#)?(\d{1,9})([a-z]?)[.):]?$/i.exec(text) ?? [];
    if (digits !== undefined) counts.push({ row, number: Number(digits), isPart: letter !== "" });
    else if (totalLabel(text) === undefined && text !== "" && cells.some((cell, column) => column > 0 && cell.text !== "")) others++;
  }
  return counts.length >= 4 && others <= 0.1 * (counts.length + others) ? counts : [];
}

/** Where the count leaves numbers out; it may begin again at 1. Nothing where most steps are no count, or where the numbers are years. */
function gapsOf(counts: readonly Count[]): { readonly before: Count; readonly after: Count }[] {
  const gaps: { before: Count; after: Count }[] = [];
  let steps = 0;
  let single = 0;
  for (const [index, after] of counts.entries()) {
    const before = counts[index - 1];
    if (before === undefined || after.number === 1) continue;
    const step = after.number - before.number;
    if (step === 0 && after.isPart) continue;
    if (step <= 0) return [];
    steps++;
    if (step === 1) single++;
    else gaps.push({ before, after });
  }
  const areYears = counts.every(({ number }) => number >= 1800 && number < 2200);
  return single >= 2 && 3 * single >= 2 * steps && !areYears ? gaps : [];
}
