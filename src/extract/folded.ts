/** A text as it is searched: markup, white space and case do not count; `origins[i]` is where the i-th unit of `text` came from. */
export interface Folded {
  readonly text: string;
  readonly origins: readonly number[];
}

/** Markdown that marks up and does not say anything, and what is written in several ways. */
const dropped = new Set("|*_#`~\\\u00ad\u200b\ufeff");
const folds = new Map<string, string>([..."“”„«»‟"].map((quote) => [quote, '"']));
for (const quote of "‘’‚‛′") folds.set(quote, "'");
for (const dash of "‐‑‒–—―−") folds.set(dash, "-");

/** The text without markdown and HTML markup, white space, soft hyphens and case; quotes and dashes in their plain form, the rest in NFKC. */
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
    const tag = source[index] === "<" ? tagEnd(source, index) : index;
    const entity = tag > index ? undefined : entityAt(source, index);
    if (tag > index) {
      index = tag;
      continue;
    }
    const character = entity?.character ?? String.fromCodePoint(source.codePointAt(index) as number);
    const length = entity?.length ?? character.length;
    if (!dropped.has(character) && character.trim() !== "") {
      const plain = (folds.get(character) ?? character.normalize("NFKC")).toLowerCase();
      for (let unit = 0; unit < plain.length; unit++) origins.push(index);
      text += plain;
    }
    index += length;
  }
  return { text, origins };
}

/** The end of an HTML tag that starts here; the start itself when none does. */
function tagEnd(source: string, start: number): number {
  const next = source.charCodeAt(start + 1) | 32;
  const isTag = source[start + 1] === "/" || (next >= 97 && next <= 122);
  if (!isTag) return start;
  const length = source.slice(start, start + 1000).indexOf(">");
  return length < 0 ? start : start + length + 1;
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** The entities that HTML fragments of the service hold: numeric ones and the five of XML. */
function entityAt(source: string, start: number): { readonly character: string; readonly length: number } | undefined {
  if (source[start] !== "&") return undefined;
  const match = /^&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos|nbsp));/i.exec(source.slice(start, start + 12));
  if (match === null) return undefined;
  const [whole, hex, decimal, name] = match;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  if (name === undefined && !(code > 0 && code <= 0x10ffff)) return undefined;
  return { character: name === undefined ? String.fromCodePoint(code) : (named[name.toLowerCase()] as string), length: whole.length };
}
