/** Counts the tokens of the word that stands in the text from `start` to `end`. */
export type WordCount = (text: string, start: number, end: number) => number;

const slotCount = 2 ** 17;
const roomSize = 2 ** 20;
const longest = 2 ** 12;

/**
 * The function, with its counts kept: in each slot that of the last word which fell into it, until there is no room for more words.
 *
 * So its memory, 3 MB, never grows, and no kept word holds on to the text it was cut from.
 */
export function keptCounts(countOf: WordCount): WordCount {
  const room = new Uint16Array(roomSize);
  const offsets = new Int32Array(slotCount);
  const lengths = new Uint16Array(slotCount);
  const counts = new Uint16Array(slotCount);
  let used = 0;
  return (text, start, end) => {
    const length = end - start;
    if (length > longest) return countOf(text, start, end);
    let hash = length;
    for (let at = start; at < end; at++) hash = Math.imul(hash, 0x01000193) ^ text.charCodeAt(at);
    const slot = (hash ^ (hash >>> 15)) & (slotCount - 1);
    if (lengths[slot] === length) {
      const offset = (offsets[slot] as number) - start;
      let at = start;
      while (at < end && room[offset + at] === text.charCodeAt(at)) at++;
      if (at === end) return counts[slot] as number;
    }
    const count = countOf(text, start, end);
    if (used + length > roomSize) {
      lengths.fill(0);
      used = 0;
    }
    offsets[slot] = used;
    lengths[slot] = length;
    counts[slot] = count;
    for (let at = start; at < end; at++) room[used++] = text.charCodeAt(at);
    return count;
  };
}
