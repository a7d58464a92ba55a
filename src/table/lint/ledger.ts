import type { Amount } from "./amount.ts";
import type { Above, Addend } from "./readings.ts";

/** Keeps what stands above in one column while its rows are read from the top. */
export class Ledger {
  #rows: Addend[] = [];
  #blockStart = 0;
  readonly #totals: Amount[] = [];
  readonly #all = { value: 0, net: 0, half: 0, count: 0 };
  #isDoubtful = false;

  add(row: Addend): void {
    this.#all.value += row.value;
    this.#all.net += row.isDeduction ? -row.value : row.value;
    this.#all.half += row.half;
    this.#all.count++;
    this.#rows.push(row);
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
    this.#totals.push(total);
    this.#rows = [];
    this.#blockStart = 0;
    this.#isDoubtful = false;
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

  above(): Above {
    return { rows: this.#rows, blockStart: this.#blockStart, totals: this.#totals, all: this.#all };
  }
}
