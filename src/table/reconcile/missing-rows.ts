import type { Raw } from "../../tree/table.ts";
import { canonicalText, cellText } from "../text.ts";

/** A cell that another source than the rows has; `repeats`: how many slots under its span may hold its text again. */
export interface OtherCell {
  readonly column: number;
  readonly text: string;
  readonly repeats: number;
}

/**
 * The cells of another source that the rows lack, row by row, where the rows hold nothing but what that source has too; else none.
 *
 * A row counts only when it has a text found nowhere in the rows: a header that returns on every page is not missing.
 */
export function missingRows(rows: readonly (readonly Raw[])[], other: readonly (readonly OtherCell[])[]): OtherCell[][] {
  const own = rows.map((cells) => cells.map((raw) => canonicalText(cellText(raw))));
  const left = new Tally();
  const unmatched = new Tally();
  for (const texts of own) {
    unmatched.add(rowKey(texts), 1);
    for (const text of texts) if (text !== "") left.add(text, 1);
  }
  const known = new Set(own.flat());
  const spare = new Tally();
  const rest: { readonly cell: OtherCell; readonly text: string }[][] = [];
  for (const cells of other) {
    const read = cells.map((cell) => ({ cell, text: canonicalText(cellText(cell.text)) }));
    const texts: string[] = [];
    for (const { cell, text } of read) {
      while (texts.length < cell.column) texts.push("");
      texts.push(text);
      if (text !== "" && cell.repeats > 0) spare.add(text, cell.repeats);
    }
    if (unmatched.take(rowKey(texts))) for (const { text } of read) left.take(text);
    else rest.push(read);
  }
  const missing = rest
    .map((read) => read.filter(({ text }) => text !== "" && !left.take(text)))
    .filter((read) => read.some(({ text }) => !known.has(text)));
  const isContained = left.entries().every(([text, count]) => count <= spare.get(text));
  return isContained ? missing.map((read) => read.map(({ cell }) => cell)) : [];
}

/** Empty cells at the end are no part of what a row says. */
function rowKey(texts: readonly string[]): string {
  return JSON.stringify(texts.slice(0, texts.findLastIndex((text) => text !== "") + 1));
}

class Tally {
  readonly #counts = new Map<string, number>();

  add(text: string, count: number): void {
    this.#counts.set(text, this.get(text) + count);
  }

  /** One less, where there is one. */
  take(text: string): boolean {
    const count = this.get(text);
    if (count > 0) this.#counts.set(text, count - 1);
    return count > 0;
  }

  get(text: string): number {
    return this.#counts.get(text) ?? 0;
  }

  entries(): (readonly [string, number])[] {
    return [...this.#counts];
  }
}
