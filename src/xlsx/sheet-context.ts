import type { WarningLog } from "../errors.ts";
import type { FormatBook } from "./number-format.ts";

/** What all sheets of one workbook share. */
export interface SheetContext {
  readonly log: WarningLog;
  readonly formats: FormatBook;
  /** Leaves the queries of links out of a text, unless they were asked for. */
  readonly clean: (text: string) => string;
  /** The address of a page of the source, where there is one. */
  readonly pageLink: (pageNumber: number) => string | undefined;
  /** A lower confidence is marked. */
  readonly below: number;
  readonly rowsPerSheet: number;
}
