/** How many zeros a text says were left out, by its words: `in thousands`, `$ bn`, `(£m)`, `€’000`, `Mio. €`, `单位：万元`. */
const words: readonly (readonly [zeros: number, word: string])[] = [
  [3, "thousands?|tsd\\.?|tausend|milliers|migliaia|тыс\\.?"],
  [6, "millions?|mio\\.?|mill?ionen|millones|milioni|млн\\.?"],
  [9, "billions?|mrd\\.?|milliarden?|milliards?|miliardi|млрд\\.?"],
  [12, "trillions?|billionen"],
];
const currency =
  "(?:\\p{Sc}|(?<!\\p{L})(?:us|a|c|hk|nz)\\$|(?<!\\p{L})(?:usd|eur|gbp|chf|jpy|cny|rmb|inr|aud|cad|sek|nok|dkk|dollars?|euros?)(?!\\p{L}))";
const short: readonly (readonly [zeros: number, word: string])[] = [
  [3, "k|['’‘`]?000s?|thousand"],
  [6, "mm?|mn|mln|million"],
  [9, "bn|b|billion"],
  [12, "tn|trillion"],
];
const cjk: readonly (readonly [zeros: number, word: string])[] = [
  [8, "亿|億"],
  [6, "百万|百萬"],
  [4, "万|萬"],
  [3, "千"],
];

const patterns: readonly (readonly [zeros: number, pattern: RegExp])[] = [
  ...words.flatMap(([zeros, word]): [number, RegExp][] => [
    // "Dollars in Billions", "in millions of euros", "(US$ millions)", "Mio. €"; "5 million" is an amount.
    [
      zeros,
      new RegExp(
        `(?<!\\p{L})(?:in|en|w|в)\\s{1,3}(?:(?:us|u\\.s\\.|\\p{Sc}|us\\$|usd|eur|gbp|chf)\\s{0,3})?(?:${word})(?![\\p{L}-])`,
        "iu",
      ),
    ],
    [zeros, new RegExp(`\\((?:\\s?${currency}\\s?)?(?:${word})(?![\\p{L}-])`, "iu")],
    [zeros, new RegExp(`(?<![\\p{L}\\d]|\\d\\s)(?:${word})\\s{0,3}(?:of\\s|de\\s)?${currency}`, "iu")],
  ]),
  ...short.map(([zeros, word]): [number, RegExp] => [zeros, new RegExp(`${currency}\\s?(?:${word})(?![\\p{L}\\d])`, "iu")]),
  [3, /(?<![\d.,])['’‘`]?000s(?!\p{L})|\((?:in\s)?['’‘`]000\)|(?<!\p{L})(?:TEUR|T€|TCHF|TUSD)(?!\p{L})/u],
  // English measures in miles too.
  [3, /(?<!\p{L})(?:en miles(?! de mill?ones)|miles de (?:euros|d[oó]lares|pesos|€))(?!\p{L})/iu],
  [9, /(?<!\p{L})en miles de millones(?!\p{L})/iu],
  ...cjk.map(([zeros, word]): [number, RegExp] => [
    zeros,
    new RegExp(`(?:单位|單位|単位|人民币|[（(])[:：]?\\s?(?:人民币)?(?<![百十])(?:${word})(?:元|円|圓|人|股|美元|欧元)`, "u"),
  ]),
];

/** The powers of ten that a text says its numbers are to be multiplied by, each once. */
export function scalesOf(text: string): number[] {
  const short = text.slice(0, 500);
  return [...new Set(patterns.flatMap(([zeros, pattern]) => (pattern.test(short) ? [zeros] : [])))];
}

const names = new Map([
  [3, "thousands"],
  [4, "ten thousands"],
  [6, "millions"],
  [8, "hundred millions"],
  [9, "billions"],
  [12, "trillions"],
]);

export function scaleName(zeros: number): string {
  return names.get(zeros) ?? `10^${zeros}`;
}
