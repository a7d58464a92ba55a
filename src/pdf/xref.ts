import type { PDFRef } from "@cantoo/pdf-lib";
import { Cursor } from "./cursor.ts";
import { readXrefSection, XrefDamage, type XrefEntry, type XrefSection } from "./xref-section.ts";

/** All cross-reference sections of a file read as one: the newest entry of each object wins. */
export interface XrefChain {
  /** Offset of the newest section. */
  readonly start: number;
  /** Form of the newest section: an update is written in the same. */
  readonly type: XrefSection["type"];
  readonly entries: ReadonlyMap<number, XrefEntry>;
}

/** The file's whole chain of sections. Throws XrefDamage where it does not hold together. */
export function readXrefChain(bytes: Uint8Array): XrefChain {
  const start = lastStartXref(bytes);
  const newest = readXrefSection(bytes, start);
  const entries = new Map<number, XrefEntry>();
  const visited = new Set<number>();
  const waiting = [start];
  for (let offset = waiting.pop(); offset !== undefined; offset = waiting.pop()) {
    if (visited.has(offset)) continue;
    visited.add(offset);
    const section = offset === start ? newest : readXrefSection(bytes, offset);
    for (const [number, entry] of section.entries) {
      if (!entries.has(number)) entries.set(number, entry);
    }
    // ISO 32000-1 §7.5.8.4: a hybrid file's stream is looked up before its older sections.
    if (section.previous !== undefined) waiting.push(section.previous);
    if (section.beside !== undefined) waiting.push(section.beside);
  }
  return { start, type: newest.type, entries };
}

/** Throws XrefDamage unless each object stands where its entry says. */
export function checkObjects(bytes: Uint8Array, entries: ReadonlyMap<number, XrefEntry>, refs: Iterable<PDFRef>): void {
  for (const { objectNumber, generationNumber } of refs) {
    const entry = entries.get(objectNumber);
    if (entry?.type === "compressed") checkPlace(bytes, entry.container, 0, entries.get(entry.container));
    else checkPlace(bytes, objectNumber, generationNumber, entry);
  }
}

/** Throws XrefDamage unless the bytes after `before` are a sound update: one section that builds on that offset, and all its objects in place. */
export function checkUpdate(bytes: Uint8Array, before: number): void {
  const section = readXrefSection(bytes, lastStartXref(bytes));
  if (section.previous !== before) throw new XrefDamage(`the update builds on ${section.previous}, not on ${before}`);
  for (const [number, entry] of section.entries) {
    if (entry.type === "used") checkPlace(bytes, number, entry.generation, entry);
  }
}

function checkPlace(bytes: Uint8Array, number: number, generation: number, entry: XrefEntry | undefined): void {
  if (entry?.type !== "used") throw new XrefDamage(`object ${number} has no xref entry`);
  const cursor = new Cursor(bytes, entry.offset);
  if (cursor.integer() !== number || cursor.integer() !== generation || !cursor.word("obj")) {
    throw new XrefDamage(`object ${number} does not stand at ${entry.offset}`);
  }
}

function lastStartXref(bytes: Uint8Array): number {
  for (let at = bytes.lastIndexOf(0x73); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(0x73, at - 1)) {
    const cursor = new Cursor(bytes, at);
    if (!cursor.word("startxref")) continue;
    const start = cursor.integer();
    if (start !== undefined) return start;
  }
  throw new XrefDamage("there is no startxref");
}
