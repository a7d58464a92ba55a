import type { Table } from "../../tree/types.ts";
import { toOutput } from "../destination.ts";
import { loadXlsx } from "../optional.ts";
import type { TableWriter, WriterOptions } from "./writer.ts";

/** All tables as one workbook; the tables are held until the end, the workbook is not. */
export function xlsxWriter(options: WriterOptions): TableWriter {
  const { keepUrls = false, values = "typed", sourceUrl } = options;
  const chosen: Table[] = [];
  return {
    add: (table) => {
      chosen.push(table);
    },
    end: async ({ jobId, warnings, decisions }) => {
      const { workbookModel, writeXlsx } = await loadXlsx();
      const model = workbookModel(chosen, {
        keepUrls,
        typing: values === "raw" ? "none" : "columns",
        warnings,
        decisions,
        ...(jobId === undefined ? {} : { jobId }),
        ...(sourceUrl === undefined ? {} : { sourceUrl }),
      });
      return { data: toOutput(await writeXlsx(model), options), warnings: model.warnings };
    },
  };
}
