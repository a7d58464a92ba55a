import { leadingCurrency } from "./currency.ts";
import { leadingMagnitude } from "./magnitude.ts";

/** What stands before and after the digits of a number, read once for all numbers that share it. */
export interface Affix {
  readonly kind: "number" | "percent" | "currency";
  readonly isNegative: boolean;
  /** As written; an en dash, which stands for a hyphen that is no minus sign too, is a minus only where the column says so. */
  readonly sign: "" | "-" | "\u2212" | "\u2013" | "+" | "(";
  /** Whether a spreadsheet's own minus, which it puts before everything, reads like the text. */
  readonly isLeading: boolean;
  /** Before and after the digits in a number format: as written, and without the sign. */
  readonly written: readonly [before: string, after: string];
  readonly unsigned: readonly [before: string, after: string];
  /** The power of ten that a word such as `bn` stands for; 0 without one. */
  readonly magnitude: number;
  /** `E+03` and its like. */
  readonly exponent?: { readonly power: number; readonly format: string };
  /** Whether a dash stands for the decimals, as in `120.–`. */
  readonly isWhole: boolean;
  /** A footnote mark, such as `*`. */
  readonly note?: string;
}

const longest = 14;
// Of each side; numbers of one document have a handful.
const bound = 200;
const known = new Map<string, Map<string, Affix | undefined>>();

/** What is around the digits: signs, parentheses, one currency, `%`, an exponent, a magnitude, a footnote mark; undefined where anything else is. */
export function readAffix(before: string, after: string): Affix | undefined {
  if (before === "" && after === "") return bare;
  if (before.length > longest || after.length > longest) return undefined;
  const ofBefore = known.get(before) ?? bounded(known, before, new Map<string, Affix | undefined>());
  const found = ofBefore.get(after);
  if (found !== undefined || ofBefore.has(after)) return found;
  return bounded(ofBefore, after, parseAffix(foldSpaces(before), foldSpaces(after)));
}

function bounded<Value>(map: Map<string, Value>, key: string, value: Value): Value {
  if (map.size >= bound) map.clear();
  map.set(key, value);
  return value;
}

/** The text with one plain space for each white space of a line, such as a no-break or a thin one. */
export function foldSpaces(text: string): string {
  return text.replace(/[\u00a0\u2000-\u200a\u202f]/g, " ");
}

const bare: Affix = {
  kind: "number",
  isNegative: false,
  sign: "",
  isLeading: false,
  written: ["", ""],
  unsigned: ["", ""],
  magnitude: 0,
  isWhole: false,
};

/** What one piece is, as a number format writes it; a role stands once in a number. */
interface Piece {
  readonly role: "sign" | "open" | "close" | "currency" | "percent" | "magnitude" | "exponent" | "note" | "whole";
  readonly length: number;
  readonly text: string;
  readonly format: string;
}

function parseAffix(before: string, after: string): Affix | undefined {
  const [left, right] = [pieces(before, leftPiece), pieces(after, rightPiece)];
  if (left === undefined || right === undefined) return undefined;
  const all = [...left, ...right];
  const roles = new Map(all.map((piece) => [piece.role, piece]));
  const isEnclosed = roles.has("open");
  const isWrong =
    roles.size < all.length ||
    isEnclosed !== roles.has("close") ||
    (isEnclosed && roles.has("sign")) ||
    (roles.has("percent") && (roles.has("currency") || roles.has("magnitude"))) ||
    // `¥1,234-` is an amount that nothing is to be added to, and `5.--` has no decimals.
    (right.some(({ role }) => role === "sign") && (left.some(({ role }) => role === "currency") || roles.has("whole"))) ||
    // Without a currency it is as likely metres.
    (roles.get("magnitude")?.text === "m" && !roles.has("currency")) ||
    (roles.has("exponent") && all.some(({ role }) => role !== "exponent" && role !== "sign"));
  if (isWrong) return undefined;
  const sign = isEnclosed ? "(" : ((roles.get("sign")?.text ?? "") as Affix["sign"]);
  const exponent = roles.get("exponent");
  const note = roles.get("note");
  return {
    kind: roles.has("percent") ? "percent" : roles.has("currency") ? "currency" : "number",
    isNegative: sign !== "" && sign !== "+",
    sign,
    isLeading: sign === "-" && left[0]?.role === "sign",
    written: [formatOf(left), formatOf(right)],
    unsigned: [formatOf(left.filter(isUnsigned)), formatOf(right.filter(isUnsigned))],
    magnitude: leadingMagnitude(roles.get("magnitude")?.text ?? "")?.power ?? 0,
    isWhole: roles.has("whole"),
    ...(exponent === undefined ? {} : { exponent: { power: Number(exponent.text.slice(1)), format: exponent.format } }),
    ...(note === undefined ? {} : { note: note.text }),
  };
}

