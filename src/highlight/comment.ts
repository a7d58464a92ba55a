import { cutAtCodePoint } from "../payload/excerpt.ts";
import type { Highlight } from "./highlight.ts";

const quoteLimit = 500;

/** The comment as a person reads it, one fact a line; `cut` when its quote was longer than 500 units. The status stands in words: color is never the only sign. */
export function commentText(
  highlight: Highlight,
  pageNumber: number,
  printedNumber?: string,
): { readonly text: string; readonly cut: boolean } {
  const { path, value, quote, confidence, method, score, notes = [] } = highlight.comment;
  const page = printedNumber === undefined ? `page ${pageNumber}` : `page ${pageNumber} (printed ${printedNumber})`;
  const facts = [
    page,
    confidence === undefined ? undefined : `confidence ${confidence.toFixed(2)}`,
    highlight.status,
    method === undefined ? undefined : `${method}${score === undefined ? "" : ` ${score.toFixed(2)}`}`,
  ];
  const shown = quote === undefined || quote.length <= quoteLimit ? quote : `${cutAtCodePoint(quote, quoteLimit)}…`;
  const lines = [
    path === undefined ? undefined : `${path} = ${value ?? ""}`,
    shown === undefined ? undefined : `quote: “${shown}”`,
    facts.filter((fact) => fact !== undefined).join(" · "),
    ...notes,
    highlight.pointer,
  ];
  return { text: lines.filter((line) => line !== undefined && line !== "").join("\n"), cut: shown !== quote };
}
