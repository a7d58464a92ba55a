import type { Amount } from "./amount.ts";
import { type Above, type Addend, ownOf, type RowWords } from "./readings.ts";

/** Keeps what stands above in one column while its rows are read from the top. */
export class Ledger {
  #rows: Addend[] = [];
  #blockStart = 0;
  readonly #totals: Amount[] = [];
  readonly #all = { value: 0, net: 0, own: 0, half: 0, count: 0 };
  #isDoubtful = false;
  #hasCosts = false;
  readonly #isExact: boolean;

  /** @param isExact Whether numbers without decimals were not rounded. */
  constructor(isExact: boolean) {
    this.#isExact = isExact;
  }

  add(amount: Amount, { isDeduction, isDetail, isCost }: RowWords): void {
    const { value } = amount;
    const row = { value, half: this.halfOf(amount), isDeduction, isDetail, isCost, isFirst: this.blockCount === 0 };
    this.#all.value += value;
    this.#all.net += isDeduction ? -value : value;
    this.#all.own += ownOf(row);
    this.#all.half += row.half;
    this.#all.count++;
    if (isCost) this.#hasCosts = true;
    this.#rows.push(row);
  }

  /** How far rounding may have moved an addend. */
  halfOf({ half }: Amount): number {
    return this.#isExact && half === 0.5 ? 0 : half;
  }

  /** A section row stands here. */
  startBlock(): void {
    this.#blockStart = this.#rows.length;
  }

  /** A text stands here that may be a number. */
  doubt(): void {
    this.#isDoubtful = true;
  }

  /** A total stands here that adds up that many of the earlier ones. */
  close(total: Amount, totalCount: number): void {
    this.#totals.length -= Math.min(totalCount, this.#totals.length);
    this.#totals.push({ value: total.value, half: this.halfOf(total) });
    this.#rows = [];
    this.#blockStart = 0;
    this.#isDoubtful = false;
    this.#hasCosts = false;
  }

  /** Whether a text since the last total may be a number. */
  get isDoubtful(): boolean {
    return this.#isDoubtful;
  }

  /** Rows since the last section or total. */
  get blockCount(): number {
    return this.#rows.length - this.#blockStart;
  }

  /** Rows since the last section or total, and the totals no later one has added up. */
  get addendCount(): number {
    return this.blockCount + this.#totals.length;
  }

  /** `isNet` where the table says elsewhere that something may have been taken off. */
  above(isNet: boolean): Above {
    return { rows: this.#rows, blockStart: this.#blockStart, totals: this.#totals, all: this.#all, isNet: isNet || this.#hasCosts };
  }
}
