import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { countO200k } from "../chunk/peers.ts";
import type { JudgedChunk } from "./chunkers.ts";
import { type Coverage, coverage, isCut, isLetterAt, letterCount, ownersOf } from "./coverage.ts";
import { type Facts, headerOf, isClosed, parsed, spanOf, type TableFacts } from "./judge.ts";
import type { Sample, Span } from "./samples.ts";

/** Counts of what a reader or an embedder would stumble over, of one text or of several together. */
export interface Violations {
  readonly chunks: number;
  readonly overLimit: number;
  /** With what the chunker itself puts before the text. */
  readonly overWithContext: number;
  readonly rows: number;
  readonly rowsCut: number;
  readonly tablePieces: number;
  readonly headless: number;
  /** Chunks with code that stands in no closed fence. */
  readonly unfenced: number;
  readonly endInHeading: number;
  readonly headings: number;
  /** Headings that are none any more where they stand. */
  readonly unheaded: number;
  readonly inlinesCut: number;
  readonly sentences: number;
  readonly sentencesCut: number;
  readonly wordsCut: number;
  /** Chunks with text that does not stand in the source so. */
  readonly rewritten: number;
  readonly letters: number;
  readonly lost: number;
  readonly doubled: number;
  /** Chunks with a U+FFFD that the source lacks. */
  readonly replaced: number;
}

export function violations(sample: Sample, facts: Facts, chunks: readonly JudgedChunk[], maxTokens: number): Violations {
  const { markdown, sentences } = sample;
  const covered = coverage(
    markdown,
    chunks.map(({ spans }) => spans),
  );
  const trees = chunks.map(({ text }) => treeFacts(text));
  const count = (holds: (chunk: JudgedChunk, index: number) => boolean): number => chunks.filter(holds).length;
  // What is larger than a chunk must be cut by everybody.
  const fits = (...spans: readonly Span[]): boolean => countO200k(spans.map((span) => markdown.slice(...span)).join("\n")) <= maxTokens;
  const rows = facts.tables.flatMap((table) => table.rows.filter(({ span }) => fits(table.headerSpan, span)));
  const pieces = facts.tables.flatMap((table) =>
    tablePieces(covered, table).map((piece) => ({ ...piece, header: table.header.join("\n") })),
  );
  const headings = facts.headings.filter(({ span }) => letterCount(covered.before, span) > 0);
  const inlines = facts.inlines.filter((span) => fits(span));
  const fitsInFence = (line: string): boolean => countO200k(`\`\`\`text\n${line}\n\`\`\``) <= maxTokens;
  const lines = facts.codes.flat().filter(({ text }) => fitsInFence(text));
  const unfenced = new Set(
    lines.flatMap(({ span, text }) => [...ownersOf(covered, span)].filter((index) => trees[index]?.code.includes(text) === false)),
  );
  return {
    chunks: chunks.length,
    overLimit: count(({ text }) => countO200k(text) > maxTokens),
    overWithContext: count(({ embedText }) => countO200k(embedText) > maxTokens),
    rows: rows.length,
    rowsCut: rows.filter(({ span }) => isCut(covered, span)).length,
    tablePieces: pieces.length,
    headless: pieces.filter(
      ({ index, names, header }) =>
        !(trees[index]?.headers.includes(header) || names.every((name) => chunks[index]?.text.includes(`${name}: `))),
    ).length,
    unfenced: unfenced.size,
    endInHeading: count(({ spans }, index) => trees[index]?.endsInHeading === true && goesOn(facts, covered, spans.at(-1)?.[1] ?? 0)),
    headings: headings.length,
    unheaded: headings.filter((heading) => !isHeadingIn(trees, markdown, covered, heading)).length,
    inlinesCut: inlines.filter((span) => isCut(covered, span)).length,
    sentences: sentences.length,
    sentencesCut: sentences.filter((span) => isCut(covered, span)).length,
    wordsCut: wordsCut(covered),
    rewritten: count(({ pieces: own }) => own.some((piece) => !markdown.includes(piece.trim()))),
    letters: covered.before.at(-1) ?? 0,
    lost: covered.lost,
    doubled: covered.doubled,
    replaced: count(({ text }) => text.includes("\ufffd") && !markdown.includes("\ufffd")),
  };
}

export function sumOf(all: readonly Violations[]): Violations {
  return all.reduce((sum, one) => {
    const names = Object.keys(one) as (keyof Violations)[];
    return Object.fromEntries(names.map((name) => [name, sum[name] + one[name]])) as unknown as Violations;
  });
}

/** The chunks with body rows of a table, and the names of the columns they hold something of. */
export function tablePieces(covered: Coverage, { header, rows }: TableFacts): { readonly index: number; readonly names: string[] }[] {
  const names = new Map<number, Set<string>>();
  for (const { cells } of rows) {
    for (const [column, cell] of cells.entries()) {
      for (const index of ownersOf(covered, cell)) names.set(index, (names.get(index) ?? new Set()).add(header[column] ?? ""));
    }
  }
  return [...names].map(([index, own]) => ({ index, names: [...own] }));
}

/** Whether something follows the last heading before an offset, be it a deeper one. */
function goesOn({ headings }: Facts, { before }: Coverage, offset: number): boolean {
  const index = headings.findLastIndex(({ span }) => span[0] < offset);
  const [heading, next] = [headings[index], headings[index + 1]];
  if (heading === undefined || (next !== undefined && next.depth > heading.depth)) return true;
  return letterCount(before, [heading.span[1], next?.span[0] ?? before.length - 1]) > 0;
}

/** As it is written, or as it reads: a link of a reference reads otherwise where its definition is not in the chunk. */
function isHeadingIn(trees: readonly TreeFacts[], markdown: string, covered: Coverage, { span, text }: Facts["headings"][number]): boolean {
  const written = markdown.slice(...span);
  return [...ownersOf(covered, span)].some((index) => trees[index]?.headings.has(text) || trees[index]?.headings.has(written));
}

interface TreeFacts {
  readonly code: string;
  readonly headers: readonly string[];
  /** Their texts, and as they are written. */
  readonly headings: ReadonlySet<string>;
  readonly endsInHeading: boolean;
}

/** What remark-gfm finds in a chunk alone. */
function treeFacts(text: string): TreeFacts {
  const tree = parsed(text);
  const codes: string[] = [];
  const headers: string[] = [];
  const headings = new Set<string>();
  visit(tree, (node) => {
    if (node.type === "code" && isClosed(node, text)) codes.push(node.value);
    if (node.type === "table") headers.push(headerOf(node).join("\n"));
    if (node.type === "heading") headings.add(textOf(node)).add(text.slice(...spanOf(node)));
  });
  return { code: codes.join("\n"), headers, headings, endsInHeading: tree.children.at(-1)?.type === "heading" };
}

/** Boundaries between two letters. */
function wordsCut({ owners, before }: Coverage): number {
  let count = 0;
  for (let offset = 1; offset < owners.length; offset++) {
    const isWord = isLetterAt(before, offset - 1) && isLetterAt(before, offset);
    const [one, other] = [owners[offset - 1] as number, owners[offset] as number];
    if (isWord && one >= 0 && other >= 0 && one !== other) count++;
  }
  return count;
}
