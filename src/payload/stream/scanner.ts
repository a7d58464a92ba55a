import { sectionNames } from "../parse/sections.ts";
import { joinPointer } from "../pointer.ts";
import { notJson } from "./json-bytes.ts";
import { JsonWalker, type ValueType, type Visitor } from "./json-walker.ts";
import { KeptBytes, tooLarge } from "./kept-bytes.ts";
import { emptySpans, literalNumber, type PageSpans, type Scan, type TextSpan } from "./page-index.ts";

/** A container that is walked. */
interface Frame {
  /** `list`: an array at the root; `document`: a response, or what may turn out to be the first page of a list or of lines. */
  readonly role: "list" | "document" | "section" | "pages" | "page";
  readonly pointer: string;
  readonly start: number;
  /** The fields that may stand there once, so far. */
  readonly seen: string[];
  /** Where its entries are noted: of `pages`, and of a list once it is known to be one of pages. */
  spans?: PageSpans;
  /** How many values it has. */
  count: number;
  /** As PageSpans has them. */
  pageNumber: number;
  v1Number: number;
  /** Whether it has a job, an array `pages` or a section with one: then it is no page. */
  isResponse: boolean;
}

const sections: ReadonlySet<string> = new Set(sectionNames);
const wholeTexts: ReadonlySet<string> = new Set(["markdown_full", "text_full"]);
const longestName = Math.max(...["job", "pages", "page", "page_number", ...sections, ...wholeTexts].map(({ length }) => length));

/** Finds the pages in the bytes of a parse result, and keeps everything beside them. */
export class Scanner implements Visitor {
  readonly #limit: number;
  readonly #walker: JsonWalker = new JsonWalker(this, longestName);
  readonly #kept: KeptBytes;
  readonly #frames: Frame[] = [];
  #spans: PageSpans[] = [];
  #texts: TextSpan[] = [];
  #offset = 0;
  #key = "";
  /** Whether the value at hand is jumped over; else it is the one of the last frame. */
  #isLeaf = false;
  /** Whether the value at hand may be the number of its page. */
  #isNumber = false;
  /** The page at hand: where it begins, and where it will be noted. */
  #page: { readonly start: number; readonly spans: PageSpans } | undefined;
  /** Where the whole text at hand begins, which is left out. */
  #textStart: number | undefined;
  /** A root that may be the first line of many. */
  #line: PageSpans | undefined;
  #isLines = false;

  constructor(limit: number) {
    this.#limit = limit;
    this.#kept = new KeptBytes(limit);
  }

  push(bytes: Uint8Array): void {
    this.#kept.enter(bytes, this.#offset);
    this.#walker.push(bytes);
    this.#kept.leave();
    this.#offset += bytes.length;
    this.#assertSize(this.#offset);
  }

