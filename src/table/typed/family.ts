import type { Cell } from "../../tree/table.ts";
import { readText } from "./reading.ts";
import { isPlain } from "./value.ts";

/** What kinds of cell a column may hold together: numbers, percents and amounts of money are one family. */
export type Family = "empty" | "numeric" | "date" | "boolean" | "text";

/**
 * The family of a cell by itself, whatever the locale: `1.234` is numeric even where nothing tells which number it is, `01/05/2024` a date.
 *
 * Placeholders count as empty. Identifiers, and all that only a column or an option makes a number or a boolean, are text.
 */
export function familyOf({ raw, text }: Pick<Cell, "raw" | "text">): Family {
  const reading = readText(text);
  if (reading === "empty" || reading === "placeholder") return "empty";
  if (reading === "identifier") return typeof raw === "number" && !/^[-+]?0\d/.test(text) ? "numeric" : "text";
  if (typeof raw === "number") return "numeric";
  if (typeof reading === "string") return "text";
  if (reading.type === "date") return "date";
  return isPlain(reading) ? "numeric" : "text";
}
