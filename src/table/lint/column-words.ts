/** Columns whose numbers do not add up: rates, prices, averages, ranks. */
const notAdditive =
  /%|(?<!\p{L})(?:percent(?:age)?|pct|rates?|ratios?|prices?|averages?|avg|mean|median|per|margins?|yields?|index|indices|ranks?|ranking|scores?|cumulative|cumul[eé]|running|max(?:imum)?|min(?:imum)?|multiples?|factors?|density|temperatures?|(?:at|as of)(?: the)?(?: (?:year|period|month))? end|unique|distinct|eindeutige|eps|unit (?:cost|value)s?)(?!\p{L})|\/\s?(?:units?|pcs?|pieces?|items?|kg|lb|t|tons?|tonnes?|l|litres?|liters?|m[23²³]|sq|hours?|hrs?|days?|weeks?|months?|years?|persons?|heads?|capita|users?|customers?|employees?|shares?|stück|st|stk|std|stunde|tag|monat|jahr|kopf|person|kwh|mwh)(?!\p{L})|ø|(?<!\p{L})mittl(?:ere?[rsnm]?)?(?!\p{L})|preise?(?!\p{L})|kurs(?!\p{L})|quote(?!\p{L})|(?:zins|steuer|prozent)satz|durchschnitt|mittelwert|kumuliert|prix|taux|moyenne|precio|tasa|promedio|prezzo|цена|ставка|средн|单价|單價|价格|比率|平均|累计/iu;

/** The same where the header says nothing else: `Year ended 31 March` heads amounts. */
const notAdditiveAlone =
  /^(?:years?|age|(?:(?:running|closing|opening|account|current|available|ending) )?balance|(?:konto|end|anfangs)?saldo|kontostand|solde|alter|âge|edad|età|code|id|no|nr|#|each|unit)\.?$/iu;

/** Columns that are measured each on their own, so that a total is no sum, nor one of 100% a whole. */
const rateLike =
  /(?<!\p{L})(?:rates?|growth|change|margins?|yields?|returns?|completion|completed|achieve(?:d|ment)|attainment|progress|utili[sz]ation|efficiency|occupancy|availability|penetration|productivity|coverage|per|yoy|qoq|mom|cagr|roi|roe|roa|roce|irr|auslastung|wachstum|effizienz|rendite)(?!\p{L})|quote(?!\p{L})|taux|veränderung|增长|完成/iu;

const share =
  /^(?:%\s*)?(?:share|anteile?|part|quota|占比|比重|构成比)(?:\s*(?:\(?%\)?|in %))?$|(?:%|percent|percentage|pct\.?|share|anteil|part|porcentaje)\s+(?:of\s+(?:the\s+)?(?:grand\s+)?total|am gesamt\p{L}*|an der gesamt\p{L}*|du total|del total|sul totale)(?!\s+\p{L})/iu;

/** What a header says besides its unit: `Balance (EUR)` is a balance. */
function withoutUnit(header: string): string {
  return header
    .slice(0, 400)
    .replace(/\([^()]*\)|\[[^[\]]*\]/g, " ")
    .replace(/(?<!\p{L})(?:in )?(?:us|a|c|hk)?(?:\p{Sc}|(?:usd|eur|euros?|gbp|chf|jpy|cny|inr|aud|cad|sek|nok|dkk|pln)(?!\p{L}))/giu, " ")
    .replace(/[\s*†‡:,]+/g, " ")
    .trim();
}

/** Whether a total of the column, whose header texts these are, is a sum of it. */
export function isAdditive(path: readonly string[]): boolean {
  const header = path.join(" ");
  if (notAdditive.test(header) || rateLike.test(header)) return false;
  return !notAdditiveAlone.test(withoutUnit(header)) && !notAdditiveAlone.test(withoutUnit(path.at(-1) ?? ""));
}

/** Whether a total of 100% in the column is a sum of it. */
export function isShareable(header: string): boolean {
  return !rateLike.test(header);
}

/** Whether the header itself says that the column adds up to 100%. */
export function isShare(header: string): boolean {
  return share.test(header.trim());
}
