import type { BlockReader } from "./block-reader.ts";
import { dot, greaterThan, leftBracket, rightParenthesis } from "./characters.ts";
import { fencedCode } from "./fence.ts";
import { headingDepth, headingText, underlineDepth } from "./heading.ts";
import { isTableTag } from "./html-parts.ts";
import { paragraphBlocks, underlinedBlocks } from "./paragraph.ts";
import type { ScannedBlock } from "./scanned-block.ts";

type Finish = (text: string, start: number, end: number) => readonly ScannedBlock[];

/** A top-level block that is being read, up to its last line that is not blank. In the end it may be several. */
export class Draft {
  readonly #text: string;
  readonly #start: number;
  #end: number;
  /** Where its last line begins, and where the one before ends. */
  #lastStart: number;
  #priorEnd: number;
  #finish: Finish;

  constructor(text: string, start: number, end: number, finish: Finish) {
    this.#text = text;
    this.#start = start;
    this.#end = end;
    this.#lastStart = start;
    this.#priorEnd = start;
    this.#finish = finish;
  }

  blocks(): readonly ScannedBlock[] {
    return this.#finish(this.#text, this.#start, this.#end);
  }

  /** Adds the line that was read last; returns the draft it is in, which is another when the line before is the header of a table. */
  add({ line, leaf, role, containers }: BlockReader): Draft {
    const { start, end } = line;
    const textEnd = this.#end;
    switch (containers.depth === 0 ? role : "same") {
      case "underline": {
        const depth = underlineDepth(line);
        this.#finish = (text, from, to) => underlinedBlocks(text, from, textEnd, to, depth);
        break;
      }
      case "closing": {
        const { fence } = leaf;
        if (fence !== undefined) this.#finish = (text, from, to) => [fencedCode(text, from, to, fence, start)];
        break;
      }
      case "delimiter":
        if (this.#lastStart > this.#start) {
          this.#end = this.#priorEnd;
          return new Draft(this.#text, this.#lastStart, end, finishTable);
        }
        this.#finish = finishTable;
        break;
      default:
    }
    this.#priorEnd = textEnd;
    this.#lastStart = start;
    this.#end = end;
    return this;
  }
}

/** The draft that the line read last is in, which is not blank: a new one, or that of the line before. */
export function nextDraft(reader: BlockReader, draft: Draft | undefined): Draft {
  const { line, containers, opensContainer } = reader;
  const begun = opensContainer ? finishOf(containers.outermost) : containers.depth === 0 ? leafFinish(reader) : undefined;
  if (draft !== undefined && begun === undefined) return draft.add(reader);
  return new Draft(line.text, line.start, line.end, begun ?? finishText);
}

const finishText: Finish = (_, start, end) => [{ type: "paragraph", start, end }];
const finishTable: Finish = (_, start, end) => [{ type: "table", start, end }];
const finishHtmlTable: Finish = (_, start, end) => [{ type: "htmlTable", start, end }];
const finishIndented: Finish = (_, start, end) => [{ type: "code", start, end }];
const finishBullets: Finish = (_, start, end) => [{ type: "list", start, end, ordered: false }];
const finishNumbers: Finish = (_, start, end) => [{ type: "list", start, end, ordered: true }];

/** By the mark of a container. */
function finishOf(mark: number): Finish {
  if (mark === greaterThan || mark === leftBracket) return finishText;
  return mark === dot || mark === rightParenthesis ? finishNumbers : finishBullets;
}

/** Of the leaf that begins with the line read last; undefined when none does. */
function leafFinish({ line, leaf, role }: BlockReader): Finish | undefined {
  switch (role) {
    case "paragraph":
      return paragraphBlocks;
    case "heading": {
      const depth = headingDepth(line);
      const [valueStart, valueEnd] = headingText(line, depth);
      return (_, start, end) => [{ type: "heading", start, end, depth, valueStart, valueEnd }];
    }
    case "fence": {
      const { fence } = leaf;
      return fence && ((text, start, end) => [fencedCode(text, start, end, fence, undefined)]);
    }
    case "indented":
      return finishIndented;
    case "html":
      return isTableTag(line.text, line.first) ? finishHtmlTable : finishText;
    case "rule":
      return finishText;
    default:
      return undefined;
  }
}
