import type { Signal } from "../../tree/table.ts";
import type { Table } from "../../tree/types.ts";
import { totalLabel } from "../lint/total-label.ts";
import { between } from "./between.ts";
import { type Chain, type ChainFacts, factsOf, partFacts, tailOf } from "./chain.ts";
import { type ColumnMap, columnMapOf } from "./column-map.ts";
import { type ColumnStats, columnFamily } from "./column-stats.ts";
import { foldHeader, isContinuation, tableNumber } from "./continuation.ts";
import { bodyOf, type Extent, extentOf, isMidPage, minimumOverlap, overlapOf } from "./geometry.ts";
import { headerKeys } from "./header-keys.ts";
import { type HeaderRelation, headerRelation } from "./header-relation.ts";
import type { Candidate, PlacedTable } from "./placed-table.ts";
import { numbersRelation } from "./row-numbers.ts";
import { runningHeaders } from "./running-header.ts";

/** All that was looked at to tell whether a table goes on in another one, and how it would be joined; without a map of columns it cannot be. */
export interface Evidence {
  readonly signals: readonly Signal[];
  readonly columnMap: ColumnMap | undefined;
  readonly dropCount: number;
}

// A header that differs in part is kept among the rows, so more than the look of both has to speak for joining.
const weights = { repeated: 0.4, none: 0.1, promoted: 0.1, partly: -0.1, different: 0 } as const satisfies Record<
  HeaderRelation["kind"],
  number
>;
// Forms that fill their pages look like one table in all else, and come to 1.
const otherHeaderWeight = -0.5;
// A repeated header over like columns is all that forms and slides have in common, too.
const placelessWeight = -0.1;
const numberWeights = { continue: 0.2, restart: -0.4, none: 0 } as const;

/** Every signal of a pair of tables on two pages: the chain the first belongs to, and the second. */
export function evidenceOf(chain: Chain, { from, to }: Candidate): Evidence {
  const facts = factsOf(chain);
  const [owner, second] = [chain.owner.table, to.table];
  const footnotes = new Set([...(owner.footnotes ?? []), ...(from.table.footnotes ?? [])].map(({ pointer }) => pointer));
  const { blocker, continuation } = between(from.page, from.table, to.page, second, footnotes);
  const columnMap = columnMapOf(owner.grid, second.grid);
  const header = columnMap && headerRelation(owner.grid, second.grid, columnMap.columns, facts.stats);
  const dropCount = header?.dropCount ?? 0;
  const firstData = header?.kind === "promoted" ? 0 : Math.max(dropCount, second.grid.headerRowCount);
  const pagesBetween = to.page.number - from.page.number - 1;
  const signals = [
    signal("pages between", pagesBetween, 0, pagesBetween !== 0),
    signal("later part", tailOf(chain) !== from, 0, tailOf(chain) !== from),
    signal("merged_from_pages of the second", second.mergedFromPages !== undefined, 0, second.mergedFromPages !== undefined),
    signal("node between", blocker ?? false, 0, blocker !== undefined),
    signal("column map", columnMap?.by ?? "none", 0, columnMap === undefined),
    ...placeSignals({ from, to }),
    headerSignal({ from, to }),
    captionsSignal(owner.caption?.text ?? from.table.caption?.text, second.caption?.text),
    numberSignal(captionOf(owner) ?? captionOf(from.table), captionOf(second) ?? continuation),
    signal("header", header?.kind ?? "unknown", weights[header?.kind ?? "different"], header?.kind === "different"),
    captionSignal(
      [continuation, second.caption?.text, headerKeys(second.grid).title].some((text) => text !== undefined && isContinuation(text)),
    ),
    ...rowSignals(facts, partFacts(second.grid, firstData), columnMap?.columns),
  ];
  return { signals, columnMap, dropCount };
}

/** The sum of the weights, without what binary fractions add. */
export function scoreOf(signals: readonly Signal[]): number {
  return Math.round(signals.reduce((sum, { weight }) => sum + weight, 0) * 100) / 100;
}

