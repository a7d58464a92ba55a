import { digestOf } from "./digest.ts";

/** The UUIDv5 namespace of chunk ids: the UUIDv5 of `https://www.npmjs.com/package/postparse` in the URL namespace. */
const namespace = Uint8Array.of(0xcf, 0xe9, 0xdb, 0x54, 0x80, 0x0a, 0x53, 0x51, 0x85, 0x8b, 0xfa, 0x55, 0xc8, 0xec, 0x4e, 0xfd);

const digest = digestOf();
const encoder = new TextEncoder();
/** Holds the bytes of one text after the other, but for long ones. */
const room = new Uint8Array(2 ** 16);

/** SHA-256 in hex, of two texts, one behind the other, in UTF-8: joined they would take memory as long as the result is held. */
export function hashText(context: string, text: string): string {
  const isWellFormed = context.isWellFormed() && text.isWellFormed();
  return digest("sha256", isWellFormed ? bytesOf(context, text) : generalizedUtf8(context + text));
}

/** WTF-8: a lone surrogate is written like any code point, so that texts that differ in one have different hashes. */
function generalizedUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const unit = character.charCodeAt(0);
    if (character.isWellFormed()) for (const byte of encoder.encode(character)) bytes.push(byte);
    else bytes.push(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f));
  }
  return Uint8Array.from(bytes);
}

/** The bytes of these texts in UTF-8, one behind the other; good until the next call. */
function bytesOf(first: string, second: string): Uint8Array {
  const bytes = roomFor(3 * (first.length + second.length));
  const start = first === "" ? 0 : encoder.encodeInto(first, bytes).written;
  return bytes.subarray(0, start + encoder.encodeInto(second, start === 0 ? bytes : bytes.subarray(start)).written);
}

function roomFor(length: number): Uint8Array {
  return length > room.length ? new Uint8Array(length) : room;
}

/** The id of a chunk: equal for equal document id, content hash and occurrence, whatever its place. */
export function chunkId(documentId: string, contentHash: string, occurrence: number): string {
  return uuid(`${documentId}\0${contentHash}\0${occurrence}`);
}

/** The id of a section: equal for equal document id, heading path and occurrence. */
export function sectionId(documentId: string, name: string, occurrence: number): string {
  return uuid(`${documentId}\0section\0${name}\0${occurrence}`);
}

/** UUIDv5 (RFC 9562 §5.5) in our namespace. */
function uuid(name: string): string {
  const bytes = roomFor(namespace.length + 3 * name.length);
  bytes.set(namespace);
  const { written } = encoder.encodeInto(name, bytes.subarray(namespace.length));
  const hex = digest("sha1", bytes.subarray(0, namespace.length + written));
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, variant + hex.slice(17, 20), hex.slice(20, 32)];
  // Joined at once it is one string; put together part by part it would hold on to all of them.
  return parts.join("-");
}
