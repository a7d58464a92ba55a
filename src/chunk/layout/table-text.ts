import { gridMarkdown } from "../../markdown/grid-markdown.ts";
import type { Grid } from "../../tree/table.ts";
import type { Table } from "../../tree/types.ts";
import { ownText, type TableText } from "./own-text.ts";
import { type PipeLines, pipeLines } from "./pipe-table.ts";
import { stitchedText } from "./stitched-text.ts";

/**
 * The text of a table: its own markdown where that has a line, or an HTML row, for each of its rows; of a stitched one the first part's, then the
 * rows of the others. Everything else is written anew from the grid, as a pipe table.
 *
 * @param partOf the table item at a pointer as it was before it was stitched
 */
export function tableText(table: Table, partOf: (pointer: string) => Table | undefined): TableText {
  const { grid, pointer } = table;
  const isStitched = grid.rows.some((row) => row.source.pointer !== pointer) || table.parts.some((part) => part.healedRows.length > 0);
  const own = isStitched ? stitchedText(table, partOf) : ownText(table, grid);
  return own ?? anewText(grid);
}

function anewText(grid: Grid): TableText {
  const text = gridMarkdown(grid);
  const lines = pipeLines(text) as PipeLines;
  return { kind: "pipe", text, header: lines.header, captions: [], rows: lines.rows, parts: [] };
}
