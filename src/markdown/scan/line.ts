import { asterisk, codeAt, hyphen, isBlank, space, tab, underscore } from "./characters.ts";

/**
 * Goes through a text line by line, and in a line through the marks of the blocks that hold others.
 *
 * Columns count from 0, and a tab reaches to the next multiple of 4.
 */
export class Line {
  readonly text: string;
  /** The line is [start, end), without its break. */
  start: number = 0;
  end: number = 0;
  /** Whether it is white space only, without any marks. */
  isEmpty: boolean = true;
  /** How far its marks are read. */
  column: number = 0;
  /** The first character behind those marks that is no space or tab, and its column; `end` when there is none. */
  first: number = 0;
  firstColumn: number = 0;
  /** Of the character at `first`; -1 when there is none. */
  code: number = 0;
  #next = 0;
  #limit: number;
  // The next of each from #next on: searched for only when it is passed, so that no part of a text is searched twice.
  #lineFeed = -1;
  #carriageReturn = -1;
  /** A thematic break is what begins at or after `tail` and at or before `third`; unknown while `tail` is -1. */
  #tail = -1;
  #third = -1;

  constructor(text: string) {
    this.text = text;
    this.#limit = text.length;
  }

  /** Goes on with the stretch [start, limit) as if it were a text of its own; stretches must ascend. */
  seek(start: number, limit: number): void {
    this.#next = start;
    this.#limit = limit;
  }

  /** Goes to the next line; false when there is none. */
  next(): boolean {
    const start = this.#next;
    if (start >= this.#limit) return false;
    if (this.#lineFeed < start) this.#lineFeed = this.#find("\n", start);
    if (this.#carriageReturn < start) this.#carriageReturn = this.#find("\r", start);
    const end = Math.min(this.#lineFeed, this.#carriageReturn, this.#limit);
    this.start = start;
    this.end = end;
    this.#next = end === this.#carriageReturn && this.#lineFeed === end + 1 ? end + 2 : end + 1;
    this.#tail = -1;
    this.column = 0;
    this.#measure(start);
    this.isEmpty = this.isBlank;
    return true;
  }

  /** Columns of white space before `first` that belong to no mark. */
  get indent(): number {
    return this.firstColumn - this.column;
  }

  /** Whether nothing but white space comes after the marks. */
  get isBlank(): boolean {
    return this.first >= this.end;
  }

  /** Reads the mark from `first` to `end`. */
  pass(end: number): void {
    this.column = this.firstColumn + end - this.first;
    this.#measure(end);
  }

  /** Whether what is left of the line is a thematic break. @see CommonMark 0.31 §4.1 */
  isRule(): boolean {
    if (this.#tail < 0) this.#readTail();
    return this.first >= this.#tail && this.first <= this.#third;
  }

  #find(mark: string, from: number): number {
    const found = this.text.indexOf(mark, from);
    return found < 0 ? this.text.length : found;
  }

  #measure(from: number): void {
    const { text, end } = this;
    let at = from;
    let column = this.column;
    let code = codeAt(text, at);
    while (at < end && (code === space || code === tab)) {
      column = code === space ? column + 1 : (column | 3) + 1;
      code = codeAt(text, ++at);
    }
    this.first = at;
    this.firstColumn = column;
    this.code = at < end ? code : -1;
  }

  /** Looks at the end of the line once, however many marks it begins with. */
  #readTail(): void {
    let mark = 0;
    let count = 0;
    this.#tail = this.end;
    this.#third = -1;
    for (let at = this.end - 1; at >= this.start; at--) {
      const code = codeAt(this.text, at);
      if (isBlank(code)) continue;
      if (mark === 0 && (code === asterisk || code === hyphen || code === underscore)) mark = code;
      if (code !== mark) return;
      this.#tail = at;
      if (++count === 3) this.#third = at;
    }
  }
}
