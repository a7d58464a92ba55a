const powers: Readonly<Record<string, number>> = {
  thousand: 3,
  Tsd: 3,
  K: 3,
  k: 3,
  million: 6,
  Mio: 6,
  mln: 6,
  mn: 6,
  M: 6,
  m: 6,
  billion: 9,
  Mrd: 9,
  bn: 9,
  B: 9,
  trillion: 12,
  tn: 12,
  T: 12,
};

/** The word for a power of ten that the text is, up to a point or a closing mark behind it; undefined where it begins otherwise. */
export function leadingMagnitude(text: string): { readonly word: string; readonly power: number } | undefined {
  const word = /^(?:thousand|million|billion|trillion|(?:Tsd|Mio|Mrd)\.?|mln|mn|bn|tn|[KkMmBT])(?![A-Za-z.])/.exec(text)?.[0];
  const power = powers[word?.replace(".", "") ?? ""];
  return word === undefined || power === undefined ? undefined : { word, power };
}
