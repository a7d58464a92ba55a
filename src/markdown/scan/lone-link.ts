import {
  backslash,
  backtick,
  caret,
  codeAt,
  exclamationMark,
  isLetter,
  leftBracket,
  leftParenthesis,
  lessThan,
  questionMark,
  rightBracket,
  rightParenthesis,
  runEnd,
  slash,
} from "./characters.ts";
import { plain } from "./escapes.ts";
import { destinationEnd, skipSpace, titleEnd } from "./link-parts.ts";

/** A link or an image: where its words or its description stand, and where it leads, without escapes. */
export interface LoneLink {
  readonly isImage: boolean;
  readonly textStart: number;
  readonly textEnd: number;
  readonly url: string;
}

const autolink = /^<([a-z][a-z\d+.-]{1,31}:[^\s<>]*)>$/i;

/** The inline link, image or autolink that [start, end) is as a whole; undefined for all else, and where it takes more than its own marks to tell. */
export function readLoneLink(text: string, start: number, end: number): LoneLink | undefined {
  if (codeAt(text, start) === lessThan) return readAutolink(text, start, end);
  if (codeAt(text, end - 1) !== rightParenthesis) return undefined;
  const isImage = codeAt(text, start) === exclamationMark;
  const open = isImage ? start + 1 : start;
  if (codeAt(text, open) !== leftBracket || codeAt(text, open + 1) === caret) return undefined;
  const textEnd = bracketEnd(text, open, end, isImage);
  const target = textEnd < 0 ? undefined : readTarget(text, textEnd + 1, end);
  if (target?.end !== end) return undefined;
  const isBracketed = codeAt(text, target.from) === lessThan;
  const url = isBracketed ? text.slice(target.from + 1, target.to - 1) : text.slice(target.from, target.to);
  return { isImage, textStart: open + 1, textEnd, url: plain(url) };
}

function readAutolink(text: string, start: number, end: number): LoneLink | undefined {
  const url = autolink.exec(text.slice(start, end))?.[1];
  return url === undefined ? undefined : { isImage: false, textStart: start + 1, textEnd: end - 1, url };
}

/** A destination [from, to), and the end of the parentheses around it. */
interface Target {
  readonly from: number;
  readonly to: number;
  readonly end: number;
}

/** The parenthesis with a destination, and maybe a title, that begins at `open`; undefined if none does. */
function readTarget(text: string, open: number, limit: number): Target | undefined {
  if (codeAt(text, open) !== leftParenthesis) return undefined;
  const from = skipSpace(text, open + 1, limit);
  const to = codeAt(text, from) === rightParenthesis ? from : destinationEnd(text, from, limit);
  if (to < 0) return undefined;
  const place = skipSpace(text, to, limit);
  const title = place > to ? titleEnd(text, place, limit) : -1;
  const close = title < 0 ? place : skipSpace(text, title, limit);
  if (close >= limit || codeAt(text, close) !== rightParenthesis) return undefined;
  return { from, to, end: close + 1 };
}

/** Where the bracket that matches the one at `open` stands; -1 if none does, or code and HTML might hide it, or a link might stand in a link. */
function bracketEnd(text: string, open: number, end: number, isImage: boolean): number {
  let depth = 0;
  let exclamation = -1;
  for (let at = open; at < end; at++) {
    switch (codeAt(text, at)) {
      case backslash:
        at++;
        break;
      case exclamationMark:
        exclamation = at;
        break;
      case backtick: {
        const from = runEnd(text, at, end);
        let close = from;
        while (close < end && codeAt(text, close) !== backtick) close++;
        if (close === end || runEnd(text, close, end) - close !== from - at) return -1;
        at = from - at + close - 1;
        break;
      }
      case lessThan:
        if (isTagStart(codeAt(text, at + 1))) return -1;
        break;
      case leftBracket:
        if (!isImage && at > open && exclamation !== at - 1) return -1;
        depth++;
        break;
      case rightBracket: {
        if (--depth === 0) return at;
        if (codeAt(text, at + 1) !== leftParenthesis) break;
        const target = readTarget(text, at + 1, end);
        if (target === undefined) return -1;
        at = target.end - 1;
        break;
      }
    }
  }
  return -1;
}

/** Whether HTML or an autolink may begin so. */
function isTagStart(code: number): boolean {
  return isLetter(code) || code === slash || code === exclamationMark || code === questionMark;
}
