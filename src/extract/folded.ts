/** A text as it is searched: markup, white space and case do not count; `origins[i]` is where the i-th unit of `text` came from. */
export interface Folded {
  readonly text: string;
  readonly origins: readonly number[];
}

/** Markdown that marks up and does not say anything, and what is written in several ways. */
const dropped = new Set("|*_#`~[]\\\u00ad\u200b\ufeff");
const folds = new Map<string, string>([..."“”„«»‟"].map((quote) => [quote, '"']));
for (const quote of "‘’‚‛′") folds.set(quote, "'");
for (const dash of "‐‑‒–—―−") folds.set(dash, "-");

/**
 * The text without markdown and HTML markup, white space, soft hyphens and case; quotes and dashes in their plain form, the rest in NFKD.
 *
 * Of a link its words stay: where it leads to is signed anew at each download.
 */
export function fold(source: string): Folded {
  let text = "";
  const origins: number[] = [];
  for (let index = 0; index < source.length; ) {
    const unit = source.charCodeAt(index);
    if ((unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57)) {
      text += source[index];
      origins.push(index++);
      continue;
    }
    const markup = source[index] === "<" ? tagEnd(source, index) : source[index] === "]" ? destinationEnd(source, index) : index;
    if (markup > index) {
      index = markup;
      continue;
    }
    const entity = entityAt(source, index);
    const character = entity?.character ?? String.fromCodePoint(source.codePointAt(index) as number);
    const length = entity?.length ?? character.length;
    if (!dropped.has(character) && character.trim() !== "") {
      const plain = (folds.get(character) ?? character.normalize("NFKD")).toLowerCase();
      for (let unit = 0; unit < plain.length; unit++) origins.push(index);
      text += plain;
    }
    index += length;
  }
  return { text, origins };
}

/** What markup is looked at in search of its end. */
const longestMarkup = 1000;

/** The end of an HTML tag that starts here; the start itself when none does. */
function tagEnd(source: string, start: number): number {
  const tag = /^<\/?[a-z][a-z0-9]*(?:[\s/][^<>]*)?>/i.exec(source.slice(start, start + longestMarkup));
  return tag === null ? start : start + tag[0].length;
}

/** The end of a markdown link whose words end here, past its destination; the start itself when none does. */
function destinationEnd(source: string, start: number): number {
  if (source[start + 1] !== "(") return start;
  let open = 0;
  for (let index = start + 1; index < Math.min(source.length, start + longestMarkup); index++) {
    const char = source[index];
    if (char === "\n") return start;
    if (char === "(") open++;
    if (char === ")" && --open === 0) return index + 1;
  }
  return start;
}

const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ndash: "-",
  mdash: "-",
  lsquo: "'",
  rsquo: "'",
  ldquo: '"',
  rdquo: '"',
};

/** The entities that HTML fragments of the service hold: numeric ones, the five of XML, spaces, dashes and quotes. */
function entityAt(source: string, start: number): { readonly character: string; readonly length: number } | undefined {
  if (source[start] !== "&") return undefined;
  const match = /^&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos|nbsp|[nm]dash|[lr]squo|[lr]dquo));/i.exec(
    source.slice(start, start + 12),
  );
  if (match === null) return undefined;
  const [whole, hex, decimal, name] = match;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  if (name === undefined && !(code > 0 && code <= 0x10ffff)) return undefined;
  return { character: name === undefined ? String.fromCodePoint(code) : (named[name.toLowerCase()] as string), length: whole.length };
}
