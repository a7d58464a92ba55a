/** A token as gpt-tokenizer lists it: its text, or its bytes where they are no text. */
export type Token = string | readonly number[];

const encoder = new TextEncoder();

/** A slot holds rank + 1 in its low bits and a part of the hash above, which spares most comparisons; 0 is a free slot. */
const rankBits = 18;
const rankMask = 2 ** rankBits - 1;

/** The tokens of a vocabulary by their bytes. A token's rank is its place in the vocabulary: the lower, the sooner it is merged. */
export class ByteRanks {
  /** The bytes of all tokens, one behind the other. */
  private readonly bytes: Uint8Array;
  /** Where the bytes of each rank begin, and behind the last. */
  private readonly starts: Int32Array;
  private readonly slots: Int32Array;
  private readonly longest: number;

  constructor(tokens: readonly Token[]) {
    const size = tokens.reduce((sum, token) => sum + 3 * token.length, 0);
    this.bytes = new Uint8Array(size);
    this.starts = new Int32Array(tokens.length + 1);
    this.slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * tokens.length)));
    let longest = 0;
    let start = 0;
    for (const [rank, token] of tokens.entries()) {
      const end = this.write(token, start);
      this.starts[rank + 1] = end;
      longest = Math.max(longest, end - start);
      if (!isMarked(this.bytes, start)) this.enter(rank, start, end);
      start = end;
    }
    this.longest = longest;
  }

  /** The rank of the token that these bytes are, or -1. */
  rankOf(bytes: Uint8Array, start: number, end: number): number {
    if (end - start > this.longest) return -1;
    const hash = hashOf(bytes, start, end);
    const last = this.slots.length - 1;
    for (let slot = hash & last; ; slot = (slot + 1) & last) {
      const entry = this.slots[slot] as number;
      if (entry === 0) return -1;
      if ((entry ^ hash) >>> rankBits === 0 && this.isToken((entry & rankMask) - 1, bytes, start, end)) return (entry & rankMask) - 1;
    }
  }

  private write(token: Token, at: number): number {
    if (typeof token === "string") return at + encoder.encodeInto(token, this.bytes.subarray(at)).written;
    this.bytes.set(token, at);
    return at + token.length;
  }

  private enter(rank: number, start: number, end: number): void {
    const hash = hashOf(this.bytes, start, end);
    const last = this.slots.length - 1;
    let slot = hash & last;
    while (this.slots[slot] !== 0) slot = (slot + 1) & last;
    this.slots[slot] = (hash & ~rankMask) | (rank + 1);
  }

  private isToken(rank: number, bytes: Uint8Array, start: number, end: number): boolean {
    const own = this.starts[rank] as number;
    if ((this.starts[rank + 1] as number) - own !== end - start) return false;
    for (let at = start; at < end; at++) if (this.bytes[own + at - start] !== bytes[at]) return false;
    return true;
  }
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  return hash ^ (hash >>> 15);
}

/** gpt-tokenizer never finds a token that begins with a byte order mark, for its decoder drops the mark; a limit must hold by its count too. */
function isMarked(bytes: Uint8Array, start: number): boolean {
  return bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf;
}
