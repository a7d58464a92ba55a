import type { NumberLocale } from "../../tree/table.ts";
import type { DateOrder } from "./date.ts";
import type { Family } from "./family.ts";
import { type DecimalMark, decimalMarks, type GroupingMark } from "./numeral.ts";
import type { TypingSettings } from "./options.ts";
import { markless, reaches, type Survey, sum } from "./survey.ts";
import type { NumberRule } from "./value.ts";

/** How all cells of a column are read. */
export interface ColumnRule extends NumberRule {
  readonly family: Family;
  /** Whether a JSON number is a number: even in a column of text, but not among identifiers. */
  readonly keepsNumbers: boolean;
  readonly hasExponents: boolean;
  readonly dateOrder: DateOrder | undefined;
  /** Where one is proven or given. */
  readonly locale?: NumberLocale;
}

type Marks = Pick<NumberRule, "decimal" | "usual" | "grouping">;

const groupingMarks: readonly GroupingMark[] = [",", ".", " ", "'"];

/** How the cells of the column are read, where `proven` is the mark that the column, else its table, else all tables prove. */
export function ruleOf(survey: Survey, proven: DecimalMark | undefined, settings: TypingSettings): ColumnRule {
  const { locale, dateOrder = provenOrder(survey) } = settings;
  const decimal = locale?.decimal ?? proven;
  const usual = decimal ?? usualMark(survey);
  const mostUsed = usualGrouping(survey, { decimal, usual, grouping: undefined });
  const marks: Marks = { decimal, usual, grouping: locale?.grouping ?? mostUsed };
  const shown = mostUsed === undefined || marks.grouping === undefined ? {} : { grouping: marks.grouping };
  return {
    ...marks,
    family: familyOf(survey, marks, dateOrder, settings),
    keepsNumbers: settings.typing === "columns" && survey.identifiers === 0,
    hasExponents: survey.hasExponents,
    isAccounting: survey.hasParentheses,
    dateOrder,
    ...(decimal === undefined ? {} : { locale: { decimal, ...shown } }),
  };
}

/** The family that enough cells are of; of several, which only a low share allows, the one with the most. */
function familyOf(survey: Survey, marks: Marks, order: DateOrder | undefined, { typing, minimumShare }: TypingSettings): Family {
  const { filled, identifiers, dates, booleans } = survey;
  if (filled === 0) return survey.dashed > 0 ? "text" : "empty";
  if (typing === "none" || identifiers > 0) return "text";
  const counts: readonly (readonly [Family, number])[] = [
    ["numeric", markless(survey) + sum(groupingCounts(survey, marks).values())],
    ["date", dates.certain + (order === undefined ? 0 : dates[order] + dates.any)],
    ["boolean", booleans],
  ];
  const [family, count] = counts.reduce((best, one) => (one[1] > best[1] ? one : best));
  return reaches(count, filled, minimumShare) ? family : "text";
}

/** How many numbers can be read under the marks, by the grouping they then have. */
function groupingCounts({ numbers, ambiguous }: Survey, { decimal, usual, grouping }: Marks): Map<GroupingMark | "none", number> {
  const counts = new Map<GroupingMark | "none", number>();
  for (const mark of ["none", ...groupingMarks] as const) {
    if (mark !== "none" && grouping !== undefined && mark !== grouping) continue;
    counts.set(mark, numbers.none[mark] + (usual === undefined ? 0 : numbers[usual][mark]));
  }
  for (const mark of decimal === undefined ? [] : decimalMarks) {
    const read = mark === decimal ? "none" : mark;
    const count = counts.get(read);
    if (count !== undefined) counts.set(read, count + ambiguous[mark]);
  }
  return counts;
}

function usualGrouping(survey: Survey, marks: Marks): GroupingMark | undefined {
  const counts = groupingCounts(survey, marks);
  const count = (mark: GroupingMark): number => counts.get(mark) ?? 0;
  const best = groupingMarks.reduce((most, mark) => (count(mark) > count(most) ? mark : most));
  return count(best) > 0 ? best : undefined;
}

/** The mark that more numbers show; the point on a tie, undefined where none shows any. */
function usualMark({ numbers }: Survey): DecimalMark | undefined {
  const [points, commas] = [sum(Object.values(numbers["."])), sum(Object.values(numbers[","]))];
  return points + commas === 0 ? undefined : commas > points ? "," : ".";
}

/** What the days past the 12th prove; undefined where none does, or they contradict each other. */
function provenOrder({ dates }: Survey): DateOrder | undefined {
  return dates.dmy > 0 === dates.mdy > 0 ? undefined : dates.dmy > 0 ? "dmy" : "mdy";
}
