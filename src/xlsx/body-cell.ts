import type { WarningLog } from "../errors.ts";
import type { Cell, TypedValue } from "../tree/table.ts";
import { dateSerial } from "./date-serial.ts";
import { isCellNumber, textCell } from "./guard.ts";
import type { CellModel, StyleName } from "./model.ts";
import type { SheetContext } from "./sheet-context.ts";

/** A cell of the body as what it was typed as; one that was not, or that a spreadsheet would show as something else, is text. */
export function bodyCell(cell: Cell, style: StyleName, { clean, formats }: SheetContext, log: WarningLog): CellModel {
  const { typed } = cell;
  if (typed === undefined || typed.value === undefined || typed.kind === "text")
    return textCell(clean(cell.text), style, cell.pointer, log);
  if (typeof typed.value === "boolean") return { type: "boolean", boolean: typed.value, style };
  const number = cellNumber(typed);
  if (number === undefined || !isCellNumber(number)) return textCell(clean(cell.text), style, cell.pointer, log);
  return { type: "number", number: number + 0, format: formats.formatOf(typed), style };
}

function cellNumber({ kind, value }: TypedValue): number | undefined {
  if (kind === "date") return typeof value === "string" ? dateSerial(value) : undefined;
  return typeof value === "number" ? value : undefined;
}
