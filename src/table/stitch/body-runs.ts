/** The body rows of a table by their keys, to find those of its parts among them. */
export interface BodyRuns {
  readonly has: (key: string) => boolean;
  /** Whether several body rows have this key, taken or not. */
  readonly isRepeated: (key: string) => boolean;
  /** The index of the last run of rows with these keys that was not taken before, -1 for none. */
  readonly take: (run: readonly string[]) => number;
}

/** How often all rows may be gone through in vain; then no part is looked for any more, so that no payload costs the square of its rows. */
const mostSearches = 100;
/** Stands for a row that a part has taken: no key is equal to it. */
const taken = -1;

/** Of all rows of a table, by their keys, those from `bodyStart` on. */
export function bodyRuns(keys: readonly string[], bodyStart: number): BodyRuns {
  const ids = new Map<string, number>();
  /** One list a key, of rows that were not taken when it was last looked at. */
  const places: number[][] = [];
  const counts: number[] = [];
  const rows = keys.map((key, row) => {
    if (row < bodyStart) return taken;
    const id = ids.get(key) ?? ids.size;
    if (id === ids.size) {
      ids.set(key, id);
      places.push([]);
      counts.push(0);
    }
    places[id]?.push(row);
    counts[id] = (counts[id] as number) + 1;
    return id;
  });
  const lastOf = (id: number): number => {
    const list = places[id] as number[];
    while (list.length > 0 && rows[list.at(-1) as number] === taken) list.pop();
    return list.at(-1) ?? -1;
  };
  let left = mostSearches * rows.length;
  const take = (run: readonly string[]): number => {
    const own = run.map((key) => ids.get(key));
    if (left <= 0 || !own.every((id) => id !== undefined)) return -1;
    // The last free row of each key bounds where the run can end, so a run at the end of what is free is found at once.
    const end = own.reduce((least, id, index) => Math.min(least, lastOf(id) + own.length - index), rows.length);
    const start = lastRun(rows, own, end, bodyStart);
    left -= Math.max(end - Math.max(start, 0) - own.length, 0);
    if (start >= 0) rows.fill(taken, start, start + own.length);
    return start;
  };
  return { has: (key) => ids.has(key), isRepeated: (key) => (counts[ids.get(key) ?? -1] ?? 0) > 1, take };
}

/** Where the last run of these ids begins that ends before `end`, -1 for none: the search of Knuth, Morris and Pratt, backward, so each row is read once. */
function lastRun(rows: readonly number[], run: readonly number[], end: number, bodyStart: number): number {
  const reversed = run.toReversed();
  const borders = [0];
  for (let index = 1, border = 0; index < reversed.length; index++) {
    border = borderOf(reversed, borders, border, reversed[index] as number);
    borders.push(border);
  }
  let matched = 0;
  for (let row = end - 1; row >= bodyStart; row--) {
    matched = borderOf(reversed, borders, matched, rows[row] as number);
    if (matched === reversed.length) return row;
  }
  return -1;
}

/** How many ids match once one more was read, after so many. */
function borderOf(run: readonly number[], borders: readonly number[], matched: number, next: number): number {
  let length = matched;
  while (length > 0 && run[length] !== next) length = borders[length - 1] as number;
  return run[length] === next ? length + 1 : 0;
}
