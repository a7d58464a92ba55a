export const tab = 9;
export const lineFeed = 10;
export const carriageReturn = 13;
export const space = 32;
export const exclamationMark = 33;
export const quotationMark = 34;
export const numberSign = 35;
export const apostrophe = 39;
export const leftParenthesis = 40;
export const rightParenthesis = 41;
export const asterisk = 42;
export const plusSign = 43;
export const hyphen = 45;
export const dot = 46;
export const slash = 47;
export const digitZero = 48;
export const digitOne = 49;
export const digitNine = 57;
export const colon = 58;
export const lessThan = 60;
export const equalsSign = 61;
export const greaterThan = 62;
export const questionMark = 63;
export const leftBracket = 91;
export const backslash = 92;
export const rightBracket = 93;
export const caret = 94;
export const underscore = 95;
export const backtick = 96;
export const verticalBar = 124;
export const tilde = 126;

/** Whether it is a space or a tab, all that markdown takes for white space within a line. */
export function isBlank(code: number): boolean {
  return code === space || code === tab;
}

/** The character at a place, -1 behind the end: code that asks a string for one there is slow ever after. */
export function codeAt(text: string, at: number): number {
  return at < text.length ? text.charCodeAt(at) : -1;
}

export function isLetter(code: number): boolean {
  // Bit 32 tells the cases apart.
  return (code | 32) >= 97 && (code | 32) <= 122;
}

export function isDigit(code: number): boolean {
  return code >= digitZero && code <= digitNine;
}

export function isLineBreak(code: number): boolean {
  return code === lineFeed || code === carriageReturn;
}

/** The first place from `at` on that is no space or tab, at most `end`. */
export function skipBlanks(text: string, at: number, end: number): number {
  let place = at;
  while (place < end && isBlank(codeAt(text, place))) place++;
  return place;
}

/** The end of the run of one character that begins at `at`. */
export function runEnd(text: string, at: number, end: number): number {
  const code = codeAt(text, at);
  let place = at + 1;
  while (place < end && codeAt(text, place) === code) place++;
  return place;
}

/** The end of [start, end) without the spaces and tabs it ends in. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let place = end;
  while (place > start && isBlank(codeAt(text, place - 1))) place--;
  return place;
}

/** Where the line after the one that ends at `end` begins. */
export function nextLineStart(text: string, end: number): number {
  return codeAt(text, end) === carriageReturn && codeAt(text, end + 1) === lineFeed ? end + 2 : end + 1;
}

/** Where the line before the one that begins at `start` ends. */
export function previousLineEnd(text: string, start: number): number {
  return codeAt(text, start - 1) === lineFeed && codeAt(text, start - 2) === carriageReturn ? start - 2 : start - 1;
}
