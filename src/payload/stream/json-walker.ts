import { notJson, unexpected } from "./json-bytes.ts";

export type ValueType = "object" | "array" | "text" | "scalar";

/** Hears of the values that are walked; offsets count from the first byte of the input, an end is exclusive. */
export interface Visitor {
  /** A value begins; whether to walk its members, where it has some: if not, it is jumped over. */
  open(type: ValueType, start: number): boolean;
  /** The name of the member whose value comes next; one longer than all that are known may come as `""`. */
  key(name: string): void;
  /** The last value that was opened, or that holds it, ends; `literal`: the characters of a scalar, at most 16. */
  close(end: number, literal: string): void;
  /** Whether one more root may begin on a line of its own. */
  another(): boolean;
}

/** What has to come next; `text`, `scalar` and `skip`: more of a value. */
type State = "mark" | "value" | "valueOrEnd" | "key" | "keyOrEnd" | "keyText" | "colon" | "next" | "after" | "text" | "scalar" | "skip";

const [quote, backslash, comma, colon, lineFeed, lessThan] = [0x22, 0x5c, 0x2c, 0x3a, 0x0a, 0x3c];
const [openArray, closeArray, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];
/** The bit in which a square bracket differs from a curly one. */
const curly = 0x20;
const byteOrderMark = [0xef, 0xbb, 0xbf] as const;
/** The most bytes that a character of a known name takes: `\u0070`. */
const longestEscape = 6;
const longestLiteral = 16;
/** Up to so many bytes a loop finds the end of a string sooner than a native search. */
const near = 16;

const isSpace = (byte: number): boolean => byte === 0x20 || byte === lineFeed || byte === 0x0d || byte === 0x09;
const beginsScalar: ReadonlySet<number> = new Set(new TextEncoder().encode("-0123456789tfn"));

/**
 * Walks JSON that comes in pieces, cut anywhere.
 *
 * What it walks is checked by its grammar. What it jumps over, scalars and strings too, is JSON only if JSON.parse takes it.
 */
export class JsonWalker {
  readonly #visitor: Visitor;
  /** The bytes that a known name has at most, as it is written. */
  readonly #longestKey: number;
  /** The containers that are walked, from the root down: whether each is an array. */
  readonly #containers: boolean[] = [];
  #state: State = "mark";
  /** The offset of the piece at hand. */
  #offset = 0;
  #depth = 0;
  #isInString = false;
  /** Whether the next piece begins with an escaped character. */
  #isEscaped = false;
  #key = "";
  #literal = "";
  #sawLineFeed = false;

  /** `longestName`: the characters of the longest name that the visitor knows; all that it knows are ASCII. */
  constructor(visitor: Visitor, longestName: number) {
    this.#visitor = visitor;
    this.#longestKey = longestEscape * longestName;
  }

  push(bytes: Uint8Array): void {
    let index = 0;
    while (index < bytes.length) index = this.#step(bytes, index);
    this.#offset += bytes.length;
  }

