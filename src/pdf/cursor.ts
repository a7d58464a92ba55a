/** Reads words and numbers of a PDF's bytes from a position onward, passing over white space (ISO 32000-1 §7.2.2). */
export class Cursor {
  readonly #bytes: Uint8Array;
  /** Offset of the next unread byte. */
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  /** Whether the word comes next; only then is it passed. */
  word(expected: string): boolean {
    this.#skipSpace();
    for (let index = 0; index < expected.length; index++) {
      if (this.#bytes[this.at + index] !== expected.charCodeAt(index)) return false;
    }
    this.at += expected.length;
    return true;
  }

  /** The whole number that comes next, nothing where none does. */
  integer(): number | undefined {
    this.#skipSpace();
    const start = this.at;
    let value = 0;
    for (let digit = this.#digit(); digit !== undefined; digit = this.#digit()) {
      value = value * 10 + digit;
      this.at += 1;
    }
    return this.at === start ? undefined : value;
  }

  #digit(): number | undefined {
    const byte = this.#bytes[this.at];
    return byte === undefined || byte < 0x30 || byte > 0x39 ? undefined : byte - 0x30;
  }

  #skipSpace(): void {
    for (let byte = this.#bytes[this.at]; byte !== undefined && isSpace(byte); byte = this.#bytes[this.at]) this.at += 1;
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d && byte !== 0x0b) || byte === 0x00;
}
