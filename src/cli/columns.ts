export interface ColumnHead {
  readonly name: string;
  /** Numbers stand at the right. */
  readonly isNumber?: boolean;
}

/** Rows under their heads, aligned, two spaces between; columns without anything are left out. */
export function columnLines(heads: readonly ColumnHead[], rows: readonly (readonly string[])[]): string[] {
  const shown = [...heads.keys()].filter((column) => rows.some((row) => row[column] !== ""));
  const all = [heads.map(({ name }) => name), ...rows];
  const widths = heads.map((_, column) => all.reduce((most, row) => Math.max(most, (row[column] ?? "").length), 0));
  const pad = (text: string, column: number): string =>
    heads[column]?.isNumber === true ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0);
  return all.map((row) =>
    shown
      .map((column) => pad(row[column] ?? "", column))
      .join("  ")
      .trimEnd(),
  );
}
