import {
  apostrophe,
  backtick,
  codeAt,
  colon,
  dot,
  equalsSign,
  greaterThan,
  hyphen,
  isBlank,
  isDigit,
  isLetter,
  lessThan,
  quotationMark,
  skipBlanks,
  slash,
  underscore,
} from "./characters.ts";

/** Where the rest of a tag, after its name, and the blanks behind it end in the line [at, end); -1 if it is no complete tag. @see CommonMark 0.31 §6.6 */
export function tagEnd(text: string, at: number, end: number, isClosing: boolean): number {
  let place = skipBlanks(text, at, end);
  while (!isClosing && place < end && isNameStart(codeAt(text, place))) {
    place = attributeEnd(text, place, end);
    if (place < 0) return -1;
  }
  if (!isClosing && codeAt(text, place) === slash) place++;
  return place < end && codeAt(text, place) === greaterThan ? skipBlanks(text, place + 1, end) : -1;
}

/** The end of the attribute and of the blanks behind it; -1 if its value has none. */
function attributeEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isNamePart(codeAt(text, at))) at++;
  at = skipBlanks(text, at, end);
  while (at < end && codeAt(text, at) === equalsSign) {
    const value = skipBlanks(text, at + 1, end);
    const mark = codeAt(text, value);
    if (mark === quotationMark || mark === apostrophe) return quotedEnd(text, value, end);
    at = value;
    while (at < end && isBare(codeAt(text, at))) at++;
    if (at === value) return -1;
    at = skipBlanks(text, at, end);
  }
  return at;
}

function quotedEnd(text: string, start: number, end: number): number {
  const mark = codeAt(text, start);
  let at = start + 1;
  while (at < end && codeAt(text, at) !== mark) at++;
  const after = codeAt(text, at + 1);
  if (at >= end || at + 1 >= end) return -1;
  return isBlank(after) || after === slash || after === greaterThan ? skipBlanks(text, at + 1, end) : -1;
}

function isNameStart(code: number): boolean {
  return isLetter(code) || code === colon || code === underscore;
}

function isNamePart(code: number): boolean {
  return isNameStart(code) || isDigit(code) || code === hyphen || code === dot;
}

function isBare(code: number): boolean {
  switch (code) {
    case quotationMark:
    case apostrophe:
    case slash:
    case lessThan:
    case equalsSign:
    case greaterThan:
    case backtick:
      return false;
    default:
      return !isBlank(code);
  }
}
