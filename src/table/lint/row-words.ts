import type { RowWords } from "./readings.ts";

/** Whether a row is printed without its sign and taken off: `Less: returns`, `Discount`. */
function isDeduction(label: string): boolean {
  return /^\W{0,3}(?:less|minus|deduct|abzüglich|abzgl|moins|menos|meno|減|减)|(?:discount|rebate|rabatt|remise|descuento|折扣)/iu.test(
    label,
  );
}

/** Whether a row is part of the one above it: `of which leased`. */
function isDetail(label: string): boolean {
  return /^\W{0,3}(?:of which|thereof|including|incl\.|davon|darunter|dont|di cui|de los cuales|в том числе|其中|うち)/iu.test(label);
}

/** Whether a row stands for all that is not listed. */
export function isRest(label: string): boolean {
  return /^\W{0,3}(?:(?:all )?others?|rest|remainder|remaining|sonstige|übrige|autres?|otros|altri|прочие|其他|その他)(?!\p{L})/iu.test(
    label,
  );
}

/** Whether a row is an average or a bound of the others: `Average`, `Mean (2024)`; `Max Weber` is a name. */
function isStatistic(label: string): boolean {
  return /^\W{0,3}(?:average|avg|mean|median|min(?:imum)?|max(?:imum)?|ø|durchschnitt|mittelwert|mittel|moyenne|médiane|promedio|media|mediana|平均|平均值)\.?(?:\s(?:value|wert|per [^|]{1,40}|of [^|]{1,40}))?(?:\s?\([^()]{0,40}\))?[\s:]*$/iu.test(
    label,
  );
}

const costs =
  /(?<!\p{L})(?:less|minus|costs?|expens\p{L}+|expenditures?|outlays?|outflows?|out|deduct\p{L}*|discounts?|rebates?|tax(?:es)?|vat|fees?|charges?|wages?|salar\p{L}+|payroll|rent|depreciation|amorti[sz]ation|interest|loss(?:es)?|impairments?|provisions?|paid|payments?|refunds?|returns?|credits?|withdrawals?|disposals?|redemptions?|liabilit\p{L}+|debts?|abzüglich|abzgl|ausgaben|auszahlungen|steuern?|löhne|gehälter|miete|abschreibungen|verluste?|charges|dépenses|coûts?|impôts?|gastos|costes?|costi|impuestos)(?!\p{L})|(?:kosten|aufwand|aufwendungen)(?!\p{L})|费用|成本|支出|расход/iu;

const results =
  /(?<!\p{L})(?:net|profits?|results?|margin|income|earnings|surplus|deficit|balance|due|payable|netto|gewinn|ergebnis|überschuss|saldo|résultat|bénéfice|resultado|beneficio|utile)(?!\p{L})|净|利润/iu;

/** Whether a text speaks of costs, which some tables print without their sign. */
export function isCost(text: string): boolean {
  return costs.test(text.slice(0, 200));
}

/** Whether the label of a total names what is left after costs. */
export function isResult(text: string): boolean {
  return results.test(text.slice(0, 200));
}

const noWords: RowWords = { isDeduction: false, isDetail: false, isCost: false };

/** What the label of a row says of its numbers; nothing where it has none. */
export function wordsOf(label: string | undefined): RowWords {
  if (label === undefined) return noWords;
  return { isDeduction: isDeduction(label), isDetail: isDetail(label) || isStatistic(label), isCost: isCost(label) };
}
