import { BlockReader } from "./scan/block-reader.ts";

/** The lines of a list and its items, nested ones too, both in order. */
export interface ListLines {
  readonly lines: readonly ListLine[];
  readonly items: readonly ListItemMark[];
}

/** A line, [start, end) without its break. */
export interface ListLine {
  readonly start: number;
  readonly end: number;
  /** The innermost item it belongs to, as a place in `items`; -1 for what is in none. */
  readonly item: number;
  /** Whether that item begins on it. */
  readonly beginsItem: boolean;
}

/** The marker of an item: `-`, `10.`; [start, end) in the text. */
export interface ListItemMark {
  readonly marker: string;
  readonly start: number;
  readonly end: number;
  /** The item around it, as a place in `items`; -1 for none. */
  readonly parent: number;
  /** How many items are around it. */
  readonly depth: number;
  /** The line it begins on, as a place in `lines`. */
  readonly line: number;
  /** Columns before the marker, and the column its content begins at; its other lines are indented by as many. */
  readonly indent: number;
  readonly contentIndent: number;
}

/**
 * Which lines of a list begin items, and which items the other lines belong to; for the markdown of one list, but true for any.
 *
 * Of several items that begin on one line, `- - a`, it belongs to the innermost. Lines of code begin none. Blank lines belong to the item before
 * them.
 *
 * @see CommonMark 0.31 §5.2
 */
export function listLines(text: string): ListLines {
  const lines: ListLine[] = [];
  const items: ListItemMark[] = [];
  const reader = new BlockReader(text, ({ start, end, parent, column, contentColumn }) => {
    const depth = parent < 0 ? 0 : (items[parent]?.depth ?? 0) + 1;
    const marker = text.slice(start, end);
    items.push({ marker, start, end, parent, depth, line: lines.length, indent: column, contentIndent: contentColumn });
  });
  for (let count = 0; reader.next(); count = items.length) {
    const { start, end } = reader.line;
    lines.push({ start, end, item: reader.containers.item, beginsItem: items.length > count });
  }
  return { lines, items };
}
