import { type Cut, cutsOf, isEscape } from "./link-cuts.ts";

/**
 * The text with the links in it cut before their query and fragment, and without the user names and passwords in them.
 *
 * A presigned link opens the document for whoever holds it, so no output shows one whole unless asked. Links are whatever has a scheme and
 * `://`, hosts without one (`//cdn.example/a`, `www.example`), and the destinations of markdown links; one that only names a fragment of its own document stays. A link that no bracket, quote or
 * white space ends takes the ASCII text that touches it along; the punctuation behind a link stays.
 */
export function withoutLinkQueries(text: string): string {
  const cuts = linkCuts(text);
  if (cuts.length === 0) return text;
  let kept = "";
  let from = 0;
  for (const [start, end] of cuts) {
    kept += text.slice(from, start);
    from = end;
  }
  return kept + text.slice(from);
}

/** What tells a link: a scheme, the destination of a markdown link, a host without a scheme. */
const signs = ["://", "](", "//", "www."] as const;
/** One look, which spares most texts a search for each. */
const hasSign = /\/\/|\]\(|www\./;

/** What `withoutLinkQueries` leaves out, in order and disjoint. */
export function linkCuts(text: string): readonly Cut[] {
  const cuts: Cut[] = [];
  if (!hasSign.test(text)) return cuts;
  const next = signs.map((sign) => text.indexOf(sign));
  for (;;) {
    const first = firstOf(next);
    if (first < 0) return cuts;
    const sign = signs[first] as string;
    const at = next[first] as number;
    const isDestination = sign === "](";
    const start = isDestination ? at + 2 : sign === "://" ? schemeStart(text, at) : at;
    const end = isDestination ? destinationEnd(text, start) : addressEnd(text, start, at + sign.length);
    const isLink = sign !== "//" || isHostAt(text, start);
    if (isLink) for (const [from, to] of cutsOf(text.slice(start, end), isDestination)) cuts.push([start + from, start + to]);
    for (let index = 0; index < next.length; index++) {
      const place = next[index] as number;
      if (place >= 0 && place < end) next[index] = text.indexOf(signs[index] as string, end);
    }
  }
}

/** Which of these places is the first; -1 when all are. */
function firstOf(places: readonly number[]): number {
  let first = -1;
  for (let index = 0; index < places.length; index++) {
    const at = places[index] as number;
    if (at >= 0 && (first < 0 || at < (places[first] as number))) first = index;
  }
  return first;
}

/** Whether a link without a scheme begins here, and not a comment, a division or a path: at the start of a word, with the name of a host. */
function isHostAt(text: string, start: number): boolean {
  if (/[^\s"'(<[{|]/.test(text[start - 1] ?? " ")) return false;
  return /^\/\/(?:[^\s/@]{1,200}@[\w-]|[\w-]{1,63}(?:\.[\w-]{1,63})+(?::\d{1,5})?[/?#])/.test(text.slice(start, start + 600));
}

function schemeStart(text: string, colon: number): number {
  let start = colon;
  while (start > 0 && /[a-z0-9+.-]/i.test(text[start - 1] as string)) start--;
  return start;
}

/** No link holds these as they are, so each ends one. */
const ends = new Set('"<>|`');

/** A link in plain text ends at white space, a quote or a pipe, or where it is the text of a markdown link; brackets and apostrophes may be its own. */
function addressEnd(text: string, start: number, from: number): number {
  const isQuoted = text[start - 1] === "'";
  for (let index = from; index < text.length; index++) {
    const char = text[index] as string;
    if (char <= " " || ends.has(char) || (char === "]" && text[index + 1] === "(")) return index;
    if (isQuoted && char === "'" && !/[a-z0-9&=%]/i.test(text[index + 1] ?? "")) return index;
    if (isEscape(text, index)) index++;
  }
  return text.length;
}

/** The destination of a markdown link ends at white space or its closing parenthesis, or at the bracket that closes its angle (CommonMark 0.31 §6.3). */
function destinationEnd(text: string, start: number): number {
  const isAngled = text[start] === "<";
  let open = 0;
  for (let index = isAngled ? start + 1 : start; index < text.length; index++) {
    const char = text[index] as string;
    if (isAngled ? char === ">" || char === "<" || char === "\n" : char <= " " || ends.has(char)) return index;
    if (isEscape(text, index)) index++;
    else if (char === "(") open++;
    else if (char === ")" && --open < 0 && !isAngled) return index;
  }
  return text.length;
}
