import { ChunkError } from "../errors.ts";
import { toBody } from "./body.ts";
import { type Context, noContext, textContext } from "./context.ts";
import { staysWhole } from "./cut.ts";
import { type Assembled, assemble, type Draft } from "./draft.ts";
import type { ChunkBody, ChunkSettings } from "./options.ts";
import type { Piece } from "./piece.ts";
import type { Rooms } from "./rooms.ts";
import { startsCleanly } from "./tokens.ts";
import type { ChunkFlag, ChunkPage } from "./types.ts";

/** A chunk but for its identity and its place among the others. */
export interface Finished {
  readonly pieces: readonly Piece[];
  readonly body: ChunkBody;
  /** What stands before its text when it is embedded, and what is embedded below that. */
  readonly context: string;
  readonly embedded: string;
  readonly tokenCount: number;
  readonly textTokenCount: number;
  readonly flags: readonly ChunkFlag[];
}

export interface Surroundings {
  readonly settings: ChunkSettings;
  readonly rooms: Rooms;
  readonly pages: ReadonlyMap<number, ChunkPage>;
}

/** A draft as one chunk, or as several where the tokenizer does not add up and it is over the limit as a whole; none is over the limit but what is to stay whole. */
export function finished(draft: Draft, around: Surroundings, limit: number = around.settings.maxTokens): readonly Finished[] {
  const { maxTokens, tokenizer } = around.settings;
  const { pieces } = draft;
  const assembled = assemble(draft);
  const textTokenCount = assembled.isExact ? sumOf(pieces) : tokenizer.count(assembled.text);
  const made = { draft, assembled, textTokenCount, body: toBody(pieces, assembled, around.pages) };
  const found = under(contextOf(made.body, pieces, around), made, around.settings);
  if (found.tokenCount <= maxTokens && textTokenCount <= maxTokens) return [found];
  if (isMeantLarge(pieces, around)) return [{ ...found, flags: ["oversize", ...found.flags] }];
  if (draft.overlap !== undefined) return finished({ pieces, overlap: undefined, isOverlapSkipped: true }, around, limit);
  if (pieces.length > 1) return inHalves(draft, around, limit);
  const [only] = pieces as readonly [Piece];
  const smaller = Math.floor((limit * 3) / 4);
  const parts = smaller < 1 ? none : reachingAsFar(only.recut(smaller), only);
  // Rather than be cut inside of words, what fits alone stands without a context.
  if (parts.length === 0 || parts.some(({ reason }) => reason === "cluster" || reason === "line")) {
    const bare = under({ ...noContext, isShortened: true }, made, around.settings);
    if (bare.tokenCount <= maxTokens && textTokenCount <= maxTokens) return [bare];
  }
  if (smaller < 1)
    throw new ChunkError("window-too-small", `The window is too small: a part that cannot be cut counts more than ${maxTokens} tokens`);
  return parts.flatMap((piece, index) => {
    const goesOn = index < parts.length - 1 || only.goesOn === true;
    return again(draft, [{ ...piece, goesOn }], index === 0, around, smaller);
  });
}

/** A draft put together, before it has a context. */
interface Made {
  readonly draft: Draft;
  readonly assembled: Assembled;
  readonly textTokenCount: number;
  readonly body: ChunkBody;
}

function under(context: Context, { draft, assembled, textTokenCount, body }: Made, settings: ChunkSettings): Finished {
  const { tokenizer } = settings;
  const embedded = assembled.embed ?? assembled.text;
  const adds =
    tokenizer.additiveAtNewline &&
    assembled.embed === undefined &&
    startsCleanly((draft.overlap?.segment ?? (draft.pieces[0] as Piece)).text);
  const tokenCount = adds ? context.tokens + textTokenCount : tokenizer.count(context.prefix + embedded);
  const flags = flagsOf(draft, assembled, context, body, settings);
  return { pieces: draft.pieces, body, context: context.prefix, embedded, tokenCount, textTokenCount, flags };
}

