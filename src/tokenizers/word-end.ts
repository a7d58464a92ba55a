import { characterEnd, classAt, mark, newline, number, other, space } from "./character-class.ts";

/** Where the word that begins at an index ends. Words are what a vocabulary cuts a text into before it looks for tokens: no token crosses one. */
export type WordEnd = (text: string, start: number) => number;

/** Up to three digits. */
export function numberEnd(text: string, start: number): number {
  let at = start;
  for (let digits = 0; digits < 3 && classAt(text, at) === number; digits++) at = characterEnd(text, at);
  return at;
}

/** Signs and marks, perhaps behind one blank; the start when there are none. */
export function signsEnd(text: string, start: number): number {
  const first = text.charCodeAt(start) === 32 ? start + 1 : start;
  let at = first;
  while (classAt(text, at) & (mark | other)) at++;
  return at === first ? start : at;
}

/** All white space. */
export function blanksEnd(text: string, start: number): number {
  let at = start;
  while (classAt(text, at) & (space | newline)) at++;
  return at;
}

/** White space up to its last line break; without one, all but the last character of it, which goes with what follows. At least one. */
export function gapEnd(text: string, start: number): number {
  const blanks = blanksEnd(text, start);
  for (let at = blanks; at > start; at--) if (classAt(text, at - 1) === newline) return at;
  return blanks === text.length || blanks === start + 1 ? blanks : blanks - 1;
}

/** An English ending such as `'s`, `'LL` or `'Re`; the start when there is none. */
export function contractionEnd(text: string, start: number): number {
  if (text.charCodeAt(start) !== 39) return start;
  const letter = text.charAt(start + 1);
  const next = text.charAt(start + 2);
  if (/[sdmt]/i.test(letter)) return start + 2;
  return (/[vr]/i.test(letter) && /e/i.test(next)) || (/l/i.test(letter) && /l/i.test(next)) ? start + 3 : start;
}
