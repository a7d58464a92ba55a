import type { PlacedRegion } from "../geometry/box.ts";

export type { PlacedRegion };

/** Red, green, blue, each 0 to 1. */
export type Color = readonly [red: number, green: number, blue: number];

export type HighlightStatus = "supported" | "derived" | "contradicted" | "unlocated" | "unchecked";

/** What a reader of the mark should know, in the order it is printed. */
export interface HighlightComment {
  readonly path?: string;
  readonly value?: string;
  readonly quote?: string;
  readonly confidence?: number;
  readonly method?: string;
  readonly score?: number;
  readonly notes?: readonly string[];
}

/** Something to mark: where, and what to say there. */
export interface Highlight {
  /** Unique in a document and stable: kind, pointer and ordinal. */
  readonly id: string;
  readonly kind: "citation" | "item" | "chunk";
  /** None: the pages get a note instead. */
  readonly regions: readonly PlacedRegion[];
  /** Page numbers named without a box. */
  readonly pages: readonly number[];
  /** Field path, item type or chunk number. */
  readonly title: string;
  readonly comment: HighlightComment;
  readonly status?: HighlightStatus;
  readonly nodeType?: string;
  /** @default by status, else by item type */
  readonly color?: Color;
  /** @default 0.4 */
  readonly opacity?: number;
  readonly pointer: string;
}
