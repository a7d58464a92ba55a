const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endSize = 22;
// APPNOTE.TXT 4.4.6: DOS time in the low half, date in the high one; 1980-01-01, 00:00 is the first it can say.
const firstMoment = 0x0021_0000;

/**
 * The same zip file with 1980-01-01 as the time of every entry, so that equal contents are equal bytes.
 *
 * @throws {RangeError} when the bytes do not end in the directory of a zip file without comment
 * @see APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16 — the local header, the directory entry, the end of the directory
 */
export function withFixedTimes(zip: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(zip);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - endSize;
  if (end < 0 || view.getUint32(end, true) !== endSignature)
    throw new RangeError("Cannot fix the times: the bytes end in no zip directory");
  let entry = view.getUint32(end + 16, true);
  for (let rest = view.getUint16(end + 10, true); rest > 0; rest--) {
    if (view.getUint32(entry, true) !== entrySignature) throw new RangeError(`Cannot fix the times: no zip entry at byte ${entry}`);
    view.setUint32(entry + 12, firstMoment, true);
    view.setUint32(view.getUint32(entry + 42, true) + 10, firstMoment, true);
    entry += 46 + view.getUint16(entry + 28, true) + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true);
  }
  return bytes;
}
