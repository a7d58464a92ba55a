import { expect, test } from "vitest";
import { plainText } from "../../src/audit/plain-text.ts";
import { wordsOf } from "../../src/audit/words.ts";

const shown = (markdown: string): string[] => wordsOf(markdown).map((word) => word.shown);

test.each([
  ["a<br>b <td\tclass='x y' id=3>c</td>", ["a", "b", "c"]],
  ["1 < 2 > 3, a <b and c> d <", ["1", "2", "3", "a", "d"]],
  ["<p\nclass=1>", ["p", "class", "1"]],
  ["[a](b c) [d](e) [f](<g h> 'i') [j](k(l)m) [n](o\np)", ["a", "b", "c", "d", "f", "j", "m", "n", "o", "p"]],
  ["&amp;lt; &#65;&#x42; &eacute; &#1114112; &#xD800;", ["lt", "AB"]],
  ["\\<b> a\\_b \\1", ["b", "a", "b", "1"]],
  ["3.14 1,234 5.6.7 1, 2. x.y", ["3.14", "1,234", "5.6.7", "1", "2", "x", "y"]],
  ["漢字kana仮 ไทย ٣٤ ½", ["漢", "字", "kana", "仮", "ไ", "ท", "ย", "٣٤", "1", "2"]],
])("%j reads as %j", (markdown, words) => {
  expect(shown(markdown)).toEqual(words);
});

test("links show no query", () => {
  expect(plainText("https://x.example/a?sig=SECRET <a href='https://x.example/?t=SECRET'> [a](https://x.example?SECRET)")).not.toContain(
    "SECRET",
  );
});

const worst = [
  "](",
  "](a",
  "](data:",
  "](<",
  "<a b='",
  '<a b="',
  "<a b ",
  "<!--",
  "&#",
  "&a",
  "\\",
  "<",
  "1,",
  "1.",
  "\u0301",
  "漢",
  "1. ",
  "]( \n",
  "a\u00ad",
];

test.each(worst)("%j many times over is read", (piece) => {
  expect(plainText(piece.repeat(300_000 / piece.length)).length).toBeGreaterThanOrEqual(0);
  expect(wordsOf(piece.repeat(300_000 / piece.length)).length).toBeLessThanOrEqual(300_000);
});
