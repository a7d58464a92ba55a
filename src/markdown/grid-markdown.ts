import type { Grid } from "../tree/table.ts";
import { formatMarkdown } from "./processor.ts";
import { gridToMdast } from "./to-mdast.ts";

/** A grid written as a pipe table: a line for its folded header, the delimiter row, and a line for each body row. */
export function gridMarkdown(grid: Grid): string {
  return formatMarkdown([gridToMdast(grid)]);
}
