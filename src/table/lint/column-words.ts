/** Columns whose numbers do not add up: rates, prices, averages, ranks. */
const notAdditive =
  /%|(?<!\p{L})(?:percent(?:age)?|pct|rates?|ratios?|prices?|averages?|avg|mean|median|per|margins?|yields?|index|indices|ranks?|ranking|scores?|cumulative|cumul[eé]|running|max(?:imum)?|min(?:imum)?|multiples?|factors?|density|unit (?:cost|value)s?)(?!\p{L})|ø|preise?(?!\p{L})|kurs(?!\p{L})|quote(?!\p{L})|(?:zins|steuer|prozent)satz|durchschnitt|mittelwert|kumuliert|prix|taux|moyenne|precio|tasa|promedio|prezzo|цена|ставка|средн|单价|單價|价格|比率|平均|累计/iu;

/** The same where the header says nothing else: `Year ended 31 March` heads amounts. */
const notAdditiveAlone = /^(?:years?|age|(?:running |closing |opening )?balance|saldo|solde|code|id|no|nr|#|each|unit)\.?$/iu;

/** Columns of percents that are measured each on their own, so that a total of 100% says nothing. */
const rateLike =
  /(?<!\p{L})(?:rates?|growth|change|margins?|yields?|returns?|completion|completed|achieve(?:d|ment)|attainment|progress|utili[sz]ation|coverage|per)(?!\p{L})|quote(?!\p{L})|taux|veränderung|增长|完成/iu;

const share =
  /^(?:%\s*)?(?:share|anteile?|part|quota|占比|比重|构成比)(?:\s*(?:\(?%\)?|in %))?$|(?:%|percent|percentage|pct\.?|share|anteil|part|porcentaje)\s+(?:of\s+(?:the\s+)?(?:grand\s+)?total|am gesamt\p{L}*|an der gesamt\p{L}*|du total|del total|sul totale)(?!\s+\p{L})/iu;

/** Whether a total of the column is a sum of it. */
export function isAdditive(header: string): boolean {
  return !notAdditive.test(header) && !notAdditiveAlone.test(header.trim());
}

/** Whether a total of 100% in the column is a sum of it. */
export function isShareable(header: string): boolean {
  return !rateLike.test(header);
}

/** Whether the header itself says that the column adds up to 100%. */
export function isShare(header: string): boolean {
  return share.test(header.trim());
}
