import type { Cell, Row } from "../../tree/table.ts";
import type { Table } from "../../tree/types.ts";
import { familyOf } from "../typed/family.ts";
import { type Amount, type AmountReader, amountReader, printed } from "./amount.ts";
import { isClock } from "./clock.ts";
import { isAdditive, isShare, isShareable } from "./column-words.ts";
import { judge, type Verdict } from "./evidence.ts";
import { Ledger } from "./ledger.ts";
import { anchorAt, columnPointer, type Log, quoted } from "./place.ts";
import { isRounded } from "./rounding.ts";
import { isCost, isRest, isResult, wordsOf } from "./row-words.ts";
import { type TotalLabel, totalLabel } from "./total-label.ts";

/** What is added up in one column: amounts, and percents apart from them, for neither counts in a total of the other. */
interface Sums {
  readonly column: number;
  readonly isPercent: boolean;
  readonly isShare: boolean;
  readonly amountOf: AmountReader;
  readonly ledger: Ledger;
  hasTotal: boolean;
}

interface Total {
  readonly sums: Sums;
  readonly cell: Cell;
  readonly amount: Amount;
  readonly verdict: Verdict;
}

/** Names the totals that are no sum of what stands above them, and the shares that do not add up to 100%. */
export function sumWarnings(table: Table, log: Log): void {
  const { grid } = table;
  const labels = grid.rows.map((row, index) => (row.role === "body" ? labelOf(row, index) : undefined));
  const totals = labels.map((label) => (label === undefined ? undefined : totalLabel(label.text)));
  const hasTotals = totals.some((total) => total !== undefined);
  const all = sumsOf(table, hasTotals);
  if (all.length === 0) return;
  let section = "";
  for (const [index, row] of grid.rows.entries()) {
    const label = labels[index];
    const total = totals[index];
    if (row.role === "section") {
      for (const { ledger } of all) ledger.startBlock();
      section = row.cells[0]?.text ?? "";
    }
    if (row.role !== "body") continue;
    if (label !== undefined && total !== undefined) {
      const isNet = isCost(label.text) || isResult(label.text) || isCost(section);
      const found = all.flatMap((sums) => (sums.column > label.column ? totalOf(table, index, { ...total, isNet }, sums, totals) : []));
      warnOfTotals(table, total, label, found, log);
      continue;
    }
    const words = wordsOf(hasTotals ? label?.text : undefined);
    for (const { column, isPercent, ledger, amountOf } of all) {
      const cell = anchorAt(row, index, column);
      const amount = amountOf(cell?.typed, isPercent);
      if (amount !== undefined) ledger.add(amount, words);
      if (cell !== undefined && isUnread(cell)) ledger.doubt();
    }
  }
  const hasRest = labels.some((label) => label !== undefined && isRest(label.text));
  for (const sums of all) if (sums.isShare && !sums.hasTotal) warnOfShares(table, sums, hasRest, log);
}

function sumsOf(table: Table, hasTotals: boolean): Sums[] {
  const { grid } = table;
  const amountOf = amountReader();
  const isExact = hasTotals && !isRounded(table);
  return grid.columns.flatMap(({ path, kind }, column): Sums[] => {
    const header = path.join(" ");
    const isShareColumn = isShare(path.at(-1) ?? "");
    if (kind === undefined || kind === "text" || kind === "empty" || kind === "date" || kind === "boolean") return [];
    const percents = { column, isPercent: true, isShare: isShareColumn, amountOf, ledger: new Ledger(false), hasTotal: false };
    const amounts = { column, isPercent: false, isShare: false, amountOf, ledger: new Ledger(isExact && !isShareColumn), hasTotal: false };
    return [
      ...(isShareColumn || (hasTotals && isShareable(header)) ? [percents] : []),
      ...(hasTotals && kind !== "percent" && isAdditive(path) && !isClock(table, column, amountOf) ? [amounts] : []),
    ];
  });
}

/** The first text of a row; one number may stand before it, as in a numbered list. */
function labelOf(row: Row, index: number): Cell | undefined {
  let numbers = 0;
  for (let column = 0; column < row.cells.length; column++) {
    const cell = anchorAt(row, index, column);
    if (cell === undefined || cell.text === "") continue;
    if ((cell.typed?.kind ?? "text") === "text") return cell;
    if (++numbers > 1) return undefined;
  }
  return undefined;
}

/** A text that may stand for a number; a dash stands for none. */
function isUnread(cell: Cell): boolean {
  return cell.typed?.kind === "text" && (familyOf(cell) !== "empty" || /[^\p{Pd}\u2212\s]/u.test(cell.text));
}

