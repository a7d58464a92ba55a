import {
  codeAt,
  exclamationMark,
  greaterThan,
  hyphen,
  isBlank,
  isDigit,
  isLetter,
  leftBracket,
  questionMark,
  slash,
  space,
} from "./characters.ts";
import { tagEnd } from "./html-tag.ts";
import type { Line } from "./line.ts";

/** What ends a block of HTML: the blank line after it, or the line that has one of these. @see CommonMark 0.31 §4.6 */
export type HtmlEnd = "blank" | "-->" | "?>" | ">" | "]]>" | "raw";

const rawNames: ReadonlySet<string> = new Set(["pre", "script", "style", "textarea"]);
const blockNames: ReadonlySet<string> = new Set(
  [
    "address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption",
    "figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem nav noframes ol",
    "optgroup option p param search section summary table tbody td tfoot th thead title tr track ul",
  ].flatMap((names) => names.split(" ")),
);
const longestName = Math.max(...[...rawNames, ...blockNames].map((name) => name.length));

/** What will end the HTML block that begins at the first character of the line, a `<`; undefined if none does. A tag of any name may not interrupt a paragraph. */
export function htmlEnd(line: Line, interrupts: boolean): HtmlEnd | undefined {
  const { text, first, end } = line;
  const code = codeAt(text, first + 1);
  if (code === questionMark) return "?>";
  if (code === exclamationMark) return declarationEnd(text, first + 2);
  const isClosing = code === slash;
  const start = isClosing ? first + 2 : first + 1;
  if (!isLetter(codeAt(text, start))) return undefined;
  let at = start;
  while (at < end && isNamePart(codeAt(text, at))) at++;
  const after = at < end ? codeAt(text, at) : space;
  const name = at - start > longestName ? "" : text.slice(start, at).toLowerCase();
  if (isBlank(after) || after === greaterThan || after === slash) {
    if (!isClosing && after !== slash && rawNames.has(name)) return "raw";
    if (blockNames.has(name)) return after === slash && codeAt(text, at + 1) !== greaterThan ? undefined : "blank";
  }
  return !interrupts && tagEnd(text, at, end, isClosing) === end ? "blank" : undefined;
}

function declarationEnd(text: string, at: number): HtmlEnd | undefined {
  const code = codeAt(text, at);
  if (code === hyphen) return codeAt(text, at + 1) === hyphen ? "-->" : undefined;
  if (code === leftBracket) return text.startsWith("[CDATA[", at) ? "]]>" : undefined;
  return isLetter(code) ? ">" : undefined;
}

function isNamePart(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === hyphen;
}

/** Finds the ends of HTML blocks in a text, asked for from ascending places; each is searched for only when the last one found is passed. */
export class HtmlEnds {
  readonly #text: string;
  readonly #found: Map<HtmlEnd, number> = new Map();

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether an end begins in [from, to). */
  isIn(kind: Exclude<HtmlEnd, "blank">, from: number, to: number): boolean {
    let found = this.#found.get(kind) ?? -1;
    if (found < from) {
      found = kind === "raw" ? this.#rawEnd(from) : this.#text.indexOf(kind, from);
      if (found < 0) found = this.#text.length;
      this.#found.set(kind, found);
    }
    return found < to;
  }

  #rawEnd(from: number): number {
    const pattern = /<\/(?:pre|script|style|textarea)>/gi;
    pattern.lastIndex = from;
    return pattern.exec(this.#text)?.index ?? -1;
  }
}

/** Where the text that may hold the end of the HTML block begins: `<!-->` and `<?>` end what they begin. */
export function searchStart(kind: HtmlEnd, first: number): number {
  return kind === "?>" ? first + 1 : kind === "raw" || kind === "blank" ? first : first + 2;
}
