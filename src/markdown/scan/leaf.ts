import {
  asterisk,
  backtick,
  codeAt,
  colon,
  equalsSign,
  hyphen,
  leftBracket,
  lessThan,
  numberSign,
  tilde,
  underscore,
  verticalBar,
} from "./characters.ts";
import { isDefinitions } from "./definition.ts";
import { closesFence, type FenceOpening, readFence } from "./fence.ts";
import { headingDepth, underlineDepth } from "./heading.ts";
import { type HtmlEnd, HtmlEnds, htmlEnd, searchStart } from "./html.ts";
import type { Line } from "./line.ts";
import { cellCount, delimiterCount } from "./table-rows.ts";

/** A block that holds no others. */
export type LeafType = "heading" | "rule" | "fence" | "indented" | "html" | "paragraph";

/**
 * What a line is: the beginning of a block; `same` when it goes on with the open block or is blank, `closing` when it is a second fence; an
 * underline, which makes the open paragraph a heading; a delimiter row, which makes the last line of that the header of a table.
 */
export type LineRole = LeafType | "same" | "closing" | "underline" | "delimiter";

/** The innermost block that is open, within all containers. */
export class Leaf {
  #open: LeafType | "table" | undefined;
  /** Of the last fence that began. */
  fence: FenceOpening | undefined;
  #htmlEnd: HtmlEnd = "blank";
  readonly #htmlEnds: HtmlEnds;
  /** Where the text of the open paragraph begins. */
  #start = 0;
  /** Where the text of its last line begins, and where that line ends; -1 when it cannot be the header of a table. */
  #rowStart = -1;
  #rowEnd = 0;

  constructor(text: string) {
    this.#htmlEnds = new HtmlEnds(text);
  }

  /** Whether no container can begin in it. */
  get isConcrete(): boolean {
    return this.#open === "fence" || this.#open === "html";
  }

  /** Whether a container that begins now interrupts it. By CommonMark none does so with indented code, but remark reads it so. */
  get isInterrupted(): boolean {
    return this.#open === "paragraph" || this.#open === "indented";
  }

  close(): void {
    this.#open = undefined;
  }

  /** Reads the line, whose containers are read. A lazy line lacks marks of containers that are open: only a paragraph can go on in it. */
  read(line: Line, isLazy: boolean): LineRole {
    switch (this.#open) {
      case undefined:
        break;
      case "paragraph":
        if (!line.isBlank) return this.#readParagraph(line, isLazy);
        break;
      case "fence":
        if (isLazy) break;
        if (this.fence === undefined || !closesFence(line, this.fence)) return "same";
        this.close();
        return "closing";
      case "html":
        if (isLazy || (line.isBlank && this.#htmlEnd === "blank")) break;
        this.#closeHtml(line, line.first);
        return "same";
      case "indented":
        if (!isLazy && (line.isBlank || line.indent > 3)) return "same";
        break;
      case "table":
        if (isLazy || line.isBlank || line.indent > 3) break;
        return this.#begin(line, false) ?? "same";
    }
    this.close();
    if (line.isBlank) return "same";
    if (line.indent > 3) {
      // From a lazy line on remark takes no other line.
      this.#open = isLazy ? undefined : "indented";
      return "indented";
    }
    return this.#begin(line, false) ?? this.#beginParagraph(line);
  }

  #readParagraph(line: Line, isLazy: boolean): LineRole {
    if (line.indent > 3) {
      this.#rowStart = -1;
      return "same";
    }
    const { code, first, end } = line;
    if (!isLazy && (code === equalsSign || code === hyphen) && underlineDepth(line) > 0) {
      if (!this.#isDefinitions(line)) {
        this.close();
        return "underline";
      }
      return this.#begin(line, false) ?? this.#beginParagraph(line);
    }
    if (!isLazy && this.#isDelimiter(line)) {
      this.#open = "table";
      return "delimiter";
    }
    const role = this.#begin(line, true);
    if (role !== undefined) return role;
    this.#rowStart = first;
    this.#rowEnd = end;
    return "same";
  }

  /** Begins what is told by its first characters. */
  #begin(line: Line, interrupts: boolean): LeafType | undefined {
    const type = this.#typeOf(line, interrupts);
    if (type === undefined) return undefined;
    this.#open = type === "heading" || type === "rule" ? undefined : type;
    if (type === "html") this.#closeHtml(line, searchStart(this.#htmlEnd, line.first));
    return type;
  }

  #typeOf(line: Line, interrupts: boolean): LeafType | undefined {
    switch (line.code) {
      case numberSign:
        return headingDepth(line) > 0 ? "heading" : undefined;
      case asterisk:
      case hyphen:
      case underscore:
        return line.isRule() ? "rule" : undefined;
      case backtick:
      case tilde: {
        const fence = readFence(line);
        if (fence === undefined) return undefined;
        this.fence = fence;
        return "fence";
      }
      case lessThan: {
        const kind = htmlEnd(line, interrupts);
        if (kind === undefined) return undefined;
        this.#htmlEnd = kind;
        return "html";
      }
      default:
        return undefined;
    }
  }

  #beginParagraph(line: Line): "paragraph" {
    this.#open = "paragraph";
    this.#start = line.first;
    this.#rowStart = line.first;
    this.#rowEnd = line.end;
    return "paragraph";
  }

  #closeHtml(line: Line, from: number): void {
    if (this.#htmlEnd !== "blank" && this.#htmlEnds.isIn(this.#htmlEnd, from, line.end)) this.close();
  }

  /** A paragraph of definitions has no text that could be a heading. */
  #isDefinitions({ text, start }: Line): boolean {
    return codeAt(text, this.#start) === leftBracket && isDefinitions(text, this.#start, start);
  }

  #isDelimiter({ text, first, end, code }: Line): boolean {
    if (this.#rowStart < 0 || (code !== verticalBar && code !== hyphen && code !== colon)) return false;
    const count = delimiterCount(text, first, end);
    return count > 0 && count === cellCount(text, this.#rowStart, this.#rowEnd);
  }
}
