import type { Cell, Column, Grid, Kind, Row, TypedValue } from "../tree/table.ts";
import type { Table } from "../tree/types.ts";
import { isAnchor } from "./grid.ts";
import { typedValue } from "./typed/cell.ts";
import type { Family } from "./typed/family.ts";
import { type TypingOptions, type TypingSettings, typingSettings } from "./typed/options.ts";
import { addProofs, type Evidence, evidenceOf, provenMark } from "./typed/proof.ts";
import { type ColumnRule, ruleOf } from "./typed/rule.ts";
import { type Survey, Surveyor } from "./typed/survey.ts";

export type { DateOrder } from "./typed/date.ts";
export type { TypingOptions } from "./typed/options.ts";

/**
 * The tables with `typed` on every cell of their body rows, and `kind` on every column; what was typed before is typed anew.
 *
 * A column is decided as a whole, from its own cells first: where they do not say whether `1.234` is more than a thousand, the rest of the
 * table may, then the other tables given; where nothing does, such a cell stays text. Cells of header and section rows have no `typed`, and
 * no `raw` or `text` changes.
 *
 * @throws {RangeError} when there is no such option, or it does not take the value
 * @see ECMA-376 part 1, 18.8.30 — number formats
 */
export function typeCells(tables: readonly Table[], options: TypingOptions = {}): Table[] {
  const settings = typingSettings(options);
  const surveys = tables.map(({ grid }) => surveysOf(grid, settings));
  const evidence = surveys.map((columns) => columns.map((survey, column) => evidenceOf(survey, column, settings)));
  const ofTables = evidence.map((columns) => addProofs(columns.map(({ outside }) => outside)));
  const ofAll = addProofs(ofTables);
  return tables.map((table, index) => {
    const ofTable = ofTables[index] ?? addProofs([]);
    const rules = (surveys[index] ?? []).map((survey, column) =>
      ruleOf(survey, provenMark(evidence[index]?.[column] as Evidence, ofTable, ofAll), settings),
    );
    return rules.length === 0 ? table : { ...table, grid: typedGrid(table.grid, rules, settings) };
  });
}

/** The tables with those typed that are not yet; the others keep their types. */
export function typedTables(tables: readonly Table[], options: TypingOptions = {}): Table[] {
  const typed = typeCells(
    tables.filter((table) => !isTyped(table)),
    options,
  );
  let next = 0;
  return tables.map((table) => (isTyped(table) ? table : (typed[next++] as Table)));
}

/** Whether `typeCells` made the table; a table without columns needs no typing. */
export function isTyped(table: Table): boolean {
  return table.grid.columns.every((column) => column.kind !== undefined);
}

/** One a column; a cell counts once, where it begins. */
function surveysOf(grid: Grid, settings: TypingSettings): Survey[] {
  const surveyors = Array.from({ length: grid.columnCount }, () => new Surveyor(settings));
  for (const [index, { role, cells }] of grid.rows.entries()) {
    if (role !== "body") continue;
    cells.forEach((cell, column) => {
      if (isAnchor(cell, index, column)) surveyors[column]?.add(cell);
    });
  }
  return surveyors.map((surveyor) => surveyor.result);
}

function typedGrid(grid: Grid, rules: readonly ColumnRule[], settings: TypingSettings): Grid {
  const counts = rules.map(() => ({ number: 0, currency: 0, percent: 0 }));
  // Of cells with several slots, each of which must hold the same one.
  const spanning = new Map<Cell, Cell>();
  const toTyped = (cell: Cell, row: number, column: number): Cell => {
    const rule = rules[column];
    if (rule === undefined || !isAnchor(cell, row, column)) return spanning.get(cell) ?? cell;
    const typed = typedValue(cell, rule, settings);
    count(counts[column], typed);
    const copy = withTyped(cell, typed);
    if (cell.rowSpan > 1 || cell.columnSpan > 1) spanning.set(cell, copy);
    return copy;
  };
  const rows = grid.rows.map((row, index): Row => {
    if (row.role === "body") return { ...row, cells: row.cells.map((cell, column) => toTyped(cell, index, column)) };
    return row.cells.some((cell) => spanning.has(cell)) ? { ...row, cells: row.cells.map((cell) => spanning.get(cell) ?? cell) } : row;
  });
  const columns = grid.columns.map(({ name, path }, index): Column => {
    const rule = rules[index];
    const kind = kindOf(rule?.family ?? "empty", counts[index]);
    return { name, path, kind, ...(rule?.family === "numeric" && rule.locale !== undefined ? { locale: rule.locale } : {}) };
  });
  return { ...grid, rows, columns };
}

/** Written out, for `{ ...cell, typed }` takes twenty times as long, and there are millions. */
function withTyped(cell: Cell, typed: TypedValue): Cell {
  const { row, column, rowSpan, columnSpan, raw, text, isHeader, pointer, regions, lines } = cell;
  const copy = { row, column, rowSpan, columnSpan, raw, text, isHeader, pointer, regions, typed } satisfies Required<Omit<Cell, "lines">>;
  return lines === undefined ? copy : { ...copy, lines };
}

/** How many typed cells of a column are of each kind that it may hold together. */
type KindCounts = Record<(typeof numericKinds)[number], number>;

const numericKinds = ["number", "currency", "percent"] as const;

function count(counts: KindCounts | undefined, { kind }: TypedValue): void {
  if (counts !== undefined && (kind === "number" || kind === "currency" || kind === "percent")) counts[kind]++;
}

function kindOf(family: Family, counts: KindCounts | undefined): Kind {
  if (family !== "numeric") return family;
  return numericKinds.reduce((most, kind) => ((counts?.[kind] ?? 0) > (counts?.[most] ?? 0) ? kind : most));
}
