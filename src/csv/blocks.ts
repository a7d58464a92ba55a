import Papa from "papaparse";
import { type Value, writtenText } from "./cell.ts";
import type { FullFormat } from "./options.ts";

/** 0-based place in the CSV, the first line being row 0, and the text before it was guarded. */
export interface GuardedCell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** Lines to be written, all `width` long; the first `headerCount` are a header. */
export interface Lines {
  readonly width: number;
  readonly headerCount: number;
  readonly values: Iterable<readonly Value[]>;
}

/** The CSV in blocks of up to 5,000 whole lines, fewer where they are wide, which joined are the text; returns the cells that were guarded. */
export function* csvBlocks({ width, headerCount, values }: Lines, format: FullFormat): Generator<string, GuardedCell[], undefined> {
  const { bom, newline, finalNewline } = format;
  const most = Math.max(1, Math.min(5000, Math.floor(100_000 / Math.max(width, 1))));
  const guarded: GuardedCell[] = [];
  let lead = bom ? "\ufeff" : "";
  let row = 0;
  let block: string[][] = [];
  const onGuard = (text: string, column: number): void => {
    guarded.push({ row, column, text });
  };
  for (const line of width > 0 ? values : []) {
    if (block.length === most) {
      yield flat(lead + unparse(block, format) + newline);
      [lead, block] = ["", []];
    }
    block.push(line.map((value, column) => writtenText(value, column, format, row >= headerCount, onGuard)));
    row++;
  }
  if (block.length > 0) yield flat(lead + unparse(block, format) + (finalNewline ? newline : ""));
  else if (lead !== "") yield lead;
  return guarded;
}

function unparse(block: readonly string[][], { delimiter, newline }: FullFormat): string {
  // A line that is one empty cell would be an empty line, which readers skip.
  const quotes = block[0]?.length === 1 ? (text: unknown) => text === "" : false;
  return Papa.unparse(block as string[][], { delimiter, newline, quotes });
}

/** The same text in one piece: one made by adding keeps all its pieces, some ten times its size, until a character of it is looked at. */
function flat(text: string): string {
  text.charCodeAt(0);
  return text;
}
