import { piecesOf } from "./words.ts";

/** A step from one text to another: all that is not inserted makes up the first, all that is not deleted the second. */
export interface Edit {
  readonly kind: "equal" | "insert" | "delete";
  readonly text: string;
}

/** Past so many words that differ, all between the first and the last of them is replaced. */
const mostSteps = 200;

/** The step from one text to the other, word by word; what is deleted stands before what is inserted in its place. */
export function wordEdits(before: string, after: string): Edit[] {
  const [left, right] = [piecesOf(before), piecesOf(after)];
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let [leftEnd, rightEnd] = [left.length, right.length];
  while (leftEnd > start && rightEnd > start && left[leftEnd - 1] === right[rightEnd - 1])
    [leftEnd, rightEnd] = [leftEnd - 1, rightEnd - 1];
  const hunks: Hunk[] = [{ deleted: "", inserted: "", equal: left.slice(0, start).join("") }];
  for (const hunk of hunksOf(left.slice(start, leftEnd), right.slice(start, rightEnd))) addHunk(hunks, hunk);
  addHunk(hunks, { deleted: "", inserted: "", equal: left.slice(leftEnd).join("") });
  return hunks
    .flatMap(({ deleted, inserted, equal }): Edit[] => [
      { kind: "delete", text: deleted },
      { kind: "insert", text: inserted },
      { kind: "equal", text: equal },
    ])
    .filter(({ text }) => text !== "");
}

/** A change and what is equal after it. */
interface Hunk {
  readonly deleted: string;
  readonly inserted: string;
  readonly equal: string;
}

/** White space alone between two changes belongs to both, so that a changed phrase is one change. */
function addHunk(hunks: Hunk[], hunk: Hunk): void {
  const last = hunks.at(-1) as Hunk;
  const isPlain = hunk.deleted === "" && hunk.inserted === "";
  const isFirst = last.deleted === "" && last.inserted === "";
  if (isPlain) hunks[hunks.length - 1] = { ...last, equal: last.equal + hunk.equal };
  else if (isFirst || last.equal.trim() !== "") hunks.push(hunk);
  else {
    const [deleted, inserted] = [last.deleted + last.equal + hunk.deleted, last.inserted + last.equal + hunk.inserted];
    hunks[hunks.length - 1] = { deleted, inserted, equal: hunk.equal };
  }
}

/** Each with the equal pieces after it. */
function hunksOf(left: readonly string[], right: readonly string[]): Hunk[] {
  const hunks: Hunk[] = [];
  let [from, to] = [0, 0];
  for (const [x, y, length] of [...snakesOf(left, right), [left.length, right.length, 0] as const]) {
    const equal = left.slice(x, x + length).join("");
    hunks.push({ deleted: left.slice(from, x).join(""), inserted: right.slice(to, y).join(""), equal });
    [from, to] = [x + length, y + length];
  }
  return hunks;
}

/** A run of equal pieces: where it begins on either side, and how many. */
type Snake = readonly [left: number, right: number, length: number];

/**
 * The equal runs on a shortest way from one list to the other; none when that takes more than 200 steps.
 *
 * @see E. W. Myers, An O(ND) Difference Algorithm and Its Variations (1986) — the greedy algorithm, figure 2
 */
function snakesOf(left: readonly string[], right: readonly string[]): Snake[] {
  const most = Math.min(left.length + right.length, mostSteps);
  const zero = most + 1;
  // For each diagonal `x - y`, how far along the left the ways of so many steps reach.
  const furthest = new Int32Array(2 * most + 3);
  const history: Int32Array[] = [];
  for (let steps = 0; steps <= most; steps++) {
    history.push(furthest.slice());
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      let x = lastStep(furthest, zero, diagonal, steps).x;
      while (x < left.length && x - diagonal < right.length && left[x] === right[x - diagonal]) x++;
      furthest[zero + diagonal] = x;
      if (x >= left.length && x - diagonal >= right.length) return walkBack(history, zero, x, diagonal);
    }
  }
  return [];
}

/** Where the furthest way to a diagonal comes from, and how far along the left it then is: an insertion keeps that, a deletion adds one. */
function lastStep(furthest: Int32Array, zero: number, diagonal: number, steps: number): { readonly x: number; readonly from: number } {
  const [below, above] = [furthest[zero + diagonal - 1] as number, furthest[zero + diagonal + 1] as number];
  const isInsertion = diagonal === -steps || (diagonal !== steps && below < above);
  return isInsertion ? { x: above, from: diagonal + 1 } : { x: below + 1, from: diagonal - 1 };
}

function walkBack(history: readonly Int32Array[], zero: number, end: number, endDiagonal: number): Snake[] {
  const snakes: Snake[] = [];
  let [last, diagonal] = [end, endDiagonal];
  for (let steps = history.length - 1; steps >= 0; steps--) {
    const furthest = history[steps] as Int32Array;
    const { x, from } = lastStep(furthest, zero, diagonal, steps);
    if (last > x) snakes.push([x, x - diagonal, last - x]);
    [last, diagonal] = [furthest[zero + from] as number, from];
  }
  return snakes.reverse();
}
