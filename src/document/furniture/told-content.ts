const currencies = "EUR|USD|GBP|CHF|JPY|CNY|RMB|INR|AUD|CAD|SEK|NOK|DKK|PLN|CZK|HUF|TRY|BRL|MXN|ZAR|KRW|RUB|SGD|HKD";
/** Numbers that are sums or shares: with a currency, a percent sign or two decimals; a date has more parts. */
const amounts = [
  /\d\s?[%‰\p{Sc}]|\p{Sc}\s?[\d-]/u,
  new RegExp(`\\d\\s?(?:${currencies})(?!\\p{L})|(?<!\\p{L})(?:${currencies})\\s?[\\d-]`, "u"),
  /(?<![\d.,])\d+(?:[.,' ]\d{3})*[.,]\d{2}(?![.,]?\d)/u,
];
/** Letters, a colon and a value; no address. A page number may have a label. */
const label = /[\p{L})]\s?:(?!\/\/)|\d\s?:(?!\d)/u;
const pageLabel = /(?<!\p{L})(?:page|seite|pagina|página|sayfa|strona)\s?:/giu;
/** At the start of the markdown: asterisks that open no emphasis, daggers, raised numbers, links to notes. */
const markdownMark = /^\s*(?:\\\*|\*+\s|\*+[^*]+$|[†‡§¶※⁎¹²³⁰⁴-⁹]|<sup\b|\[\^|\$\^)/iu;
/** At the start of the plain text: `(1) Excludes`, `a) Excludes`, `1 Excludes discontinued operations.`. */
const plainMark = /^(?:\(?(?:\d{1,2}|\p{L})\)\s*\p{L}|\d{1,2} \p{L}.*\.$)/u;

/** Whether a short text says what it is, so that it is content however often it stands in one place: an amount, a labeled value or a footnote. */
export function isToldContent(markdown: string, plain: string): boolean {
  if (amounts.some((amount) => amount.test(plain)) || label.test(plain.replaceAll(pageLabel, ""))) return true;
  return markdownMark.test(markdown) || plainMark.test(plain);
}
