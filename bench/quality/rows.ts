import type { Context, Share } from "./context.ts";
import type { Edit } from "./edits.ts";
import type { Interval } from "./interval.ts";
import type { Violations } from "./violations.ts";

/** Heads and rows of the report's tables; a row goes behind the name of a chunker. */
export const violationHead: readonly string[] = [
  ...["chunks", "over the limit", "with its context", "rows cut", "table pieces without header", "code in no closed fence"],
  ...[
    "ends in a heading",
    "headings no more",
    "links, code spans cut",
    "sentences cut",
    "words cut",
    "not found in source",
    "letters lost",
    "doubled",
    "with U+FFFD",
  ],
];

export function violationRow(found: Violations): string[] {
  const { chunks } = found;
  return [
    String(chunks),
    ...[part(found.overLimit, chunks), part(found.overWithContext, chunks), part(found.rowsCut, found.rows)],
    ...[
      part(found.headless, found.tablePieces),
      part(found.unfenced, chunks),
      part(found.endInHeading, chunks),
      part(found.unheaded, found.headings),
    ],
    ...[String(found.inlinesCut), found.sentences === 0 ? "" : part(found.sentencesCut, found.sentences), String(found.wordsCut)],
    ...[part(found.rewritten, chunks), part(found.lost, found.letters), part(found.doubled, found.letters), String(found.replaced)],
  ];
}

export const sizeHead: readonly string[] = [
  "mean fill",
  "chunks below 64 tokens",
  "chunks for 1,000 tokens",
  "embedded tokens for each of the source",
];

/** Tokens of the chunks as they are embedded. */
export function sizeRow(tokens: readonly number[], sourceTokens: number, maxTokens: number): string[] {
  const sum = tokens.reduce((total, count) => total + count, 0);
  const small = tokens.filter((count) => count < 64).length;
  const fill = sum / tokens.length / maxTokens;
  return [
    percent(fill),
    percent(small / tokens.length),
    ((1000 * tokens.length) / sourceTokens).toFixed(2),
    (sum / sourceTokens).toFixed(3),
  ];
}

export const contextHead: readonly string[] = [
  ...["nearest heading", "all headings above", "table pieces with column names"],
  ...["a page", "exactly its pages", "a box", "exactly its boxes"],
];

export function contextRow({ nearest, ancestors, columns, hasPage, truePages, hasBox, trueBoxes }: Context): string[] {
  return [nearest, ancestors, columns, hasPage, truePages, hasBox, trueBoxes].map(([count, of]: Share) =>
    of === 0 ? "" : percent(count / of),
  );
}

export function intervalCell({ mean, low, high }: Interval): string {
  return `${mean.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}

export const editHead: readonly string[] = ["chunks", "chunks to embed anew for an edit", "texts that survive", "ids that survive"];

export function editRow(edits: readonly Edit[]): string[] {
  const sum = (countOf: (edit: Edit) => number): number => edits.reduce((total, edit) => total + countOf(edit), 0);
  const [chunks, texts, ids] = [sum((edit) => edit.chunks), sum((edit) => edit.texts), sum((edit) => edit.ids ?? Number.NaN)];
  const anew = (chunks - texts) / edits.length;
  return [
    (chunks / edits.length).toFixed(0),
    anew.toFixed(1),
    percent(texts / chunks),
    Number.isNaN(ids) ? "no ids" : percent(ids / chunks),
  ];
}

function part(count: number, of: number): string {
  return count === 0 ? "0" : `${count.toLocaleString("en-US")} (${percent(count / of)})`;
}

function percent(share: number): string {
  return share > 0 && share < 0.0995 ? `${(100 * share).toFixed(1)} %` : `${(100 * share).toFixed(0)} %`;
}
