import { type DecimalMark, decimalMarks } from "./numeral.ts";
import type { TypingSettings } from "./options.ts";
import { markless, reaches, type Survey, sum } from "./survey.ts";

/**
 * How much shows that `.` is for decimals, and how much that `,` is.
 *
 * A cell that reads one way only is a strong proof where it shows both marks, a mark twice, or three decimals that no group can be, as `0,123`;
 * so is the html of a JSON number. It is a weak one where all it has is one mark before other than three digits: a digit may have been
 * misread, and chapters and times look the same.
 */
export type Proofs = Readonly<Record<DecimalMark, number>>;

/** What a column shows about decimal marks, to itself and to others. */
export interface Evidence {
  readonly strong: Proofs;
  readonly weak: Proofs;
  /** Numbers that read two ways, by their mark. */
  readonly ambiguous: Proofs;
  /**
   * What counts for other columns: the strong proofs, and the weak ones where there are two or more of a mark, the column is not the first of
   * its table, which may number the rows, and its cells are not all times of day such as `9.30`.
   */
  readonly outside: Proofs;
}

const none: Proofs = { ".": 0, ",": 0 };

/** The evidence of a column, the first of its table at `index` 0: nothing unless it is one of numbers, for a text column may hold versions. */
export function evidenceOf(survey: Survey, index: number, { minimumShare }: TypingSettings): Evidence {
  const { numbers, ambiguous, weak, printed, filled, identifiers, times } = survey;
  const shown = byMark((mark) => sum(Object.values(numbers[mark])));
  const count = shown["."] + shown[","] + sum(Object.values(numbers.none)) + ambiguous["."] + ambiguous[","] + markless(survey);
  if (identifiers > 0 || !reaches(count, filled, minimumShare)) return { strong: none, weak: none, ambiguous, outside: none };
  const strong = byMark((mark) => shown[mark] - weak[mark] + printed[mark]);
  const isHeard = index > 0 && times < filled;
  const outside = byMark((mark) => strong[mark] + (isHeard && weak[mark] >= 2 ? weak[mark] : 0));
  return { strong, weak, ambiguous, outside };
}

/** The proofs of several columns, or tables, together. */
export function addProofs(list: readonly Proofs[]): Proofs {
  return byMark((mark) => sum(list.map((proofs) => proofs[mark])));
}

/**
 * The decimal mark of a column: the one that it proves, else the other columns of its table, else all other columns; undefined where nothing does.
 *
 * Proofs that contradict each other prove nothing. Weak ones of its own do not settle more ambiguous cells of their mark than they are, nor any
 * where another column of the table proves the other mark.
 */
export function provenMark(own: Evidence, ofTable: Proofs, ofAll: Proofs): DecimalMark | undefined {
  const beside = byMark((mark) => ofTable[mark] - own.outside[mark]);
  const shown = agreedMark(addProofs([own.strong, own.weak]));
  if (shown !== undefined) {
    const isSettled = own.strong[shown] > 0 || own.ambiguous["."] + own.ambiguous[","] === 0;
    if (isSettled) return shown;
    if (own.weak[shown] >= own.ambiguous[shown]) return beside[shown === "." ? "," : "."] > 0 ? undefined : shown;
  }
  return agreedMark(beside) ?? agreedMark(byMark((mark) => ofAll[mark] - own.outside[mark]));
}

function agreedMark(proofs: Proofs): DecimalMark | undefined {
  const [mark, other] = decimalMarks.filter((one) => proofs[one] > 0);
  return other === undefined ? mark : undefined;
}

function byMark(count: (mark: DecimalMark) => number): Proofs {
  return { ".": count("."), ",": count(",") };
}
