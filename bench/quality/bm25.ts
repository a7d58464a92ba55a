const [k1, b] = [1.2, 0.75];

/** Ranks texts for a query by Okapi BM25, the best first; those without a word of it are left out, of equals the first comes first. */
export function bm25(texts: readonly string[]): (query: string) => number[] {
  const documents = texts.map(countsOf);
  const lengths = documents.map((counts) => [...counts.values()].reduce((sum, count) => sum + count, 0));
  const mean = lengths.reduce((sum, length) => sum + length, 0) / texts.length;
  const postings = new Map<string, { readonly index: number; readonly count: number }[]>();
  for (const [index, counts] of documents.entries()) {
    for (const [word, count] of counts) postings.set(word, [...(postings.get(word) ?? []), { index, count }]);
  }
  return (query) => {
    const scores = new Map<number, number>();
    for (const word of new Set(wordsOf(query))) {
      const found = postings.get(word) ?? [];
      const weight = Math.log(1 + (texts.length - found.length + 0.5) / (found.length + 0.5));
      for (const { index, count } of found) {
        const length = k1 * (1 - b + (b * (lengths[index] as number)) / mean);
        scores.set(index, (scores.get(index) ?? 0) + (weight * count * (k1 + 1)) / (count + length));
      }
    }
    return [...scores].sort(([one, high], [other, low]) => low - high || one - other).map(([index]) => index);
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
