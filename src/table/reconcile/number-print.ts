/** What may stand before or after the digits beside a sign: a currency, by symbol or code. */
const leading = /^(?:(?:US|AU|A|CA|C|NZ|HK|S|R)?\p{Sc}|[A-Z]{3}(?![A-Z])|kr|zł|Kč|Ft|лв)/u;
const trailing = /(?:\p{Sc}|[A-Z]{3}|kr|zł|Kč|Ft|лв)$/u;
/** The decimal mark first, then the one that groups; the last group has three digits. */
const plain = /^(?:\d+|\d{1,3}(?:,\d{2,3})*,\d{3})?(?:\.\d+)?(?:[eE][-+]?\d{1,3})?$/;

/**
 * Whether the text prints this number: `00123`, `1.0`, `12%`, `$1,234` and `(5)` say more than 123, 1, 0.12, 1234 and -5 do.
 *
 * Either mark may be the decimal one, for the number tells which it is. A rounded print is another number.
 */
export function printsNumber(text: string, number: number): boolean {
  if (text.length > 60 || !/\d/.test(text)) return false;
  const { body, isNegative } = unsigned(text.replace(/[\s'’]/gu, ""));
  const core = body.endsWith("%") ? body.slice(0, -1) : body;
  const shifts = core === body ? [""] : ["e-2", ""];
  const swapped = core.replace(/[.,]/g, (mark) => (mark === "." ? "," : "."));
  return [core, swapped].some((reading) => {
    if (!plain.test(reading) || !/\d/.test(reading)) return false;
    const digits = `${isNegative ? "-" : ""}${reading.replaceAll(",", "")}`;
    return shifts.some((shift) => Number(digits + shift) === number);
  });
}

/** The digits and the percent sign; sign, parentheses and currency may stand on either side, in any order. */
function unsigned(text: string): { readonly body: string; readonly isNegative: boolean } {
  let [body, isNegative] = [text, false];
  for (let before = ""; before !== body; ) {
    before = body;
    const inner = body.startsWith("(") && body.endsWith(")") ? body.slice(1, -1) : body;
    if (inner !== body || /^[-\u2212\u2013]|[-\u2212]$/u.test(body)) isNegative = true;
    body = inner
      .replace(/^[-+\u2212\u2013]|[-\u2212]$/u, "")
      .replace(leading, "")
      .replace(trailing, "");
  }
  return { body, isNegative };
}