/** What the column says in the row of a total; empty where it says nothing that could be a sum. */
function totalOf(
  table: Table,
  row: number,
  label: TotalLabel & { readonly isNet: boolean },
  sums: Sums,
  totals: readonly (TotalLabel | undefined)[],
): Total[] {
  const { column, isPercent, ledger, amountOf } = sums;
  const cell = anchorAt(table.grid.rows[row] as Row, row, column);
  const amount = amountOf(cell?.typed, isPercent);
  if (cell === undefined || amount === undefined) {
    if (cell !== undefined && isUnread(cell)) ledger.doubt();
    return [];
  }
  const count = ledger.blockCount;
  const isAsked = isPercent
    ? count >= 3 && (sums.isShare || isEqualTo100(amount))
    : count >= 2 || (label.isGrand && ledger.addendCount >= 2);
  const below = (): Amount | undefined => partsBelow(table, row, sums, totals);
  const header = table.grid.columns[column]?.name ?? "";
  const verdict =
    isAsked && cell.columnSpan === 1 ? judge(amount, ledger.above(label.isNet || isCost(header)), ledger.isDoubtful, below) : undefined;
  ledger.close(amount, verdict?.totalCount ?? 0);
  sums.hasTotal = true;
  return verdict === undefined ? [] : [{ sums, cell, amount, verdict }];
}

function isEqualTo100({ value, half }: Amount): boolean {
  return Math.abs(value - 1) < half;
}

/** The sum of the rows between this total and the next total or section; undefined for fewer than two. */
function partsBelow(
  { grid }: Table,
  from: number,
  { column, isPercent, amountOf, ledger }: Sums,
  totals: readonly (TotalLabel | undefined)[],
): Amount | undefined {
  let [value, half, count] = [0, 0, 0];
  for (let row = from + 1; row < grid.rows.length && totals[row] === undefined && grid.rows[row]?.role === "body"; row++) {
    const amount = amountOf(anchorAt(grid.rows[row] as Row, row, column)?.typed, isPercent);
    if (amount === undefined) continue;
    value += amount.value;
    half += ledger.halfOf(amount);
    count++;
  }
  return count < 2 ? undefined : { value, half };
}

/** A label that names a quantity is that of a sum only if the numbers say so too; one that says nothing but total always is. */
function warnOfTotals({ grid }: Table, { isBare }: TotalLabel, label: Cell, totals: readonly Total[], log: Log): void {
  if (!isBare && !totals.some(({ verdict }) => verdict.isMeant)) return;
  for (const { sums, cell, amount, verdict } of totals) {
    const { nearest } = verdict;
    if (verdict.isSum !== false || nearest === undefined) continue;
    const column = grid.columns[sums.column] as (typeof grid.columns)[number];
    if (sums.isPercent) {
      const message = `The percents above ${quoted(label.text)} in column ${quoted(column.name)} add up to ${percent(nearest)}, not to ${quoted(cell.text)}`;
      log.add("table-percentage-sum", message, cell.pointer);
      continue;
    }
    const sum = printed({ value: nearest.value, half: amount.half }, column, isGrouped(cell));
    const total = `${quoted(label.text)} in column ${quoted(column.name)} is ${quoted(cell.text)}`;
    log.add("table-total-mismatch", `${total}, not the sum of ${nearest.name}, ${sum}`, cell.pointer);
  }
}

function isGrouped({ text, typed }: Cell): boolean {
  return typed?.numberFormat?.includes("#,#") === true || /\d[,.' \u00a0\u2009\u202f]\d{3}/.test(text);
}

/** How far from 100%, besides rounding, shares may add up that are still all there; others are a choice, such as the ten largest. */
const nearAll = 0.03;

/** A column of shares under no total: it adds up to 100%, or to 100% each block, unless it plainly lists only some. */
function warnOfShares(table: Table, { column, ledger }: Sums, hasRest: boolean, log: Log): void {
  const above = ledger.above(false);
  const { value, half, count } = above.all;
  const times = Math.max(Math.round(value), 1);
  if (count < 3 || ledger.isDoubtful || Math.abs(value - times) <= half * (1 + 1e-6) + 1e-12) return;
  if (!hasRest && Math.abs(value - 1) > nearAll + half + 1e-9) return;
  if (judge({ value: 1, half: 0 }, above, false, () => undefined).isSum) return;
  const name = quoted(table.grid.columns[column]?.name ?? "");
  log.add(
    "table-percentage-sum",
    `The ${count} shares in column ${name} add up to ${percent(above.all)}, not to 100%`,
    columnPointer(table, column),
  );
}

function percent({ value }: Amount): string {
  return `${Number((value * 100).toFixed(6))}%`;
}