  end(): Scan {
    this.#walker.end();
    const kept = this.#kept;
    return {
      pages: this.#spans,
      texts: this.#texts,
      rest: kept.bytes(),
      offsetOf: (position) => kept.offsetOf(position),
      isLines: this.#isLines,
      ...(this.#line === undefined ? {} : { line: this.#line }),
    };
  }

  key(name: string): void {
    this.#key = name;
  }

  open(type: ValueType, start: number): boolean {
    const top = this.#frames.at(-1);
    if (top !== undefined) top.count++;
    const role = this.#roleOf(type, start, top);
    this.#isLeaf = role === undefined;
    if (role === undefined) return false;
    const pointer = top === undefined || role === "page" ? "" : joinPointer(top.pointer, top.role === "list" ? top.count - 1 : this.#key);
    const frame: Frame = { role, pointer, start, seen: [], count: 0, pageNumber: 0, v1Number: 0, isResponse: false };
    if (role === "pages") {
      const holder = top?.role === "section" ? this.#frames.at(-2) : undefined;
      if (holder !== undefined) holder.isResponse = true;
      this.#kept.stop(start + 1);
      frame.spans = emptySpans(pointer);
      this.#spans.push(frame.spans);
    }
    this.#frames.push(frame);
    return true;
  }

  close(end: number, literal: string): void {
    const frame = this.#isLeaf ? undefined : this.#frames.pop();
    const top = this.#frames.at(-1);
    this.#isLeaf = false;
    if (this.#isNumber && top !== undefined) this.#noteNumber(top, literalNumber(literal));
    this.#isNumber = false;
    if (this.#textStart !== undefined) {
      this.#texts.push({ name: this.#key, start: this.#textStart, end });
      this.#textStart = undefined;
      this.#kept.begin(end - 1);
    }
    // What closes a list of pages is kept again.
    if (frame?.spans !== undefined) this.#kept.begin(end - 1);
    if (this.#page !== undefined && (frame === undefined ? top?.role !== "page" : frame.role === "page")) {
      this.#assertSize(end);
      addSpan(this.#page.spans, this.#page.start, end, frame);
      this.#page = undefined;
    }
    if (frame?.role === "document" && isPage(frame)) this.#firstPage(frame, end, top);
    if (top === undefined) this.#kept.stop(end);
  }

  another(): boolean {
    if (this.#line === undefined) return false;
    if (!this.#isLines) this.#forget(this.#line);
    this.#isLines = true;
    return true;
  }

  /** What the value is walked as; undefined where it is jumped over. */
  #roleOf(type: ValueType, start: number, top: Frame | undefined): Frame["role"] | undefined {
    const spans = top === undefined ? (this.#isLines ? this.#line : undefined) : top.spans;
    if (spans !== undefined) {
      this.#page = { start, spans };
      return type === "object" ? "page" : undefined;
    }
    switch (top?.role) {
      case undefined:
        this.#kept.begin(start);
        return type === "object" ? "document" : type === "array" ? "list" : undefined;
      case "list":
        if (type === "array" && top.count > 1) return "pages";
        return type === "object" ? "document" : undefined;
      default:
        return this.#fieldRole(type, start, top as Frame);
    }
  }

  #fieldRole(type: ValueType, start: number, top: Frame): Frame["role"] | undefined {
    const key = this.#key;
    const { role } = top;
    if (role !== "section" && (key === "page_number" || key === "page")) {
      if (type === "scalar") this.#isNumber = true;
      else this.#noteNumber(top, Number.NaN);
    }
    if ((key === "job" && type === "object") || (key === "pages" && type === "array")) top.isResponse = true;
    if (role === "page") return undefined;
    const isSection = role === "document" && sections.has(key);
    if (isSection || key === "pages") {
      // JSON.parse would take the last one.
      if (top.seen.includes(key)) throw notJson(`the field ${key} stands there twice, again at byte ${start}`);
      top.seen.push(key);
      if (key === "pages") return type === "array" ? "pages" : undefined;
      return type === "object" ? "section" : undefined;
    }
    if (role === "document" && top.pointer === "" && type === "text" && wholeTexts.has(key)) {
      this.#textStart = start;
      this.#kept.stop(start + 1);
    }
    return undefined;
  }

  /** A field that stands there twice is a case for JSON.parse. */
  #noteNumber(frame: Frame, value: number): void {
    const name = this.#key === "page" ? "v1Number" : "pageNumber";
    frame[name] = frame[name] === 0 ? value : Number.NaN;
  }

  /** The first value of a list, or the root, turns out to be a page and no response. */
  #firstPage(frame: Frame, end: number, list: Frame | undefined): void {
    const spans = emptySpans(list?.pointer ?? "");
    if (list === undefined) this.#line = spans;
    else if (list.count > 1) return;
    else {
      list.spans = spans;
      this.#kept.stop(end);
      this.#forget(spans, 1);
    }
    addSpan(spans, frame.start, end, frame);
  }

  /** All that was found so far is a page; of what was kept only so many bytes are not of it. */
  #forget(spans: PageSpans, kept: number = 0): void {
    this.#kept.cut(kept);
    this.#spans = [spans];
    this.#texts = [];
  }

  #assertSize(end: number): void {
    if (this.#page === undefined || end - this.#page.start <= this.#limit) return;
    const { pointer, starts } = this.#page.spans;
    const at = joinPointer(pointer, starts.length);
    throw tooLarge(`the page at ${at}, which begins at byte ${this.#page.start},`, at, this.#limit);
  }
}

function isPage({ isResponse, pageNumber, v1Number }: Frame): boolean {
  return !isResponse && (pageNumber !== 0 || v1Number !== 0);
}

function addSpan(spans: PageSpans, start: number, end: number, page: Frame | undefined): void {
  if (page?.isResponse && spans.foreign === undefined) spans.foreign = spans.starts.length;
  spans.starts.push(start);
  spans.ends.push(end);
  spans.pageNumbers.push(page?.pageNumber ?? 0);
  spans.v1Numbers.push(page?.v1Number ?? 0);
}
