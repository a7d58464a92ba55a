const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** How much of a text the segmenter sees at once: it takes quadratic time. */
const windowSize = 256;

/** After each grapheme cluster (Unicode Standard Annex 29). */
export function graphemeBreaks(text: string): number[] {
  const ends: number[] = [];
  let size = windowSize;
  for (let start = 0; start < text.length; ) {
    if (isAlone(text, start)) {
      ends.push(++start);
      continue;
    }
    // The last cluster in the window may go on behind it.
    const last = start + size;
    const windowEnd = isHighSurrogate(text.charCodeAt(last - 1)) ? last + 1 : last;
    const found = Array.from(graphemes.segment(text.slice(start, windowEnd)), ({ index }) => start + index).slice(1);
    if (windowEnd >= text.length) found.push(text.length);
    for (const end of found) ends.push(end);
    size = found.length === 0 ? 2 * size : windowSize;
    start = found.at(-1) ?? start;
  }
  return ends;
}

/** After every 32nd cluster: tokenizers join characters, so that counting them one by one would count too many. */
export function runBreaks(text: string): number[] {
  const ends = graphemeBreaks(text);
  return ends.filter((_, index) => index % 32 === 31 || index === ends.length - 1);
}

export function codePointBreaks(text: string): number[] {
  const ends: number[] = [];
  let end = 0;
  for (const character of text) {
    end += character.length;
    ends.push(end);
  }
  return ends;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** Below U+0300 nothing joins but CR and LF. */
function isAlone(text: string, index: number): boolean {
  const [unit, next] = [text.charCodeAt(index), text.charCodeAt(index + 1)];
  return unit < 0x300 && !(next >= 0x300) && !(unit === 13 && next === 10);
}
