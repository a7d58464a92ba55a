// Scripts that put no space between words: each of their characters counts as one.
const spaceless = "[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]";
const letters = `(?:(?!${spaceless})[\\p{L}\\p{M}\\p{N}])+`;
const piece = new RegExp(`\\s+|${letters}(?:[.,'’]${letters})*|[^]`, "gu");

/** The text in pieces that make it up again: words and numbers (`1,200.50`, `don't`), runs of white space, single other characters. */
export function piecesOf(text: string): string[] {
  return text.match(piece) ?? [];
}

/** The words and numbers among the pieces; the signs of a text that has none. */
export function wordsOf(text: string): string[] {
  const signs = piecesOf(text).filter((piece) => piece.trim() !== "");
  const words = signs.filter((piece) => /[\p{L}\p{N}]/u.test(piece));
  return words.length > 0 ? words : signs;
}
