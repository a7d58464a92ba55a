import type { Warning } from "../../errors.ts";
import type { TypingOptions } from "../../table/typed.ts";
import type { Document, Table } from "../../tree/types.ts";
import type { CommandResult, CommonOptions } from "../result.ts";
import type { SourceOptions } from "../source.ts";
import type { GuardedPlace } from "../table-csvs.ts";

export type TableFormat = "csv" | "xlsx" | "json" | "html" | "md";

/** How chosen tables are written. */
export interface WriterOptions extends CommonOptions, SourceOptions, Pick<TypingOptions, "dateOrder"> {
  /** Without it the ending of the output tells. */
  readonly to?: TableFormat;
  /** Without it a workbook is typed, and everything else has the texts. */
  readonly values?: "raw" | "typed";
  readonly preset?: "rfc4180" | "excel" | "excel-eu" | "tsv" | "unix";
  readonly provenance?: boolean;
  readonly csvw?: boolean;
  /** The decimal mark of all numbers. */
  readonly decimal?: "." | ",";
  /** Where the source PDF is, for links to its pages. */
  readonly sourceUrl?: string;
}

/** What the chosen tables are written as. */
export interface TableWriter {
  readonly add: (table: Table) => Promise<void> | void;
  /** Called once, after the last table. */
  readonly end: (job: WrittenJob) => Promise<WriterOutput>;
}

/** What is known of the document when all its tables were read. */
export interface WrittenJob {
  readonly jobId: string | undefined;
  readonly warnings: readonly Warning[];
  readonly decisions: NonNullable<Document["data"]>["stitchDecisions"] & object;
}

export interface WriterOutput {
  readonly data: Pick<CommandResult, "stdout" | "files" | "obsolete">;
  readonly warnings?: readonly Warning[];
  readonly guardedCells?: readonly GuardedPlace[];
}
