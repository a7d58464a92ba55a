import type { Amount } from "./amount.ts";

/** What the label of a row says of its numbers. */
export interface RowWords {
  /** Printed without its sign, taken off. */
  readonly isDeduction: boolean;
  /** Part of another row, or an average of others. */
  readonly isDetail: boolean;
  /** May be printed without its sign. */
  readonly isCost: boolean;
}

/** A row that may count in a total. */
export interface Addend extends Amount, RowWords {
  /** Right below a section row or the top. */
  readonly isFirst: boolean;
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
  readonly all: Sum & { readonly count: number };
  /** Whether the labels speak of costs or of what is left after them: only then a sign may be missing, or a row be taken off. */
  readonly isNet: boolean;
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
/** Longer blocks are lists, without subtotals that no word names. */
const mostOutlined = 200;

/**
 * The ways to add up, the usual ones first: the rows of the block; those since the last total, or the last of them, plain or with deductions
 * taken off; with earlier totals; all rows; and then with subtotals that no word names, parts of rows, and differences.
 */
export function* readings(above: Above, total: Amount): Generator<Reading> {
  const { rows, blockStart, totals, all } = above;
  const block = sumOf(rows, blockStart);
  const whole = sumOf(rows, 0);
  const blockRows = rows.slice(blockStart);
  if (block.ownCount > 1 && block.ownCount < blockRows.length)
    yield { value: block.own, half: block.half, name: `the ${block.ownCount} rows above it`, totalCount: 0 };
  if (blockRows.length > 1) yield { ...block, name: `the ${blockRows.length} rows above it`, totalCount: 0 };
  yield* withTotals(block, blockRows.length, totals);
  if (blockStart > 0) yield { ...whole, name: `the ${rows.length} rows since the last total`, totalCount: 0 };
  if (all.count > rows.length)
    yield { value: all.value, half: all.half, name: `all ${all.count} rows above it`, totalCount: totals.length };
  for (const { half, net, own } of [block, whole]) for (const value of [net, own]) yield { value, half, totalCount: 0 };
  for (const value of [all.net, all.own]) yield { value, half: all.half, totalCount: totals.length };
  yield* withTotals(whole, 0, totals);
  yield* endings(above, total);
  for (const list of blockStart > 0 ? [rows, blockRows] : [rows]) {
    if (list.length > mostOutlined) continue;
    for (const kept of [outline(list), outline(list.toReversed())]) yield* withLast(kept, totals);
  }
  if (above.isNet) yield* differences(blockRows, block, totals);
}

interface Sum extends Amount {
  /** With deductions taken off. */
  readonly net: number;
  /** The same without details. */
  readonly own: number;
}

/** What a row counts in a sum without details. */
export function ownOf({ value, isDeduction, isDetail }: Addend): number {
  if (isDetail) return 0;
  return isDeduction ? -value : value;
}

function sumOf(rows: readonly Addend[], from: number): Sum & { readonly ownCount: number } {
  let [value, net, own, half, ownCount] = [0, 0, 0, 0, 0];
  for (let index = from; index < rows.length; index++) {
    const row = rows[index] as Addend;
    value += row.value;
    net += row.isDeduction ? -row.value : row.value;
    own += ownOf(row);
    half += row.half;
    if (!row.isDetail) ownCount++;
  }
  return { value, net, own, half, ownCount };
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

/** The last two rows, the last three, and so on, behind a section row or a result that no word names, such as a gross profit. */
function* endings({ rows, totals, isNet }: Above, total: Amount): Generator<Reading> {
  let [value, net, own, half] = [0, 0, 0, 0];
  for (let index = rows.length - 1; index > 0; index--) {
    const row = rows[index] as Addend;
    value += row.value;
    net += row.isDeduction ? -row.value : row.value;
    own += ownOf(row);
    half += row.half;
    if (index === rows.length - 1) continue;
    for (let way = 0; way < 3; way++) {
      const sum = { value: way === 0 ? value : way === 1 ? net : own, half };
      if (isEqual(sum, total, isNet) && (row.isFirst || isOutcome(index - 1, rows, totals.at(-1)))) yield { ...sum, totalCount: 0 };
    }
  }
}

/** Whether a row is the sum of two or more rows right above it, or the first of those less the others; the last total counts as a row. */
function isOutcome(at: number, rows: readonly Addend[], last: Amount | undefined): boolean {
  const outcome = rows[at] as Addend;
  let [sum, net, half] = [0, 0, outcome.half];
  for (let index = at - 1; index >= Math.max(at - reach, -1); index--) {
    const part = rows[index] ?? last;
    if (part === undefined) return false;
    sum += part.value;
    net += rows[index]?.isDeduction ? -part.value : part.value;
    half += part.half;
    if (index === at - 1) continue;
    const ways = [sum, net, 2 * part.value - sum];
    if (outcome.value !== 0 && ways.some((value) => areEqual(value, outcome.value, half))) return true;
  }
  return false;
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

/** The first row less the others, the last total less the rows, and in a short block any one row taken off that names a cost, if one does. */
function* differences(block: readonly Addend[], sum: Sum, totals: readonly Amount[]): Generator<Reading> {
  const [first] = block;
  const last = totals.at(-1);
  if (first === undefined) return;
  yield { value: 2 * first.value - sum.value, half: sum.half, totalCount: 0 };
  if (last !== undefined) yield { value: last.value - sum.value, half: sum.half + last.half, totalCount: 1 };
  if (block.length > fewRows) return;
  const costs = block.filter((row) => row.isCost);
  for (const row of costs.length > 0 ? costs : block) yield* withLast({ value: sum.value - 2 * row.value, half: sum.half }, totals);
}

/** Whether two numbers are equal up to the rounding of what was added; `isNet` where a sign may be missing. */
export function isEqual(one: Amount, other: Amount, isNet: boolean): boolean {
  const isSameSign = one.value >= 0 === other.value >= 0 || Math.abs(one.value - other.value) <= one.half + other.half;
  return (isNet || isSameSign) && areEqual(one.value, other.value, one.half + other.half);
}

function areEqual(one: number, other: number, tolerance: number): boolean {
  const magnitude = Math.abs(other);
  return Math.abs(Math.abs(one) - magnitude) <= tolerance * (1 + 1e-6) + magnitude * 1e-12;
}
