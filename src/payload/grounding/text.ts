import * as z from "zod";
import type { WarningLog } from "../../errors.ts";
import { readBoxes, type WireBox } from "../box.ts";
import { joinPointer } from "../pointer.ts";
import { readRecord } from "../record.ts";
import { isWide, offsetsIn, type SpanUnit, type ToOffset } from "./span-unit.ts";

type Span = readonly [start: number, end: number];

/** `span` counts UTF-16 units in the text it was read from, half-open; without one it is not known which characters these are, and `text` is empty. */
export interface GroundedWord {
  readonly text: string;
  readonly span: Span | undefined;
  readonly box: WireBox | undefined;
}

export interface GroundedLine extends GroundedWord {
  readonly words: readonly GroundedWord[];
}

interface SentWord {
  readonly span: Span | undefined;
  readonly box: WireBox | undefined;
}

interface SentLine extends SentWord {
  readonly words: readonly SentWord[];
}

/** A text and its lines as sent, before it is known what their spans count. */
export interface SentText {
  readonly pointer: string;
  readonly text: string;
  readonly lines: readonly SentLine[];
}

const word = { span: z.tuple([z.int(), z.int()]).nullish(), bbox: z.unknown().optional() };
const wordSchema = z.object(word);
const lineSchema = z.object({ ...word, words: z.array(z.unknown()).nullish() });

/** The lines sent for a text; a broken line or word costs only itself. */
export function readSentText(text: string, raws: readonly unknown[], pointer: string, log: WarningLog): SentText {
  const lines = raws.flatMap((raw, index): SentLine[] => {
    const at = joinPointer(pointer, index);
    const line = readRecord(lineSchema, raw, at, log, "field-invalid");
    if (line === undefined) return [];
    const words = (line.words ?? []).flatMap((rawWord, place): SentWord[] => {
      const wordPointer = joinPointer(at, "words", place);
      const sent = readRecord(wordSchema, rawWord, wordPointer, log, "field-invalid");
      return sent === undefined ? [] : [{ span: sent.span ?? undefined, box: readBox(sent.bbox, wordPointer, log) }];
    });
    return [{ span: line.span ?? undefined, box: readBox(line.bbox, at, log), words }];
  });
  return { pointer, text, lines };
}

function readBox(raw: unknown, pointer: string, log: WarningLog): WireBox | undefined {
  const boxes = readBoxes(raw, joinPointer(pointer, "bbox"), log);
  if (boxes.length > 1) log.add("box-invalid", `Expected one box, found ${boxes.length}: the first is used`, joinPointer(pointer, "bbox"));
  return boxes[0];
}

/**
 * What the spans of a page count: bytes, unless they read wrong and another unit reads right in all texts that can tell.
 *
 * @see LlamaIndex's scorer of grounded items — offsets count UTF-8 bytes, the end exclusive
 */
export function unitOf(texts: readonly SentText[]): SpanUnit {
  const telling = texts.filter(({ text }) => isWide(text));
  const units = ["bytes", "UTF-16 units", "code points"] as const;
  return units.find((unit) => telling.every((text) => readsRight(text, unit))) ?? "bytes";
}

/** Whether all spans hold whole words without outer white space, and the words of each line make up the line. */
function readsRight({ text, lines }: SentText, unit: SpanUnit): boolean {
  const toOffset = offsetsIn(text, unit);
  const sliceOf = (span: Span | undefined): string | undefined => {
    const found = locate(span, toOffset);
    if (found === undefined || found.some((offset) => cutsWord(text, offset))) return undefined;
    const slice = text.slice(...found);
    return slice === slice.trim() ? slice : undefined;
  };
  return lines.every(({ span, words }) => {
    const spanned = words.filter((sent) => sent.span !== undefined);
    const slices = spanned.map((sent) => sliceOf(sent.span));
    if (slices.includes(undefined)) return false;
    if (span === undefined) return true;
    const line = sliceOf(span);
    if (line === undefined) return false;
    return spanned.length < words.length || words.length === 0 || withoutSpace(slices.join("")) === withoutSpace(line);
  });
}

function cutsWord(text: string, offset: number): boolean {
  const [before, after] = [text.slice(Math.max(offset - 2, 0), offset), text.slice(offset, offset + 2)];
  return /[\p{L}\p{M}\p{N}]$/u.test(before) && /^[\p{L}\p{M}\p{N}]/u.test(after);
}

function withoutSpace(text: string): string {
  return text.replace(/\s+/g, "");
}

/** The lines with the characters they hold; a span that does not fit its text, or a word's that leaves its line, is dropped, with a warning. */
export function toLines({ pointer, text, lines }: SentText, unit: SpanUnit, log: WarningLog): readonly GroundedLine[] {
  const toOffset = offsetsIn(text, unit);
  let dropped = 0;
  const toWord = ({ span, box }: SentWord, line: Span | undefined): GroundedWord => {
    const found = locate(span, toOffset);
    const isInside = found !== undefined && (line === undefined || (line[0] <= found[0] && found[1] <= line[1]));
    if (isInside) return { text: text.slice(...found), span: found, box };
    if (span !== undefined) dropped++;
    return { text: "", span: undefined, box };
  };
  const found = lines.map((sent): GroundedLine => {
    const line = toWord(sent, undefined);
    return { ...line, words: sent.words.map((sentWord) => toWord(sentWord, line.span)) };
  });
  if (dropped > 0) log.add("span-dropped", `${dropped} spans do not fit the text they count in: boxes stay, spans go`, pointer);
  return found;
}

function locate(span: Span | undefined, toOffset: ToOffset): Span | undefined {
  if (span === undefined) return undefined;
  const [start, end] = [toOffset(span[0]), toOffset(span[1])];
  return start !== undefined && end !== undefined && start < end ? [start, end] : undefined;
}
