/** A stretch of a text that is left out: UTF-16, half-open. */
type Cut = readonly [start: number, end: number];

/**
 * The text with the links in it cut before their query and fragment, and without the user names and passwords in them.
 *
 * A presigned link opens the document for whoever holds it, so no output shows one whole unless asked. Links are whatever has a scheme and
 * `://`, and the destinations of markdown links; one that only names a fragment of its own document stays.
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

/** A text that is one link, without its query and fragment. */
export function withoutQuery(url: string): string {
  return withoutLinkQueries(url.slice(0, endOfPath(url, 0, url.length)));
}

/** What `withoutLinkQueries` leaves out, in order and disjoint. */
export function linkCuts(text: string): readonly Cut[] {
  const cuts: Cut[] = [];
  let from = 0;
  let scheme = text.indexOf("://");
  let destination = text.indexOf("](");
  while (scheme >= 0 || destination >= 0) {
    const isDestination = destination >= 0 && (scheme < 0 || destination < scheme);
    const start = isDestination ? destination + 2 : schemeStart(text, scheme);
    const end = endOfLink(text, start, isDestination);
    for (const cut of cutsOfLink(text, start, end)) if (cut[0] >= from) cuts.push(cut);
    from = Math.max(end, start + 1);
    if (scheme >= 0 && scheme < from) scheme = text.indexOf("://", from);
    if (destination >= 0 && destination < from) destination = text.indexOf("](", from);
  }
  return cuts;
}

function cutsOfLink(text: string, start: number, end: number): Cut[] {
  const pathEnd = endOfPath(text, start, end);
  const cuts: Cut[] = pathEnd < end && pathEnd > start ? [[pathEnd, end]] : [];
  const authority = text.indexOf("://", start);
  if (authority < 0 || authority >= pathEnd) return cuts;
  const slash = text.indexOf("/", authority + 3);
  const at = text.lastIndexOf("@", slash < 0 || slash > pathEnd ? pathEnd - 1 : slash);
  return at > authority + 2 ? [[authority + 3, at + 1], ...cuts] : cuts;
}

function endOfPath(text: string, start: number, end: number): number {
  for (let index = start; index < end; index++) {
    const char = text[index];
    if (char === "?" || char === "#") return index;
  }
  return end;
}

function schemeStart(text: string, colon: number): number {
  let start = colon;
  while (start > 0 && /[a-z0-9+.-]/i.test(text[start - 1] as string)) start--;
  return start;
}

/** A link ends at white space, a quote, an angle bracket or a pipe, or at the bracket that closes what it stands in. */
function endOfLink(text: string, start: number, isDestination: boolean): number {
  const quote = text[start - 1] === "'" ? "'" : undefined;
  let open = 0;
  for (let index = start; index < text.length; index++) {
    const char = text[index] as string;
    if (char === "(") open++;
    if (char === ")" && --open < 0) return index;
    if (char === "]" && !isDestination) return index;
    if (char === quote || char <= " " || char === '"' || char === "<" || char === "|" || char === "`") {
      if (!(isDestination && char === "<" && index === start)) return index;
    }
    if (char === ">") return index;
  }
  return text.length;
}
