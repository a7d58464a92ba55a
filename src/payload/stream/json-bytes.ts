import { PayloadError, type PayloadErrorCode } from "../../errors.ts";

const decoder = new TextDecoder();
const encoder = new TextEncoder();
const replacement = [0xef, 0xbf, 0xbd] as const;

/** Bytes of the input, and the offset there of each of them. */
export interface Slice {
  readonly bytes: Uint8Array;
  readonly offsetOf: (position: number) => number;
  /** What they should spell, for messages: `the value at /items/pages/3`. */
  readonly noun: string;
}

/**
 * The JSON value that the bytes spell.
 *
 * @throws {PayloadError} when they are not UTF-8 or not JSON, with the offset in the input where it is known
 */
export function parseBytes({ bytes, offsetOf, noun }: Slice): unknown {
  const text = decoder.decode(bytes);
  const broken = text.includes("\ufffd") ? brokenByte(bytes, text) : undefined;
  if (broken !== undefined) throw unexpected(offsetOf(broken), "json-encoding");
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Never what stands there: that may be a secret.
    const position = /position (\d+)/.exec(error.message)?.[1];
    if (position === undefined) throw notJson(`${noun}, from byte ${offsetOf(0)} on, is broken`);
    throw unexpected(offsetOf(encoder.encode(text.slice(0, Number(position))).length));
  }
}

/** The first byte that is no UTF-8: where the decoder put a replacement character and the bytes have none. */
function brokenByte(bytes: Uint8Array, text: string): number | undefined {
  let position = 0;
  let from = 0;
  for (let found = text.indexOf("\ufffd"); found >= 0; found = text.indexOf("\ufffd", from)) {
    position += encoder.encode(text.slice(from, found)).length;
    if (replacement.some((byte, index) => bytes[position + index] !== byte)) return position;
    position += replacement.length;
    from = found + 1;
  }
  return undefined;
}

type JsonErrorCode = Extract<PayloadErrorCode, `json-${string}`>;

export function unexpected(offset: number, code?: JsonErrorCode): PayloadError {
  return notJson(`byte ${offset} is not expected there`, code);
}

export function notJson(reason: string, code: JsonErrorCode = "json-invalid"): PayloadError {
  const message = code === "json-invalid" ? `it is not JSON: ${reason}` : `it is not UTF-8: ${reason}`;
  return new PayloadError(code, `Cannot read the parse result: ${message}`, [{ pointer: "", message }]);
}

/** Checks what stands between the quotes of a JSON string that is not worth keeping; holds one piece of it at a time. */
export async function checkText(chunks: AsyncIterable<Uint8Array>, start: number): Promise<void> {
  const pieces = new TextDecoder("utf-8", { fatal: true });
  let held = "";
  const check = (bytes?: Uint8Array): void => {
    try {
      held += pieces.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw notJson(`the string at byte ${start} is broken`, "json-encoding");
    }
    const cut = bytes === undefined ? held.length : wholeEscapes(held);
    try {
      JSON.parse(`"${held.slice(0, cut)}"`);
    } catch {
      throw notJson(`the string at byte ${start} is broken`);
    }
    held = held.slice(cut);
  };
  for await (const chunk of chunks) check(chunk);
  check();
}

/** How much of a text stands before an escape that is cut off. */
function wholeEscapes(text: string): number {
  const last = text.lastIndexOf("\\");
  if (last < 0 || last < text.length - 6) return text.length;
  let first = last;
  while (text[first - 1] === "\\") first--;
  const isEscape = (last - first) % 2 === 0;
  const length = text[last + 1] === "u" ? 6 : 2;
  return isEscape && last + length > text.length ? last : text.length;
}
