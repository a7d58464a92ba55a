import type { Region } from "../geometry/box.ts";

/** Where some text stands: offsets in the markdown of its page (UTF-16, half-open), and its place when the payload has one. */
export interface PageText {
  readonly text: string;
  readonly span?: readonly [start: number, end: number];
  readonly region?: Region;
}

/** A tracked change or a comment. `type` is `comment`, `deleted`, `formatted`, `inserted`, `moved_from`, `moved_to`, or a newer word of the service. */
export interface Revision {
  readonly pointer: string;
  readonly type: string;
  readonly content: string;
  readonly author?: string;
  /** What it is about. */
  readonly target: PageText;
  /** The pieces of the target, where it does not stand in one piece. */
  readonly targetParts: readonly PageText[];
  /** The printed balloon. */
  readonly balloon?: Region;
  /** As sent, where the fields here do not hold all of it. */
  readonly raw?: unknown;
}

/** A line number printed beside the text, such as in a contract; `label` is what is printed. */
export interface LineNumber {
  readonly pointer: string;
  readonly label: string;
  /** Offsets in the markdown of the page, UTF-16, half-open; absent where the sent ones lie outside it. */
  readonly span?: readonly [start: number, end: number];
  /** As sent, where the fields here do not hold all of it. */
  readonly raw?: unknown;
}

/** An image file the service made. `category` is `screenshot`, `embedded`, `layout`, or another word of the service. */
export interface ImageFile {
  readonly pointer: string;
  readonly filename: string;
  readonly category?: string;
  readonly contentType?: string;
  /** Told by its name; absent when that names none. */
  readonly pageNumber?: number;
  readonly region?: Region;
  /** A presigned link: a secret, and soon expired. */
  readonly url?: string;
  /** As sent. */
  readonly raw?: unknown;
}

/** A line of a node, and its words, as the `grounded_items` sidecar places them. */
export interface TextLine extends GroundedText {
  readonly words: readonly GroundedText[];
}

/** `span` of its region counts in the node's markdown, of a cell in its raw text; absent where the text is not found there. */
export interface GroundedText {
  readonly text: string;
  readonly region: Region;
}