function isUnsigned({ role }: Piece): boolean {
  return role !== "sign" && role !== "open" && role !== "close";
}

function formatOf(list: readonly Piece[]): string {
  return list.map((piece) => piece.format).join("");
}

/** The text cut into pieces; undefined where it is not all pieces. */
function pieces(text: string, next: (rest: string) => Piece | undefined): Piece[] | undefined {
  const found: Piece[] = [];
  for (let rest = text.trim() === "" ? "" : text; rest !== ""; ) {
    const piece = next(rest);
    if (piece === undefined) return undefined;
    found.push(piece);
    rest = rest.slice(piece.length);
    if (rest.trim() === "") break;
  }
  return found;
}

/** White space beside a currency is part of it; elsewhere it is left out. */
function leftPiece(rest: string): Piece | undefined {
  const text = rest.trimStart();
  const indent = rest.length - text.length;
  const sign = signPiece(text, indent);
  if (sign !== undefined) return sign;
  if (text.startsWith("(")) return { role: "open", length: indent + 1, text: "(", format: "(" };
  const currency = leadingCurrency(text);
  if (currency === undefined) return undefined;
  const hasSpace = text.startsWith(" ", currency.length);
  return { role: "currency", length: indent + currency.length, text: currency, format: `"${currency}${hasSpace ? " " : ""}"` };
}

function rightPiece(rest: string): Piece | undefined {
  const text = rest.trimStart();
  const indent = rest.length - text.length;
  const space = indent > 0 ? " " : "";
  const sign = signPiece(text, indent);
  if (sign !== undefined) return sign.text === "-" ? sign : undefined;
  if (/^[.,][-–—]/.test(rest)) return { role: "whole", length: 2, text: rest.slice(0, 2), format: `"${rest.slice(0, 2)}"` };
  if (text.startsWith(")")) return { role: "close", length: indent + 1, text: ")", format: ")" };
  if (text.startsWith("%")) return { role: "percent", length: indent + 1, text: "%", format: `${space}%` };
  const currency = leadingCurrency(text);
  if (currency !== undefined)
    return { role: "currency", length: indent + currency.length, text: currency, format: `"${space}${currency}"` };
  return exponentPiece(rest) ?? magnitudePiece(text, indent) ?? notePiece(text, indent);
}

function signPiece(text: string, indent: number): Piece | undefined {
  const [sign = ""] = text;
  if (sign === "-" || sign === "+") return { role: "sign", length: indent + 1, text: sign, format: sign };
  if (sign === "\u2212") return { role: "sign", length: indent + 1, text: sign, format: `"${sign}"` };
  return /^[\u2010\u2011\u2013]$/.test(sign) ? { role: "sign", length: indent + 1, text: "\u2013", format: `"${sign}"` } : undefined;
}

/** A spreadsheet writes a capital E; `E-` shows a sign only where it is a minus, and no minus stands before 0. */
function exponentPiece(rest: string): Piece | undefined {
  const found = /^[eE](?!-0+$)([-+]?)(\d{1,3})$/.exec(rest);
  if (found === null) return undefined;
  const [text, sign = "", digits = ""] = found;
  return { role: "exponent", length: text.length, text, format: `E${sign === "" ? "-" : "+"}${"0".repeat(digits.length)}` };
}

function magnitudePiece(text: string, indent: number): Piece | undefined {
  const magnitude = leadingMagnitude(text);
  if (magnitude === undefined) return undefined;
  const { word } = magnitude;
  return { role: "magnitude", length: indent + word.length, text: word, format: `"${indent > 0 ? " " : ""}${word}"` };
}

/** The last piece only; a format leaves it out. */
function notePiece(text: string, indent: number): Piece | undefined {
  const found =
    /^(?:\*{1,3}|[†‡§¶]|[¹²³⁰⁴-⁹]{1,3}(?:[,;] ?[¹²³⁰⁴-⁹]{1,3}){1,4}|[¹²³⁰⁴-⁹ᵃᵇᶜᵈᵉ]{1,3}|\([a-z]\)|\[(?:[a-z]|\d{1,3})\])$/u.exec(text);
  return found === null ? undefined : { role: "note", length: indent + text.length, text, format: "" };
}
