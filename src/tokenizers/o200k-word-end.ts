import { characterEnd, classAt, lower, newline, number, other, space, upper } from "./character-class.ts";
import { contractionEnd, gapEnd, numberEnd, signsEnd } from "./word-end.ts";

/**
 * Words of o200k: letters, capitals first, with the character before and the contraction behind them; numbers; signs with the line breaks and
 * slashes behind them; white space.
 */
export function o200kWordEnd(text: string, start: number): number {
  const kind = classAt(text, start);
  if (kind === number) return numberEnd(text, start);
  const letters = kind & (space | other) ? characterEnd(text, start) : start;
  const lettersEnd = casedEnd(text, letters);
  if (lettersEnd > letters) return contractionEnd(text, lettersEnd);
  let at = signsEnd(text, start);
  if (at === start) return gapEnd(text, start);
  while (classAt(text, at) === newline || text.charCodeAt(at) === 47) at++;
  return at;
}

/**
 * Capitals and the small letters behind them; a letter without case and a mark count as both.
 *
 * With no small letter behind them they end at the last that counts as both, if there is one: words that end in a small letter come first.
 */
function casedEnd(text: string, start: number): number {
  let bothEnd = start;
  let at = start;
  let kind = classAt(text, at);
  while (kind & upper) {
    at++;
    if (kind & lower) bothEnd = at;
    kind = classAt(text, at);
  }
  if ((kind & lower) === 0) return bothEnd > start ? bothEnd : at;
  while (classAt(text, at) & lower) at++;
  return at;
}