  end(): void {
    if (this.#state === "scalar" && this.#containers.length === 0) this.#close(this.#offset, this.#literal);
    if (this.#state === "after") return;
    const isEmpty = this.#containers.length === 0 && (this.#state === "mark" || this.#state === "value");
    throw notJson(isEmpty ? "it is empty" : `it breaks off at byte ${this.#offset}`);
  }

  /** Takes what comes next, one byte or more; gives the index after it. */
  #step(bytes: Uint8Array, from: number): number {
    switch (this.#state) {
      case "skip":
        return this.#skip(bytes, from);
      case "text":
      case "keyText":
        return this.#string(bytes, from);
      case "scalar":
        return this.#scalar(bytes, from);
      case "mark":
        if (bytes[from] === byteOrderMark[this.#offset + from]) return from + 1;
        if (this.#offset + from === 1 || this.#offset + from === 2) throw unexpected(0, "json-encoding");
        this.#state = "value";
        return from;
      default: {
        const byte = bytes[from] as number;
        if (!isSpace(byte)) this.#take(this.#state, byte, this.#offset + from);
        else if (byte === lineFeed) this.#sawLineFeed = true;
        // The first byte of a scalar is a part of it.
        return (this.#state as State) === "scalar" ? from : from + 1;
      }
    }
  }

  #take(state: Exclude<State, "skip" | "text" | "keyText" | "scalar" | "mark">, byte: number, at: number): void {
    const isArray = this.#containers.at(-1);
    if (state === "after" && this.#sawLineFeed && this.#visitor.another()) this.#open(byte, at);
    else if (state === "value") this.#open(byte, at);
    else if (state === "colon" && byte === colon) this.#state = "value";
    else if ((state === "key" || state === "keyOrEnd") && byte === quote) this.#begin("keyText");
    else if (state === "next" && byte === comma) this.#state = isArray ? "value" : "key";
    else if ((state === "next" || state === "keyOrEnd" || state === "valueOrEnd") && byte === (isArray ? closeArray : closeObject)) {
      this.#containers.pop();
      this.#close(at + 1, "");
    } else if (state === "valueOrEnd") this.#open(byte, at);
    else if (state === "after" && this.#sawLineFeed && (byte === openObject || byte === openArray)) {
      throw notJson(`byte ${at} is not expected there: lines of their own are for pages, the parts of a result come as one JSON list`);
    } else throw unexpected(at);
  }

  #open(byte: number, at: number): void {
    if (byte === openObject || byte === openArray) {
      const isArray = byte === openArray;
      if (this.#visitor.open(isArray ? "array" : "object", at)) {
        this.#containers.push(isArray);
        this.#state = isArray ? "valueOrEnd" : "keyOrEnd";
      } else {
        this.#depth = 1;
        this.#state = "skip";
      }
    } else if (byte === quote) {
      this.#visitor.open("text", at);
      this.#begin("text");
    } else if (beginsScalar.has(byte)) {
      this.#visitor.open("scalar", at);
      this.#literal = "";
      this.#state = "scalar";
    } else if (byte === lessThan && this.#containers.length === 0) {
      throw notJson("but HTML or XML: has the link it came from expired?");
    } else throw unexpected(at);
  }

  #begin(state: "keyText" | "text"): void {
    this.#state = state;
    this.#isEscaped = false;
    this.#key = "";
  }

  #close(end: number, literal: string): void {
    this.#visitor.close(end, literal);
    this.#sawLineFeed = false;
    this.#state = this.#containers.length === 0 ? "after" : "next";
  }

  #scalar(bytes: Uint8Array, from: number): number {
    for (let index = from; index < bytes.length; index++) {
      const byte = bytes[index] as number;
      if (byte === comma || byte === closeArray || byte === closeObject || isSpace(byte)) {
        this.#close(this.#offset + index, this.#literal);
        return index;
      }
      if (this.#literal.length < longestLiteral) this.#literal += String.fromCharCode(byte);
    }
    return bytes.length;
  }

  #string(bytes: Uint8Array, from: number): number {
    const end = this.#closingQuote(bytes, from);
    const isKey = this.#state === "keyText";
    if (isKey) this.#addToKey(bytes, from, end < 0 ? bytes.length : end);
    if (end < 0) return bytes.length;
    if (isKey) {
      this.#visitor.key(this.#key.length > this.#longestKey ? "" : unescaped(this.#key));
      this.#state = "colon";
    } else this.#close(this.#offset + end + 1, "");
    return end + 1;
  }

  #addToKey(bytes: Uint8Array, from: number, to: number): void {
    const end = Math.min(to, from + this.#longestKey + 1 - this.#key.length);
    for (let index = from; index < end; index++) this.#key += String.fromCharCode(bytes[index] as number);
  }

  #skip(bytes: Uint8Array, from: number): number {
    let index = from;
    let depth = this.#depth;
    if (this.#isInString) {
      const end = this.#closingQuote(bytes, index);
      if (end < 0) return bytes.length;
      this.#isInString = false;
      index = end + 1;
    }
    while (index < bytes.length) {
      const byte = bytes[index++] as number;
      if (byte === quote) {
        this.#isEscaped = false;
        const end = this.#closingQuote(bytes, index);
        this.#isInString = end < 0;
        if (end < 0) break;
        index = end + 1;
      } else if ((byte | curly) === openObject) depth++;
      else if ((byte | curly) === closeObject && --depth === 0) {
        this.#close(this.#offset + index, "");
        return index;
      }
    }
    this.#depth = depth;
    return bytes.length;
  }

  /** The index of the quote that ends a string; -1 where it goes on in the next piece. */
  #closingQuote(bytes: Uint8Array, from: number): number {
    const { length } = bytes;
    let index = this.#isEscaped ? from + 1 : from;
    const far = Math.min(index + near, length);
    while (index < far) {
      const byte = bytes[index] as number;
      if (byte === quote) return index;
      index += byte === backslash ? 2 : 1;
    }
    // Here nothing before the index escapes what stands at it.
    for (;;) {
      if (index >= length) {
        this.#isEscaped = index > length;
        return -1;
      }
      const found = bytes.indexOf(quote, index);
      const end = found < 0 ? length : found;
      let run = end;
      while (run > index && bytes[run - 1] === backslash) run--;
      const isEscaped = (end - run) % 2 === 1;
      if (found >= 0 && !isEscaped) return found;
      index = isEscaped ? end + 1 : end;
    }
  }
}

/** A key without its escapes; one whose escapes are broken stays, for JSON.parse will see it too. */
function unescaped(key: string): string {
  if (!key.includes("\\")) return key;
  try {
    return JSON.parse(`"${key}"`);
  } catch {
    return key;
  }
}
