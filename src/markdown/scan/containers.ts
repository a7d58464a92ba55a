import {
  asterisk,
  codeAt,
  colon,
  digitOne,
  dot,
  greaterThan,
  hyphen,
  isBlank,
  isDigit,
  leftBracket,
  plusSign,
  rightParenthesis,
  skipBlanks,
} from "./characters.ts";
import { footnoteLabelEnd } from "./label.ts";
import type { Line } from "./line.ts";

/** An item that begins: where its mark stands, the column of that and the one its content begins at, and the item around it, -1 for none. */
export interface StartedItem {
  readonly start: number;
  readonly end: number;
  readonly column: number;
  readonly contentColumn: number;
  readonly parent: number;
}

/**
 * The blocks that are open and hold others: quotes, list items and footnote definitions, outermost first.
 *
 * A line costs time by its length, however many are open.
 */
export class Containers {
  /** The character that marks each: `>`, `[` of a footnote, `-` `+` `*` of a bullet, `.` `)` of a number. */
  readonly #marks: number[] = [];
  /** Columns its lines are indented by; 0 for a quote. */
  readonly #sizes: number[] = [];
  /** The innermost item that each is or stands in, counted as they begin. */
  readonly #items: number[] = [];
  /** The depths of the quotes: all others go on in a blank line. */
  readonly #quotes: number[] = [];
  // The arrays keep what was closed, to be written over.
  #quoteCount = 0;
  /** How many are open. */
  depth: number = 0;
  readonly #onItem: ((item: StartedItem) => void) | undefined;
  #itemCount = 0;
  /** How many blank lines the innermost item has, its first one included, when it has nothing else; 2 stands for more. */
  #blankLines = 0;
  /** Whether the last line begins the next item of a list that it matched. */
  isSibling: boolean = false;

  constructor(onItem?: (item: StartedItem) => void) {
    this.#onItem = onItem;
  }

  /** The mark of the outermost. */
  get outermost(): number {
    return this.depth === 0 ? 0 : (this.#marks[0] as number);
  }

  /** The innermost item, counted as they begin; -1 for none. */
  get item(): number {
    return this.depth === 0 ? -1 : (this.#items[this.depth - 1] as number);
  }

  /** Reads the marks and the indentation that keep containers open; returns how many stay so. */
  match(line: Line): number {
    const { depth } = this;
    this.isSibling = false;
    for (let at = 0, quotes = 0; at < depth; at++) {
      if (this.#marks[at] === greaterThan) {
        if (line.code !== greaterThan || line.indent > 3) return at;
        passQuote(line);
        quotes++;
      } else if (line.isBlank) {
        if (quotes === this.#quoteCount) {
          if (this.#blankLines === 1) this.#blankLines = 2;
          return depth;
        }
        at = (this.#quotes[quotes] as number) - 1;
      } else if (!this.#isIndented(line, at)) {
        this.isSibling = this.#beginSibling(line, at);
        return this.isSibling ? at + 1 : at;
      }
    }
    return depth;
  }

  /** Opens the containers whose marks come next, inside of so many; whether there is one. A mark that interrupts a paragraph may not be just any. */
  open(line: Line, inside: number, interrupts: boolean): boolean {
    let isFirst = true;
    while (line.indent < 4) {
      const { code } = line;
      const end = markEnd(line, interrupts);
      if (end === 0) break;
      if (isFirst) this.close(inside);
      isFirst = false;
      if (code === greaterThan) {
        this.#quotes[this.#quoteCount++] = this.depth;
        this.#push(code, 0, this.item);
        passQuote(line);
      } else if (code === leftBracket) {
        this.#push(code, 4, this.item);
        line.pass(end);
        line.column = line.firstColumn;
      } else {
        this.#beginItem(line, end, this.item);
      }
    }
    return !isFirst;
  }

  /** Leaves only so many open. */
  close(depth: number): void {
    if (depth === this.depth) return;
    this.depth = depth;
    while (this.#quoteCount > 0 && (this.#quotes[this.#quoteCount - 1] as number) >= depth) this.#quoteCount--;
    this.#blankLines = 0;
  }

  #push(mark: number, size: number, item: number): void {
    this.#marks[this.depth] = mark;
    this.#sizes[this.depth] = size;
    this.#items[this.depth++] = item;
    this.#blankLines = 0;
  }

  #isIndented(line: Line, at: number): boolean {
    const isInnermost = at === this.depth - 1;
    // CommonMark 0.31 §5.2: an item can begin with at most one blank line.
    const isLeft = isInnermost && this.#blankLines === 2;
    if (isInnermost) this.#blankLines = 0;
    const size = this.#sizes[at] as number;
    if (isLeft || line.indent < size) return false;
    line.column += size;
    return true;
  }

  #beginSibling(line: Line, at: number): boolean {
    if (line.indent > 3) return false;
    const mark = this.#marks[at];
    const end = listMarkEnd(line, false);
    if (end === 0 || codeAt(line.text, end - 1) !== mark) return false;
    this.close(at);
    this.#beginItem(line, end, this.item);
    return true;
  }

  #beginItem(line: Line, end: number, parent: number): void {
    const { column: outer, first: start, firstColumn: column } = line;
    line.pass(end);
    // CommonMark 0.31 §5.2: content that begins with indented code, or none, is one column behind the mark.
    if (line.isBlank || line.indent > 4) line.column++;
    else line.column = line.firstColumn;
    this.#push(codeAt(line.text, end - 1), line.column - outer, this.#itemCount++);
    if (line.isBlank) this.#blankLines = 1;
    this.#onItem?.({ start, end, column, contentColumn: line.column, parent });
  }
}

function passQuote(line: Line): void {
  line.pass(line.first + 1);
  if (line.indent > 0) line.column++;
}

/** Where the mark of a container that begins at the first character of a line ends; 0 if none does. */
function markEnd(line: Line, interrupts: boolean): number {
  if (line.code === greaterThan) return line.first + 1;
  if (line.code === leftBracket) {
    const end = footnoteLabelEnd(line.text, line.first, line.end);
    return end > 0 && codeAt(line.text, end) === colon ? end + 1 : 0;
  }
  return listMarkEnd(line, interrupts);
}

/** Where the list marker that a line begins with ends; 0 if it has none. @see CommonMark 0.31 §5.2 */
function listMarkEnd(line: Line, interrupts: boolean): number {
  const { text, first, end, code } = line;
  let at = first;
  if (code === hyphen || code === asterisk || code === plusSign) {
    if (line.isRule()) return 0;
  } else if (isDigit(code)) {
    while (at - first < 9 && isDigit(codeAt(text, at + 1))) at++;
    at++;
    const delimiter = codeAt(text, at);
    if (at >= end || at - first > 9 || (delimiter !== dot && delimiter !== rightParenthesis)) return 0;
    if (interrupts && (code !== digitOne || at > first + 1)) return 0;
  } else return 0;
  at++;
  if (at < end && !isBlank(codeAt(text, at))) return 0;
  return interrupts && skipBlanks(text, at, end) === end ? 0 : at;
}
