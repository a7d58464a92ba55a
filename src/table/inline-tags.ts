const inlineTag = /<(\/?)(b|strong|i|em|u|s|del|ins|mark|small|big|sub|sup|span|font|code|tt|a)(?:\s[^<>]*)?>/gi;

/** A tag to leave out; `raises` is 1 where raised text begins behind it, -1 where it ends. */
interface Removed {
  readonly start: number;
  readonly end: number;
  readonly raises: number;
}

/**
 * The text without the inline tags that come in pairs; a tag without its partner is text, as in `a <b`.
 *
 * A raised number stays raised: 5 with note 1 is `5¹`, and not 51.
 */
export function withoutInlineTags(text: string): string {
  if (!text.includes("</")) return text;
  const removed: Removed[] = [];
  const open = new Map<string, Removed[]>();
  for (const { 0: tag, 1: slash, 2: written = "", index } of text.matchAll(inlineTag)) {
    const name = written.toLowerCase();
    const raises = name !== "sup" ? 0 : slash === "" ? 1 : -1;
    const place = { start: index, end: index + tag.length, raises };
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
    end = tag.end;
    raised += tag.raises;
  }
  return plain + text.slice(end);
}

const raisedDigits = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A number as superscript digits; any other text as it is. */
export function raisedNumber(text: string): string {
  return /^\d{1,20}$/.test(text) ? [...text].map((digit) => raisedDigits[Number(digit)]).join("") : text;
}
