/**
 * What the vocabularies tell apart when they cut a text into words, in bits. A letter without case is `upper | lower`, a mark
 * `upper | lower | mark`; `newline` is CR and LF, `space` all other white space, `end` what stands behind the last character.
 */
export const upper = 1;
export const lower = 2;
export const mark = 4;
export const number = 8;
export const space = 16;
export const newline = 32;
export const other = 64;
export const end = 128;

const classes: readonly (readonly [pattern: RegExp, kind: number])[] = [
  [/[\r\n]/u, newline],
  [/\s/u, space],
  [/[\p{Lu}\p{Lt}]/u, upper],
  [/\p{Ll}/u, lower],
  [/[\p{Lm}\p{Lo}]/u, upper | lower],
  [/\p{M}/u, upper | lower | mark],
  [/\p{N}/u, number],
];

/** By code point, as far as they were met; 0 is one that was not. */
const known = new Uint8Array(0x110000);

/** The class of the character that the unit at the index belongs to: both halves of a surrogate pair have that of their pair. */
export function classAt(text: string, index: number): number {
  if (index >= text.length) return end;
  return known[text.charCodeAt(index)] || classOf(pointAround(text, index));
}

/** The index behind the character that begins at the index. */
export function characterEnd(text: string, index: number): number {
  return index + ((text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1);
}

function pointAround(text: string, index: number): number {
  const point = text.codePointAt(index) ?? 0;
  if (point < 0xdc00 || point > 0xdfff || index === 0) return point;
  const before = text.codePointAt(index - 1) ?? 0;
  return before > 0xffff ? before : point;
}

function classOf(point: number): number {
  // A lone surrogate stays unknown, for `classAt` looks up the halves of pairs too.
  if (point >= 0xd800 && point <= 0xdfff) return other;
  const character = String.fromCodePoint(point);
  known[point] ||= classes.find(([pattern]) => pattern.test(character))?.[1] ?? other;
  return known[point] ?? other;
}
