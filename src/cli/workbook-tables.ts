import type { Warning } from "../errors.ts";
import type { Table } from "../tree/types.ts";
import { loadXlsx } from "./optional.ts";
import type { OutputFile } from "./output.ts";
import { row } from "./summary.ts";
import type { WrittenJob } from "./table-writers/writer.ts";

/** The tables of a workbook are held in memory: of a document that is not, one with more cells is left out. */
const workbookCells = 200_000;

/** Gathers the tables of a workbook. */
export interface WorkbookTables {
  readonly add: (table: Table) => void;
  readonly end: (
    path: string,
    job: WrittenJob,
    options: { readonly keepUrls: boolean; readonly below: number; readonly sourceUrl?: string },
  ) => Promise<Made>;
}

interface Made {
  readonly files: readonly OutputFile[];
  readonly lines: readonly string[];
  readonly warnings: readonly Warning[];
}

export function workbookTables(isStreamed: boolean): WorkbookTables {
  const tables: Table[] = [];
  let cells = 0;
  const isTooLarge = (): boolean => isStreamed && cells > workbookCells;
  return {
    add: (table) => {
      cells += table.grid.rows.length * table.grid.columnCount;
      if (isTooLarge()) tables.length = 0;
      else tables.push(table);
    },
    end: async (path, { jobId, warnings, decisions }, options) => {
      const text = `tables.xlsx: ${cells} cells are many to hold beside a file this large: tables/ has them as CSV, the command tables makes the workbook`;
      if (isTooLarge()) return { files: [], lines: [row("left out", text)], warnings: [] };
      const { workbookModel, writeXlsx } = await loadXlsx();
      const model = workbookModel(tables, { ...options, warnings, decisions, ...(jobId === undefined ? {} : { jobId }) });
      return { files: [{ path, data: await writeXlsx(model) }], lines: [], warnings: model.warnings };
    },
  };
}
