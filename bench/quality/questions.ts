import type { Manual, PlacedPart } from "../chunk/manual.ts";
import type { Part } from "../chunk/part.ts";
import { seeded } from "../payload.ts";
import { type Span, sentenceSpans } from "./samples.ts";

/** A question made from the structure of a manual, and the characters that answer it. */
export interface Question {
  readonly type: QuestionType;
  readonly query: string;
  readonly answer: Span;
  /** What must stand beside the answer for a reader to know that it is one. */
  readonly needs: readonly string[];
}

export type QuestionType = (typeof questionTypes)[number];

export const questionTypes = [
  "row and column → cell",
  "heading and term → sentence",
  "term defined in several sections",
  "plain prose",
] as const;

const each = 12;

/** Frozen: the same for a manual, whatever chunks it. */
export function questionsOf({ parts }: Manual, seed: number): Question[] {
  const random = seeded(seed);
  const some = (questions: readonly Question[]): Question[] => {
    const keyed = questions.map((question) => ({ question, key: random() }));
    return keyed
      .toSorted((one, other) => one.key - other.key)
      .slice(0, each)
      .map(({ question }) => question);
  };
  return [
    ...some(parts.flatMap((part) => cellQuestions(part, random))),
    ...some(parts.flatMap((part) => sentenceQuestions(part, "term", random))),
    ...some(parts.flatMap((part) => sentenceQuestions(part, "definition", random))),
    ...some(parts.flatMap((part) => sentenceQuestions(part, "plain", random))),
  ];
}

/** One a table. */
function cellQuestions({ part, start, path }: PlacedPart, random: () => number): Question[] {
  if (part.type !== "table") return [];
  const [header = [], ...body] = part.rows;
  const row = Math.floor(random() * body.length);
  const column = 1 + Math.floor(random() * (header.length - 1));
  const [name = "", label = ""] = [header[column], body[row]?.[0]];
  const query = `${name} of ${label} in ${path.at(-1) ?? ""}`;
  return [{ type: "row and column → cell", query, answer: cellSpan(part, start, row, column), needs: [name, label] }];
}

/** Of a body row. */
function cellSpan({ markdown, rows }: Part & { readonly type: "table" }, start: number, row: number, column: number): Span {
  const lines = markdown.split("\n");
  const before = lines.slice(0, row + 2).reduce((sum, line) => sum + line.length + 1, 0);
  const cells = rows[row + 1] ?? [];
  const from = start + before + "| ".length + cells.slice(0, column).reduce((sum, cell) => sum + cell.length + " | ".length, 0);
  return [from, from + (cells[column] ?? "").length];
}

function sentenceQuestions(placed: PlacedPart, kind: "term" | "definition" | "plain", random: () => number): Question[] {
  const { part, path } = placed;
  if (part.type !== "text") return [];
  const spans = sentenceSpans(placed);
  const heading = path.at(-1) ?? "";
  return part.sentences.flatMap((sentence, index): Question[] => {
    const answer = spans[index];
    if (sentence.kind !== kind || answer === undefined) return [];
    const { text, term = "" } = sentence;
    if (kind === "term") return [{ type: "heading and term → sentence", query: `${heading} ${term}`, answer, needs: [] }];
    if (kind === "definition") return [{ type: "term defined in several sections", query: `${term} ${heading}`, answer, needs: [heading] }];
    return text.endsWith(":") ? [] : [{ type: "plain prose", query: someWords(text, random), answer, needs: [] }];
  });
}

/** Six in ten of the longer words and figures of a sentence, in another order. */
function someWords(text: string, random: () => number): string {
  const words = (text.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length > 3 || /\d/.test(word));
  const keyed = words.map((word) => ({ word, key: random() })).toSorted((one, other) => one.key - other.key);
  return keyed
    .slice(0, Math.ceil(0.6 * words.length))
    .map(({ word }) => word)
    .join(" ");
}
