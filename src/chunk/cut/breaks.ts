/** Where a text may be cut, in ascending offsets, the last of them its end. */
export type Breaks = (text: string) => number[];

/** After each line feed. */
export function lineBreaks(text: string): number[] {
  const ends: number[] = [];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) ends.push(at + 1);
  return closed(ends, text);
}

const sentenceMarks = new Set(".!?。！？");
const clauseMarks = new Set(",;:—、，；：");
const closing = new Set("\"'”’)]»」』*_");

/** After an end mark and its closing quotes, where white space follows; CJK marks need none. */
export function sentenceBreaks(text: string): number[] {
  return breaksAfter(sentenceMarks, text);
}

export function clauseBreaks(text: string): number[] {
  return breaksAfter(clauseMarks, text);
}

/** Before white space, which so belongs to what follows: tokenizers read a space with the word behind it. */
export function wordBreaks(text: string): number[] {
  const ends: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const end = whiteSpaceEnd(text, index);
    if (end === index) continue;
    if (index > 0 && !isExtended(text, end)) ends.push(index);
    index = end - 1;
  }
  return closed(ends, text);
}

function breaksAfter(marks: ReadonlySet<string>, text: string): number[] {
  const ends: number[] = [];
  for (let index = 0; index < text.length; index++) {
    if (!marks.has(text[index] as string)) continue;
    let end = index + 1;
    while (end < text.length && (marks.has(text[end] as string) || closing.has(text[end] as string))) end++;
    const spaceEnd = whiteSpaceEnd(text, end);
    const isWide = text.charCodeAt(index) > 0x3000;
    if ((isWide || spaceEnd > end) && !isExtended(text, spaceEnd)) ends.push(end);
    index = Math.max(end, spaceEnd) - 1;
  }
  return closed(ends, text);
}

function closed(ends: number[], text: string): number[] {
  if (ends.at(-1) !== text.length) ends.push(text.length);
  return ends;
}

function whiteSpaceEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && isWhiteSpace(text.charCodeAt(end))) end++;
  return end;
}

function isWhiteSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13) || unit === 0xa0 || unit === 0x2028 || unit === 0x2029 || unit === 0x3000;
}

/** Where a text begins behind its white space; a space that bears a combining mark is none. */
export function textStart(text: string): number {
  const start = text.length - text.trimStart().length;
  return start > 0 && isExtended(text, start) ? start - 1 : start;
}

/** Whether the character here belongs to the one before it, whatever that is (Unicode Standard Annex 29, GB9 and GB9a). */
export function isExtended(text: string, index: number): boolean {
  const code = text.codePointAt(index);
  return code !== undefined && code >= 0x300 && /\p{M}|\u200c|\u200d|[\u{1f3fb}-\u{1f3ff}]/u.test(String.fromCodePoint(code));
}
