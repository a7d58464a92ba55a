// Words before the number of a page. They make a list, for any other word before a counted number, as in `Question 3` or `Day 3`, counts
// content; a word left out costs a running text that stays in the body, a word too many costs content. So `side` is not among them.
const before = [
  ...["page", "pages", "pg", "pp?(?=\\.)", "sheet", "slide", "folio", "seite", "blatt", "blad", "sida", "sivu", "oldal"],
  ...["pag", "pág", "pagina", "página", "pàgina", "hoja", "folha", "foglio", "feuille", "feuillet"],
  ...["strona", "strana", "str(?=\\.)", "стр", "страница", "сторінка", "σελίδα", "sayfa", "halaman", "trang"],
];
/** Words behind it. */
const behind = ["sayfa", "oldal"];
/** Signs for page, which need no space. */
const signs = ["页", "頁", "ページ", "페이지", "쪽"];
/** Words between the number and the total: too common to tell a page number beside other words, as `Step 3 of 5` shows. */
const totals = ["of", "von", "de", "di", "sur", "av", "af", "van", "van de", "z", "ze", "od", "из"];

const isBefore = new RegExp(`(?:(?<![\\p{L}\\p{N}])(?:${before.join("|")})[.:]?|${signs.join("|")})\\s*[-–—|·•]?\\s*$`, "iu");
const isBehind = new RegExp(`^\\.?\\s*(?:(?:${behind.join("|")})(?!\\p{L})|${signs.join("|")})`, "iu");
const dashes = "[-‐-―~•·|\\s]*";
const isLone = new RegExp(`^${dashes}(?:#|\\(\\s*#\\s*\\))${dashes}$`, "u");
const isOfTotal = new RegExp(`^${dashes}\\(?#\\s*(?:/|\\s(?:${totals.join("|")})\\s)\\s*#\\)?${dashes}$`, "iu");
const bar = /[|·•]/u;

/** Whether a frame is a number alone, maybe between dashes. */
export function isLoneNumber(frame: string): boolean {
  return isLone.test(frame);
}

/**
 * Which numbers of a frame stand as page numbers do: alone, before the total, beside a word for page, or in a part of their own that bars set off.
 *
 * The total itself does not, so it has to stay as it is.
 */
export function pageNumberPlaces(frame: string): boolean[] {
  const isWhole = isLone.test(frame) || isOfTotal.test(frame);
  const hasParts = bar.test(frame) && /\p{L}/u.test(frame);
  return Array.from(frame.matchAll(/#/g), ({ index }, rank) => {
    if (isWhole) return rank === 0;
    const [head, tail] = [frame.slice(0, index), frame.slice(index + 1)];
    if (isBefore.test(head) || isBehind.test(tail)) return true;
    const start = hasParts ? (head.split(bar).at(-1) as string) : "#";
    const part = `${start}#${tail.split(bar)[0]}`;
    return !start.includes("#") && (isLone.test(part) || isOfTotal.test(part));
  });
}
