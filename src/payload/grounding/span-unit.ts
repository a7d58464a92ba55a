/** What the numbers of a span count: UTF-8 bytes, UTF-16 units or code points. */
export type SpanUnit = "bytes" | "UTF-16 units" | "code points";

/** Turns a count into an offset (UTF-16); undefined where it lies outside the text or inside a character. */
export type ToOffset = (count: number) => number | undefined;

/** Whether the units count this text differently. */
export function isWide(text: string): boolean {
  return /[\u0080-\uffff]/.test(text);
}

/** How counts become offsets in this text, made in one walk over it. */
export function offsetsIn(text: string, unit: SpanUnit): ToOffset {
  // A count may be -0, which adding 0 makes 0.
  if (!isWide(text)) return (count) => (count >= 0 && count <= text.length ? count + 0 : undefined);
  const starts = new Int32Array((unit === "bytes" ? 3 : 1) * text.length + 1).fill(-1);
  let count = 0;
  for (let index = 0; index < text.length; ) {
    const code = text.codePointAt(index) as number;
    const length = code > 0xffff ? 2 : 1;
    starts[count] = index;
    index += length;
    count += unit === "bytes" ? byteLength(code) : unit === "code points" ? 1 : length;
  }
  starts[count] = text.length;
  return (at) => {
    const start = starts[at] ?? -1;
    return start < 0 ? undefined : start;
  };
}

/** In UTF-8; half of a surrogate pair takes three, as does the U+FFFD that encoders write for it. */
function byteLength(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
