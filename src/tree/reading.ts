import { inlineMarks } from "./inline-marks.ts";

type Span = readonly [start: number, end: number];

/** A text as a person reads it, and where in the source each stretch of it stands. */
export interface Reading {
  readonly text: string;
  /** For a stretch that is not empty, from the start of its first character to the end of its last. */
  readonly origin: (start: number, end: number) => Span;
}

/** The text as it is. */
export function readLiteral(text: string): Reading {
  return { text, origin: (start, end) => [start, end] };
}

/**
 * The text without the marks of emphasis, strikethrough and code, and without the backslashes of escapes; entities are decoded, the five of
 * XML, `&nbsp;` and numeric ones. Destinations of links, HTML tags and the marks of blocks stay as they are.
 */
export function readInline(source: string): Reading {
  if (!/[\\&`*_~]/.test(source)) return readLiteral(source);
  const marks = inlineMarks(source);
  if (marks.length === 0) return readLiteral(source);
  const builder = new Builder();
  let from = 0;
  for (const { start, end, text } of marks) {
    builder.copy(source, from, start);
    builder.add(text, start, end);
    from = end;
  }
  builder.copy(source, from, source.length);
  return builder.reading();
}

// What composes with the character before it: marks, the two of halfwidth katakana, vowels and finals of Hangul.
const cluster = /[\s\S][\p{M}\uff9e\uff9f\u1160-\u11ff]*/gu;

/** The reading in NFKC, as far as that makes no spaces: ligatures taken apart, accents composed. */
export function foldForms(reading: Reading): Reading {
  const { text } = reading;
  if (/^[\0-\x7f]*$/.test(text)) return reading;
  const builder = new Builder();
  for (const { 0: whole, index } of text.matchAll(cluster)) {
    // A sign that only looks like an accent over a space is no space.
    const compatible = whole.normalize("NFKC");
    const folded = /\s/.test(compatible) ? whole.normalize("NFC") : compatible;
    if (folded !== whole) builder.add(folded, ...reading.origin(index, index + whole.length));
    else
      for (let unit = 0; unit < whole.length; unit++) builder.add(whole[unit] as string, ...reading.origin(index + unit, index + unit + 1));
  }
  return builder.reading();
}

/** Puts a reading together; each unit of it knows its stretch of the source. */
class Builder {
  #text = "";
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  copy(source: string, start: number, end: number): void {
    for (let index = start; index < end; index++) {
      this.#starts.push(index);
      this.#ends.push(index + 1);
    }
    this.#text += source.slice(start, end);
  }

  add(text: string, start: number, end: number): void {
    for (let unit = 0; unit < text.length; unit++) {
      this.#starts.push(start);
      this.#ends.push(end);
    }
    this.#text += text;
  }

  reading(): Reading {
    const [starts, ends] = [this.#starts, this.#ends];
    return { text: this.#text, origin: (start, end) => [starts[start] as number, ends[end - 1] as number] };
  }
}
