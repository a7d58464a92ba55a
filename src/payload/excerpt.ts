import { withoutLinkQueries } from "./links.ts";

/** The start of a text as a message shows it: at most 80 characters, no half of a pair, no query of a link. */
export function excerpt(text: string): string {
  return withoutLinkQueries(text).slice(0, 80).toWellFormed();
}

/** At most so many UTF-16 units of the text, never half a code point. */
export function cutAtCodePoint(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
}
