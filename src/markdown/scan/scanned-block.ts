/** Where a block stands: [start, end) in UTF-16, without the line break after its last line. The white space its first line begins with belongs to it. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/** `value` is its text, without marks; under a setext heading it may be of several lines. */
export interface ScannedHeading extends Place {
  readonly type: "heading";
  /** 1 to 6. */
  readonly depth: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** Code; without a `fence` it is told by its indentation. */
export interface ScannedCode extends Place {
  readonly type: "code";
  /** The first word of the info string. */
  readonly lang?: string;
  readonly fence?: ScannedFence;
}

/** `value` is the lines between the fences, without the line break before the second; up to the end of the block when that is missing. */
export interface ScannedFence {
  /** The backticks or tildes that open it. */
  readonly marks: string;
  readonly info: string;
  readonly valueStart: number;
  readonly valueEnd: number;
}

export interface ScannedList extends Place {
  readonly type: "list";
  readonly ordered: boolean;
}

/** A paragraph that is nothing but one image or link. `text` is its description or its words, inline marks included. */
export interface ScannedLink extends Place {
  readonly type: "image" | "link";
  readonly url: string;
  readonly textStart: number;
  readonly textEnd: number;
}

/** `paragraph` is also all that is no other type: quotes, rules, definitions, HTML. */
export interface ScannedText extends Place {
  readonly type: "paragraph" | "table" | "htmlTable";
}

export type ScannedBlock = ScannedHeading | ScannedCode | ScannedList | ScannedLink | ScannedText;
