const shownPlaces = 5;

/** Counts places, and names the first few. */
export class Places {
  readonly #named: string[] = [];
  count = 0;

  add(row: number, column?: number): void {
    this.count++;
    if (this.#named.length < shownPlaces) this.#named.push(column === undefined ? `row ${row}` : `row ${row} column ${column}`);
  }

  toString(): string {
    return `${this.count} place${this.count === 1 ? "" : "s"} (${this.#named.join(", ")}${this.count > shownPlaces ? ", …" : ""})`;
  }
}
