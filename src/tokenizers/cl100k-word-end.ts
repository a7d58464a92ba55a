import { characterEnd, classAt, lower, mark, newline, number, other, space, upper } from "./character-class.ts";
import { blanksEnd, contractionEnd, gapEnd, numberEnd, signsEnd } from "./word-end.ts";

/** Words of cl100k: contractions; letters with the character before them; numbers; signs with the line breaks behind them; white space. */
export function cl100kWordEnd(text: string, start: number): number {
  const kind = classAt(text, start);
  if (kind === number) return numberEnd(text, start);
  let at = contractionEnd(text, start);
  if (at > start) return at;
  const letters = kind & (space | other | mark) ? characterEnd(text, start) : start;
  at = lettersEnd(text, letters);
  if (at > letters) return at;
  at = signsEnd(text, start);
  if (at === start) return blanksEnd(text, start) === text.length ? text.length : gapEnd(text, start);
  while (classAt(text, at) === newline) at++;
  return at;
}

function lettersEnd(text: string, start: number): number {
  let at = start;
  for (let kind = classAt(text, at); kind & (upper | lower) && !(kind & mark); kind = classAt(text, at)) at++;
  return at;
}