/** Parts of a piece, which together stand for the same lines of a table. */
function reachingAsFar(parts: readonly Piece[], { reach }: Piece): readonly Piece[] {
  if (reach === undefined) return parts;
  return parts.map((part, index) => {
    const [from, to] = part.reach ?? part.span;
    return { ...part, reach: [index === 0 ? reach[0] : from, index === parts.length - 1 ? reach[1] : to] };
  });
}

/** Whether the draft holds, below nothing but headings, what the options want in one piece of any size. */
function isMeantLarge(pieces: readonly Piece[], { settings, rooms }: Surroundings): boolean {
  const large = pieces.findIndex(({ block, tokens }) => staysWhole(block, settings) && tokens > rooms.roomOf(block.path));
  return large >= 0 && pieces.slice(0, large).every(({ block }) => block.heading !== undefined);
}

/** The first half of the pieces and the second. */
function inHalves(draft: Draft, around: Surroundings, limit: number): Finished[] {
  const middle = middleOf(draft.pieces);
  return [
    ...again(draft, draft.pieces.slice(0, middle), true, around, limit),
    ...again(draft, draft.pieces.slice(middle), false, around, limit),
  ];
}

/** A part of a draft, without overlap. */
function again(draft: Draft, pieces: readonly Piece[], isFirst: boolean, around: Surroundings, limit: number): readonly Finished[] {
  const isOverlapSkipped = isFirst ? draft.isOverlapSkipped : around.settings.overlap > 0;
  return finished({ pieces, overlap: undefined, isOverlapSkipped }, around, limit);
}

/** The count of adjoining pieces, the last one without what stands behind it. */
function sumOf(pieces: readonly Piece[]): number {
  const last = pieces.length - 1;
  let sum = (pieces[last] as Piece).endTokens();
  for (let index = 0; index < last; index++) sum += (pieces[index] as Piece).tokens;
  return sum;
}

function contextOf(body: ChunkBody, pieces: readonly Piece[], { settings, rooms }: Surroundings): Context {
  const { context, maxContextTokens, tokenizer } = settings;
  if (typeof context === "function") return textContext(context(body), maxContextTokens, tokenizer);
  if (context === "none") return noContext;
  const { path } = (pieces[0] as Piece).block;
  // What stands over the first piece was open before it; all other headings are in the text.
  let outside = 0;
  while (outside < path.length && path[outside] === body.headingPath[outside]) outside++;
  return rooms.contextOf(outside === path.length ? path : path.slice(0, outside));
}

function flagsOf(draft: Draft, assembled: Assembled, context: Context, body: ChunkBody, settings: ChunkSettings): readonly ChunkFlag[] {
  const { pieces, isOverlapSkipped } = draft;
  const isPlain = !context.isShortened && !isOverlapSkipped && !assembled.isHyphenJoined && body.confidence === undefined;
  const [first] = pieces as readonly [Piece];
  if (isPlain && pieces.every(({ flags, block }) => flags.length === 0 && block.stretch === first.block.stretch)) return none;
  const flags = new Set<ChunkFlag>();
  if (context.isShortened) flags.add("context-shortened");
  for (const piece of pieces) for (const flag of piece.flags) flags.add(flag);
  if (isOverlapSkipped) flags.add("overlap-skipped");
  if (assembled.isHyphenJoined) flags.add("joined-hyphen");
  if (pieces.some(({ block }) => block.stretch !== first.block.stretch)) flags.add("page-gap");
  if (body.confidence !== undefined && body.confidence < settings.minConfidence) flags.add("low-confidence");
  return [...flags];
}

const none: readonly never[] = [];

/** Where to part pieces in two: near the middle, and not below a heading where that can be helped. */
function middleOf(pieces: readonly Piece[]): number {
  const isHeading = (index: number): boolean => pieces[index]?.block.heading !== undefined;
  const middle = pieces.length >> 1;
  for (let index = middle; index > 0; index--) if (!isHeading(index - 1)) return index;
  for (let index = middle + 1; index < pieces.length; index++) if (!isHeading(index - 1)) return index;
  return middle;
}
