import { expect } from "vitest";
import type { Chunk, ChunkResult, Span } from "../../src/chunk/types.ts";
import type { Placed } from "./places.ts";

interface Covered {
  readonly span: Span;
  /** Undefined for what was left out. */
  readonly chunk?: Chunk;
}

type Block = Pick<Placed, "span"> & { readonly node: { readonly type: string } };

/** Checks that source and what was left out are sorted and disjoint, and that nothing but white space is in none, or what a law excepts. */
export function expectLossless({ chunks, excluded, markdown }: ChunkResult, blocks: readonly Block[]): void {
  const covered: Covered[] = excluded.flatMap(({ span }) => (span === undefined ? [] : [{ span }]));
  for (const chunk of chunks) {
    for (const { kind, span } of chunk.segments) if (kind === "source" && span !== undefined) covered.push({ span, chunk });
  }
  covered.sort((one, other) => one.span[0] - other.span[0] || one.span[1] - other.span[1]);
  const outer: Covered = { span: [markdown.length, markdown.length] };
  let before: Covered = { span: [0, 0] };
  for (const after of [...covered, outer]) {
    expect(after.span[0]).toBeGreaterThanOrEqual(before.span[1]);
    const gap: Span = [before.span[1], after.span[0]];
    const own = markdown.slice(...gap);
    const around = blocks.find(({ span }) => span[0] < gap[0] && gap[1] < span[1]);
    const table = blocks.find(({ node, span }) => node.type === "table" && span[0] <= gap[1] && gap[0] <= span[1]);
    const isAllowed = isInCode(around, before, after, markdown) ? isLineBreak(own, before, after) : isBlank(own, table, before, after);
    if (!isAllowed) expect({ gap, lost: own, after: markdown.slice(Math.max(0, gap[0] - 40), gap[0]) }).toEqual("nothing");
    before = after;
  }
}

/** Where the fence of code was given up, its lines are text. */
function isInCode(block: Block | undefined, { chunk: one }: Covered, { chunk: other }: Covered, markdown: string): boolean {
  if (block?.node.type !== "code" || !/^\s*(`{3}|~{3})/.test(markdown.slice(...block.span))) return false;
  return [one, other].some((chunk) => chunk?.segments.some(({ kind }) => kind === "fence"));
}

function isLineBreak(gap: string, { chunk: one }: Covered, { chunk: other }: Covered): boolean {
  const isLong = one?.flags?.includes("long-line") === true && other?.flags?.includes("long-line") === true;
  return /^(\r\n|[\r\n])$/.test(gap) || (gap === "" && isLong);
}

function isBlank(gap: string, table: Block | undefined, { chunk: one }: Covered, { chunk: other }: Covered): boolean {
  if (gap.trim() === "") return true;
  const isKeyed = [one, other].some((chunk) => chunk?.table?.header === "names" || chunk?.segments.some(({ kind }) => kind === "name"));
  if (table !== undefined && isKeyed) return /^(\s|\||<\/?(table|caption|thead|tbody|tfoot|tr|th|td)\b[^<>]*>)+$/i.test(gap);
  return /^-\s*$/.test(gap) && one === other && one?.flags?.includes("joined-hyphen") === true;
}
