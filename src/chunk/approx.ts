/** Classes of ASCII characters; all but `control` are counted in runs, `capital` and `letter` in the same. */
const letter = 1;
const capital = 2;
const digit = 3;
const blank = 4;
const lineBreak = 5;
const sign = 6;
const control = 7;

const classes: Uint8Array = Uint8Array.from({ length: 128 }, (_, unit) => {
  if (unit >= 97 && unit <= 122) return letter;
  if (unit >= 65 && unit <= 90) return capital;
  if (unit >= 48 && unit <= 57) return digit;
  if (unit === 32 || unit === 9) return blank;
  if (unit === 10 || unit === 13) return lineBreak;
  return unit > 32 && unit < 127 ? sign : control;
});

/** The class of the character there; 0 beyond ASCII and beyond the text. */
function classAt(text: string, index: number): number {
  if (index >= text.length) return 0;
  return classes[text.charCodeAt(index)] ?? 0;
}

/** Tokens by the formula approx-v1: each character costs twentieths of a token by its class and its run; each line is rounded up. */
export function approximateTokens(text: string): number {
  let tokens = 0;
  let line = 0;
  let before = 0;
  for (let start = 0; start < text.length; ) {
    const kind = classAt(text, start);
    let end = start + 1;
    switch (kind) {
      case letter:
      case capital: {
        let next = classAt(text, end);
        let isIrregular = before === digit;
        for (; next === letter || next === capital; next = classAt(text, ++end)) if (next === capital) isIrregular = true;
        line += wordCost(end - start, isIrregular || next === digit);
        break;
      }
      case digit:
        while (classAt(text, end) === digit) end++;
        line += 22 * Math.ceil((end - start) / 3);
        break;
      case blank: {
        let next = classAt(text, end);
        while (next === blank) next = classAt(text, ++end);
        if (next === digit || end - start > 1) line += 30;
        break;
      }
      case lineBreak:
        while (classAt(text, end) === lineBreak) end++;
        tokens += Math.ceil((line + 30) / 20);
        line = 0;
        break;
      case sign:
        while (classAt(text, end) === sign) end++;
        line += 20 + 14 * (end - start - 1);
        break;
      default:
        line += singleCost(text.charCodeAt(start));
    }
    before = kind;
    start = end;
  }
  return tokens + Math.ceil(line / 20);
}

/** A word with capitals inside, or beside a digit, is cut up by tokenizers. */
function wordCost(length: number, isIrregular: boolean): number {
  if (isIrregular) return 14 * length;
  return length > 3 ? 18 + 9 * (length - 3) : 18;
}

function singleCost(unit: number): number {
  if (unit < 0x00c0) return 20;
  if (unit <= 0x024f) return 60;
  if (unit <= 0x052f) return 26;
  if (unit >= 0xd800 && unit <= 0xdfff) return 30;
  if (isEastAsian(unit)) return 32;
  return isSymbol(unit) ? 20 : 60;
}

/** Kana, ideographs, Hangul syllables, full-width and half-width forms. */
function isEastAsian(unit: number): boolean {
  if (unit < 0x3040) return false;
  return unit <= 0x30ff || (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0xac00 && unit <= 0xd7a3) || (unit >= 0xff00 && unit <= 0xffef);
}

/** General punctuation, arrows, mathematics, boxes, and the punctuation of East Asian writing. */
function isSymbol(unit: number): boolean {
  return (unit >= 0x2000 && unit <= 0x2bff) || (unit >= 0x3000 && unit <= 0x303f);
}
