import { sha1 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";

/** The UUIDv5 namespace of chunk ids: the UUIDv5 of `https://www.npmjs.com/package/postparse` in the URL namespace. */
const namespace = hexToBytes("cfe9db54800a5351858bfa55c8ec4efd");

/** SHA-256 in hex, of the text in UTF-8. */
export function hashText(text: string): string {
  return bytesToHex(sha256(text.isWellFormed() ? utf8ToBytes(text) : generalizedUtf8(text)));
}

/** WTF-8: a lone surrogate is written like any code point, so that texts that differ in one have different hashes. */
function generalizedUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const unit = character.charCodeAt(0);
    if (character.isWellFormed()) for (const byte of utf8ToBytes(character)) bytes.push(byte);
    else bytes.push(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f));
  }
  return Uint8Array.from(bytes);
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
  const bytes = utf8ToBytes(name);
  const named = new Uint8Array(namespace.length + bytes.length);
  named.set(namespace);
  named.set(bytes, namespace.length);
  const hash = sha1(named).slice(0, 16);
  hash[6] = ((hash[6] as number) & 0x0f) | 0x50;
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
  const hex = bytesToHex(hash);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
