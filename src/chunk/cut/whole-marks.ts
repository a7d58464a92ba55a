import type { Span } from "../types.ts";

/** No address in a link that people read is longer. */
const longestAddress = 4096;

/** Where links, images, code spans and `$math$` stand in a text, ascending and disjoint: no break inside of them is a good one. */
export function wholeMarks(text: string): Span[] {
  const spans: Span[] = [];
  /** Where brackets are open. */
  const open: number[] = [];
  /** Runs of so many backticks close nothing any more. */
  const unclosed = new Set<number>();
  let hasMath = text.includes("$");
  const add = (start: number, end: number): void => {
    while ((spans.at(-1)?.[0] ?? -1) >= start) spans.pop();
    spans.push([start, end]);
  };
  for (let at = nextMark(text, 0); at >= 0; at = nextMark(text, at + 1)) {
    const unit = text.charCodeAt(at);
    if (unit === 0x5c) at++;
    else if (unit === 0x60) {
      const length = runLength(text, at);
      const end = unclosed.has(length) ? -1 : codeEnd(text, at + length, length);
      if (end < 0) unclosed.add(length);
      else add(at, end);
      at = (end < 0 ? at + length : end) - 1;
    } else if (unit === 0x24 && hasMath) {
      const end = mathEnd(text, at);
      if (end === undefined) hasMath = false;
      else if (end > 0) {
        add(at, end);
        at = end - 1;
      }
    } else if (unit === 0x5b) open.push(text[at - 1] === "!" ? at - 1 : at);
    else if (unit === 0x5d) {
      const start = open.pop();
      const end = start === undefined ? -1 : targetEnd(text, at + 1);
      if (start === undefined || end < 0) continue;
      add(start, end);
      at = end - 1;
    }
  }
  return spans;
}

const marks = /[\\`$[\]]/g;

/** The next character that may begin or end a mark; -1 when there is none. */
function nextMark(text: string, from: number): number {
  marks.lastIndex = from;
  return marks.exec(text)?.index ?? -1;
}

function runLength(text: string, start: number): number {
  let end = start;
  while (text.charCodeAt(end) === 0x60) end++;
  return end - start;
}

/** Behind the run of exactly so many backticks that closes a code span; -1 when there is none (CommonMark 0.31 §6.1). */
function codeEnd(text: string, from: number, length: number): number {
  for (let at = text.indexOf("`", from); at >= 0; ) {
    const found = runLength(text, at);
    if (found === length) return at + length;
    at = text.indexOf("`", at + found);
  }
  return -1;
}

/** Behind the dollar sign that closes a formula on the same line; 0 when this one opens none, undefined when no other follows. */
function mathEnd(text: string, start: number): number | undefined {
  const close = text.indexOf("$", start + 1);
  if (close < 0) return undefined;
  const inside = text.slice(start + 1, Math.min(close, start + longestAddress));
  const isFormula = inside !== "" && inside.trim() === inside && !inside.includes("\n") && !/[0-9]/.test(text[close + 1] ?? "");
  return isFormula && close < start + longestAddress ? close + 1 : 0;
}

/** Behind the destination or the reference that follows a label; -1 when none does. */
function targetEnd(text: string, start: number): number {
  const opening = text[start];
  if (opening !== "(" && opening !== "[") return -1;
  const close = opening === "(" ? ")" : "]";
  let depth = 0;
  for (let at = start; at < Math.min(text.length, start + longestAddress); at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === opening) depth++;
    else if (char === close && --depth === 0) return at + 1;
  }
  return -1;
}