/** What the places of both say; a place that is not known says nothing, so that something else has to. */
function placeSignals({ from, to }: Candidate): Signal[] {
  const [one, other] = [extentOf(from.table, from.page), extentOf(to.table, to.page)];
  if (one === undefined || other === undefined) {
    const names = ["x-overlap", "middle of the pages between", "at the page break", "width difference"];
    return names.map((name) => signal(name, "unknown", name === "at the page break" ? placelessWeight : 0));
  }
  const overlap = overlapOf(one, other);
  const isApart = isMidPage(one, other);
  const widths = [one.right - one.left, other.right - other.left] as const;
  const difference = Math.abs(widths[0] - widths[1]) / Math.max(...widths);
  const isAtBreak = shareOfBody(one, from, "bottom") >= 0.85 && shareOfBody(other, to, "top") <= 0.15;
  return [
    signal("x-overlap", rounded(overlap), 0, overlap < minimumOverlap),
    signal("middle of the pages between", isApart, 0, isApart),
    signal("at the page break", isAtBreak, isAtBreak ? 0.2 : 0),
    signal("width difference", rounded(difference), difference < 0.05 ? 0.2 : 0),
  ];
}

function shareOfBody(extent: Extent, { page }: PlacedTable, end: "top" | "bottom"): number {
  const body = bodyOf(page);
  return (extent[end] - body.top) / (body.bottom - body.top);
}

function headerSignal({ from, to }: Candidate): Signal {
  const relation = runningHeaders(from.page, to.page);
  return signal("running headers", relation, relation === "different" ? otherHeaderWeight : 0);
}

/** Captions that both have tell two tables, unless one says that it goes on, or both have one number. */
function captionsSignal(one: string | undefined, other: string | undefined): Signal {
  if (one === undefined || other === undefined) return signal("captions", "unknown");
  const number = tableNumber(one);
  const isSame = foldHeader(one) === foldHeader(other) || (number !== undefined && number === tableNumber(other));
  const isContinued = isContinuation(one) || isContinuation(other);
  return signal("captions", isSame ? "same" : "different", 0, !isSame && !isContinued);
}

function numberSignal(one: string | undefined, other: string | undefined): Signal {
  const numbers = [tableNumber(one), tableNumber(other)];
  const value = numbers.includes(undefined) ? "unknown" : numbers[0] === numbers[1] ? "same" : "different";
  return signal("table numbers", value, 0, value === "different");
}

function captionSignal(isContinued: boolean): Signal {
  return signal("continuation caption", isContinued, isContinued ? 0.4 : 0);
}

/** What the rows say: of both the families of the columns and the numbers that lead them, and whether the first ends with a total. */
function rowSignals(first: ChainFacts, second: Omit<ChainFacts, "joined">, columnMap: readonly (number | null)[] | undefined): Signal[] {
  const agreement = columnMap && familyAgreement(first.stats, second.stats, columnMap);
  const relation = columnMap?.[0] === 0 ? numbersRelation(first.numbers, second.numbers) : "none";
  const label = first.lastRow?.cells.find((cell) => cell.text !== "")?.text ?? "";
  // A subtotal also stands at the end of a page, and the table goes on.
  const isTotal = totalLabel(label) !== undefined && !/^\W{0,3}(?:sub|sous|zwischen|小)/iu.test(label);
  return [
    signal("column families", agreement === undefined ? "unknown" : rounded(agreement), (agreement ?? 0) >= 0.8 ? 0.2 : 0),
    signal("row numbers", relation, numberWeights[relation]),
    signal("total row at the end", isTotal, isTotal ? -0.3 : 0),
  ];
}

/** The share of the columns with cells on both sides that are of one family; undefined for none. */
function familyAgreement(
  first: readonly ColumnStats[],
  second: readonly ColumnStats[],
  columnMap: readonly (number | null)[],
): number | undefined {
  let [agreeing, compared] = [0, 0];
  for (const [column, stats] of second.entries()) {
    const known = first[columnMap[column] ?? -1];
    const families = [columnFamily(stats), known === undefined ? "empty" : columnFamily(known)] as const;
    if (families.includes("empty")) continue;
    compared++;
    if (families[0] === families[1]) agreeing++;
  }
  return compared === 0 ? undefined : agreeing / compared;
}

function captionOf({ caption, grid }: Table): string | undefined {
  return caption?.text ?? headerKeys(grid).title;
}

function signal(name: string, value: Signal["value"], weight = 0, veto = false): Signal {
  return { name, value, weight, veto };
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000;
}
