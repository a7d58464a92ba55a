/** What the label of a total says: `isBare` when it names nothing but the total, `isGrand` when it adds up other totals. */
export interface TotalLabel {
  readonly isBare: boolean;
  readonly isGrand: boolean;
}

const words = [
  "(?:(?:grand|overall)[\\s-]+)?(?:sub|sous)?[\\s-]?totals?",
  "totau?x|totali?|totale|subtotale|totaal|subtotaal|totalt|delsumma|summa",
  "sums?|summe|zwischensumme|endsumme|gesamt(?:summe|betrag)?|insgesamt|somme|suma|razem|celkem|összesen|yhteensä|toplam",
  "итого|всего",
].join("|");
const start = new RegExp(`^(?:(?:${words})(?![\\p{L}\\p{N}])|gesamt(?=\\p{L})|(?:合计|合計|小计|小計|总计|總計|总额|합계|소계|총계))`, "u");
/** Chinese and Japanese put the word last: `资产总计`. */
const end = /(?:合计|合計|小计|小計|总计|總計)$/u;
const grand = /^(?:grand|overall|gesamtsumme|endsumme|总计|總計|총계)|^total[e]?\s+g[eé]n[eé]ral/u;
const subtotal = /^(?:sub|sous|zwischen|小)/u;
/** Words that say of what time or in what unit the total is, not of what. */
const fillers =
  /(?<!\p{L})(?:g[eé]n[eé]rale?|geral|amounts?|all|above|usd|eur|gbp|chf|us|for|the|years?|ended|periods?|quarters?|months?|fy|in|of|sum)(?!\p{L})/gu;

/** What a row's label says when it begins with a word for a total; undefined for any other label. */
export function totalLabel(text: string): TotalLabel | undefined {
  const label = text
    .slice(0, 200)
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/[:\s]+$/, "");
  const [found] = start.exec(label) ?? end.exec(label) ?? [];
  if (found === undefined) return undefined;
  const rest = label
    .replace(found, "")
    .replace(/\([^()]*\)/g, "")
    .replace(fillers, "");
  return { isBare: subtotal.test(label) || !/\p{L}/u.test(rest), isGrand: grand.test(label) };
}
