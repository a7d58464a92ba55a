import { mayPart, withPartedNumbers } from "./parted-numbers.ts";

const inlineTag = /<(\/?)(b|strong|i|em|u|s|strike|del|ins|mark|small|big|sub|sup|span|font|code|tt|a)(?:\s[^<>]*)?>/gi;

/** A tag to leave out; `raises` is 1 where raised text begins behind it, -1 where it ends. */
interface Removed {
  readonly start: number;
  readonly end: number;
  readonly raises: number;
  readonly parts: boolean;
}

/**
 * The text without the inline tags that come in pairs; a tag without its partner is text, as in `a <b`.
 *
 * A raised number stays raised: 5 with note 1 is `5¹`, and not 51. Numbers that a lowered, struck-out or put-in text parts stay parted.
 */
export function withoutInlineTags(written: string): string {
  if (!written.includes("</")) return written;
  const text = written.replaceAll(mayPart, " ");
  const removed: Removed[] = [];
  const open = new Map<string, Removed[]>();
  for (const { 0: tag, 1: slash, 2: letters = "", index } of text.matchAll(inlineTag)) {
    const name = letters.toLowerCase();
    const raises = name !== "sup" ? 0 : slash === "" ? 1 : -1;
    const place = { start: index, end: index + tag.length, raises, parts: partsNumbers(name) };
    const opened = open.get(name) ?? [];
    if (slash === "") {
      opened.push(place);
      open.set(name, opened);
      continue;
    }
    const partner = opened.pop();
    if (partner !== undefined) removed.push(partner, place);
  }
  removed.sort((one, other) => one.start - other.start);
  let [plain, end, raised] = ["", 0, 0];
  for (const tag of removed) {
    const before = text.slice(end, tag.start);
    plain += raised > 0 ? raisedNumber(before) : before;
    if (tag.parts) plain += mayPart;
    end = tag.end;
    raised += tag.raises;
  }
  return withPartedNumbers(plain + text.slice(end));
}

/** Whether digits on both sides of such a tag are two numbers. */
export function partsNumbers(name: string): boolean {
  return numberPartingTags.has(name);
}

const numberPartingTags = new Set(["s", "strike", "del", "ins", "sub"]);
const raisedDigits = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** The text with superscript digits, and so a sign before the first; as it is where a bracket sets it off: `[1]`, `(1)`. */
export function raisedNumber(text: string): string {
  if (!/\d/.test(text) || /^\s?[([]/.test(text)) return text;
  return text
    .replace(/^[-\u2212](?=\d)/, "⁻")
    .replace(/^\+(?=\d)/, "⁺")
    .replace(/&#?\w{1,9};|\d/g, (found) => raisedDigits[Number(found)] ?? found);
}
