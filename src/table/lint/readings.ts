import type { Amount } from "./amount.ts";

/** A row that may count in a total. */
export interface Addend extends Amount {
  /** Printed without its sign, taken off. */
  readonly isDeduction: boolean;
  /** Part of another row. */
  readonly isDetail: boolean;
}

/** What stands above a total in its column. */
export interface Above {
  /** Since the last total. */
  readonly rows: readonly Addend[];
  /** Index of the first of them that stands below the last section row. */
  readonly blockStart: number;
  /** Earlier totals that no later one has added up. */
  readonly totals: readonly Amount[];
  /** Of all rows of the table that are no totals. */
  readonly all: Amount & { readonly net: number; readonly count: number };
}

/** One way to add up what stands above a total; the usual ones have a name. */
export interface Reading extends Amount {
  readonly name?: string;
  /** How many of the earlier totals are in it. */
  readonly totalCount: number;
}

/** How far a reading looks where looking at all would cost more than the table is long. */
const reach = 32;
/** In longer blocks, taking off any one row would explain too much. */
const fewRows = 6;

/**
 * The ways to add up, the usual ones first: the rows of the block; those since the last total, or the last of them, plain or with deductions
 * taken off; with earlier totals; all rows; and then with subtotals that no word names, parts of rows, and differences.
 */
export function* readings(above: Above): Generator<Reading> {
  const { rows, blockStart, totals, all } = above;
  const block = sumOf(rows, blockStart);
  const whole = sumOf(rows, 0);
  const blockRows = rows.slice(blockStart);
  if (blockRows.length > 1) yield { ...block, name: `the ${blockRows.length} rows above it`, totalCount: 0 };
  yield* withTotals(block, blockRows.length, totals);
  if (blockStart > 0) yield { ...whole, name: `the ${rows.length} rows since the last total`, totalCount: 0 };
  if (all.count > rows.length)
    yield { value: all.value, half: all.half, name: `all ${all.count} rows above it`, totalCount: totals.length };
  for (const net of [block, whole]) yield { value: net.net, half: net.half, totalCount: 0 };
  yield { value: all.net, half: all.half, totalCount: totals.length };
  yield* withTotals(whole, 0, totals);
  yield* endings(rows);
  for (const list of blockStart > 0 ? [rows, blockRows] : [rows]) {
    for (const kept of [outline(list), outline(list.toReversed())]) yield* withLast(kept, totals);
  }
  yield* differences(blockRows, block, totals);
}

interface Sum extends Amount {
  /** With deductions taken off. */
  readonly net: number;
}

function sumOf(rows: readonly Addend[], from: number): Sum {
  let [value, net, half] = [0, 0, 0];
  for (let index = from; index < rows.length; index++) {
    const row = rows[index] as Addend;
    value += row.value;
    net += row.isDeduction ? -row.value : row.value;
    half += row.half;
  }
  return { value, net, half };
}

/** The sum with the last total, the last two, and so on; named where rows are counted. */
function* withTotals(sum: Sum, rowCount: number, totals: readonly Amount[]): Generator<Reading> {
  let [value, half] = [0, sum.half];
  for (let count = 1; count <= Math.min(totals.length, reach); count++) {
    const total = totals[totals.length - count] as Amount;
    value += total.value;
    half += total.half;
    const rows = rowCount === 0 ? "" : `the ${rowCount} rows and `;
    const named =
      count === 1 || count === totals.length ? { name: `${rows}the ${count} totals above it`.replaceAll(/ 1 (\w+)s/g, " $1") } : {};
    yield { value: sum.value + value, half, ...named, totalCount: count };
    if (sum.net !== sum.value) yield { value: sum.net + value, half, totalCount: count };
  }
}

/** The last two rows, the last three, and so on: what stands before them may be a result that no word names, such as a gross profit. */
function* endings(rows: readonly Addend[]): Generator<Reading> {
  let [value, net, own, half] = [0, 0, 0, 0];
  for (let index = rows.length - 1; index >= 0; index--) {
    const row = rows[index] as Addend;
    value += row.value;
    net += row.isDeduction ? -row.value : row.value;
    own += row.isDetail ? 0 : row.value;
    half += row.half;
    if (index === rows.length - 1) continue;
    yield { value, half, totalCount: 0 };
    if (net !== value) yield { value: net, half, totalCount: 0 };
    if (own !== value) yield { value: own, half, totalCount: 0 };
  }
}

/** The sum of the rows without those that are the sum of two or more rows before them: they are subtotals, or, read backwards, head their parts. */
function outline(rows: readonly Addend[]): Amount {
  const open: Addend[] = [];
  for (const row of rows) {
    const parts = partsOf(row, open);
    open.length -= parts;
    open.push(row);
  }
  return sumOf(open, 0);
}

/** How many of the last rows, two or more, add up to this one; 0 for none. */
function partsOf(row: Addend, rows: readonly Addend[]): number {
  const least = Math.max(rows.length - reach, 0);
  let [value, half] = [0, row.half];
  for (let index = rows.length - 1; index >= least; index--) {
    const { value: part, half: partHalf } = rows[index] as Addend;
    value += part;
    half += partHalf;
    if (index < rows.length - 1 && areEqual(value, row.value, half)) return rows.length - index;
  }
  return 0;
}

function* withLast(sum: Amount, totals: readonly Amount[]): Generator<Reading> {
  const last = totals.at(-1);
  yield { value: sum.value, half: sum.half, totalCount: 0 };
  if (last !== undefined) yield { value: sum.value + last.value, half: sum.half + last.half, totalCount: 1 };
}

/** The first row less the others, the last total less the rows, and in a short block any one row taken off. */
function* differences(block: readonly Addend[], sum: Sum, totals: readonly Amount[]): Generator<Reading> {
  const [first] = block;
  const last = totals.at(-1);
  if (first === undefined) return;
  yield { value: 2 * first.value - sum.value, half: sum.half, totalCount: 0 };
  if (last !== undefined) yield { value: last.value - sum.value, half: sum.half + last.half, totalCount: 1 };
  if (block.length > fewRows) return;
  for (const row of block) yield* withLast({ value: sum.value - 2 * row.value, half: sum.half }, totals);
}

/** Whether two numbers are equal up to the rounding of what was added, whatever their signs. */
export function isEqual(one: Amount, other: Amount): boolean {
  return areEqual(one.value, other.value, one.half + other.half);
}

function areEqual(one: number, other: number, tolerance: number): boolean {
  const magnitude = Math.abs(other);
  return Math.abs(Math.abs(one) - magnitude) <= tolerance * (1 + 1e-6) + magnitude * 1e-12;
}
