import { withoutLinkQueries } from "../payload/links.ts";

/** What may be markup, and what an escape or an entity begins with. */
const marks = /[\]\\&<]/g;

/** Longer runs than this are no markup. */
const longest = 2000;

/** A tag whose attributes stand on its line (CommonMark 0.31 §6.6), or a comment. */
const tag =
  /<(?:!--[^\n]{0,1000}?-->|\/?[a-z][a-z0-9-]{0,30}(?:[ \t]{1,20}[^\s"'<>/=|`]{1,100}(?:[ \t]{0,5}=[ \t]{0,5}(?:"[^"\n]{0,1000}"|'[^'\n]{0,1000}'|[^\s"'=<>`|]{1,1000}))?){0,40}[ \t]{0,20}\/?>)/iy;

const entity = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z][a-z0-9]{1,30}));/iy;

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/**
 * The words of a markdown text in NFKC: without tags, the destinations of links and the escapes of markdown; entities are decoded.
 *
 * Other marks stay, for they part words. Every line is read by itself, so a text and a longer one it is part of are read alike.
 */
export function plainText(markdown: string): string {
  const source = withoutLinkQueries(markdown);
  const next = finder(source);
  let text = "";
  let from = 0;
  marks.lastIndex = 0;
  for (let match = marks.exec(source); match !== null; match = marks.exec(source)) {
    const [end, replaced] = readMark(source, match.index, next);
    if (end === match.index) continue;
    text += source.slice(from, match.index) + replaced;
    from = end;
    marks.lastIndex = end;
  }
  return (text + source.slice(from)).replace(invisible, "").normalize("NFKC");
}

/** Where the markup that begins here ends, and what stands for it; its own place when there is none. */
function readMark(source: string, start: number, next: Find): readonly [end: number, replaced: string] {
  switch (source[start]) {
    case "\\":
      return /[!-/:-@[-`{-~]/.test(source[start + 1] ?? "") ? [start + 2, source[start + 1] as string] : [start, ""];
    case "]":
      return [destinationEnd(source, start, next), " "];
    case "<":
      tag.lastIndex = start;
      return tag.test(source) ? [tag.lastIndex, " "] : [start, ""];
    default:
      entity.lastIndex = start;
      return entityAt(entity.exec(source), start);
  }
}

function entityAt(match: RegExpExecArray | null, start: number): readonly [end: number, replaced: string] {
  if (match === null) return [start, ""];
  const [whole, hex, decimal, name] = match;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  const character = name === undefined ? (code <= 0x10ffff ? String.fromCodePoint(code) : " ") : named[name.toLowerCase()];
  return [start + whole.length, typeof character === "string" ? character : " "];
}

/** Where the destination of a link ends whose words end here; a bracket inside it may be left, which is no word. */
function destinationEnd(source: string, start: number, next: Find): number {
  if (source[start + 1] !== "(") return start;
  const end = next(")", start + 2);
  if (end < 0 || next("\n", start) < end) return start;
  // An image may be written whole into its destination, in base64.
  const inner = source.slice(start + 2, Math.min(end, start + longest));
  if (end - start > longest && !/^data:[^\s\]]+$/.test(inner)) return start;
  const isDestination = inner.startsWith("<") || /^\S*(?:\s+["'(].*)?$/.test(inner.trim());
  return isDestination ? end + 1 : start;
}

type Find = (character: string, from: number) => number;

/** `indexOf` for places asked for in ascending order: each stretch is searched once. A line feed that is missing is past the end. */
function finder(source: string): Find {
  const known = new Map<string, number>();
  return (character, from) => {
    const before = known.get(character);
    if (before !== undefined && (before >= from || before < 0)) return before;
    const found = source.indexOf(character, from);
    const end = found < 0 && character === "\n" ? source.length : found;
    known.set(character, end);
    return end;
  };
}
