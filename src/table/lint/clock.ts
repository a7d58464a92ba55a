import type { Table } from "../../tree/types.ts";
import type { AmountReader } from "./amount.ts";

const time =
  /(?<!\p{L})(?:hours?|hrs?|h|times?|duration|std|heures?|durée|horas?|ore|hh[.:]mm)(?!\p{L})|(?:stunden?|zeit|zeiten|dauer)(?!\p{L})|小时|时间|工时/iu;

/** Whether the column may hold hours and minutes, printed as 7.45: a header of time, two digits behind each point, none above 59. */
export function isClock({ grid }: Table, column: number, amountOf: AmountReader): boolean {
  if (!time.test(grid.columns[column]?.name ?? "")) return false;
  return grid.rows.every(({ cells }) => {
    const amount = amountOf(cells[column]?.typed, false);
    return amount === undefined || (Math.abs(amount.half - 0.005) < 1e-9 && Math.abs(amount.value) % 1 < 0.595);
  });
}
