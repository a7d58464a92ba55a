import type { LaidBlock } from "./block.ts";
import { cutCode, missingFence } from "./cut/code.ts";
import { keyValueLines, keyValueText } from "./cut/key-value.ts";
import { cutLines } from "./cut/lines.ts";
import { cutList } from "./cut/list.ts";
import { cutPlain } from "./cut/plain.ts";
import { cutTable } from "./cut/table.ts";
import { isSurelyLarge } from "./cut/text.ts";
import type { Window } from "./cut/window.ts";
import { countOfLines } from "./line-counts.ts";
import type { ChunkSettings } from "./options.ts";
import { fitsBehind, isNear, type Piece, sourceSegment, wholePiece } from "./piece.ts";
import type { Tokenizer } from "./types.ts";

/**
 * A block as one piece, if it can be one that counts at most `room` tokens; undefined when it has to be cut.
 *
 * What the options want in one piece is one of any size.
 */
export function pieceOf(block: LaidBlock, settings: ChunkSettings, room: number): Piece | undefined {
  const { maxTokens } = settings;
  const isWhole = staysWhole(block, settings);
  if (!isWhole && isTooLarge(block, maxTokens, settings.tokenizer)) return undefined;
  const window: Window = { limit: room, firstLimit: room, most: maxTokens };
  const piece =
    settings.table === "key-value" ? (asKeyValue(block, settings, window) ?? asWritten(block, settings)) : asWritten(block, settings);
  return isWhole || fitsBehind(0, piece, room) ? piece : undefined;
}

/** Whether a block is over the limit for sure: not only for what stands behind it. */
function isTooLarge(block: LaidBlock, limit: number, tokenizer: Tokenizer): boolean {
  const tokens = countOfLines(block, tokenizer);
  return tokens === undefined ? isSurelyLarge(block.text, limit, tokenizer.count) : !isNear(tokens, limit);
}

/** Whether the options want a block in one piece. */
export function staysWhole({ type, table }: LaidBlock, settings: Pick<ChunkSettings, "table" | "code">): boolean {
  return (table !== undefined && settings.table === "as-one") || (type === "code" && settings.code === "as-one");
}

/** The block in pieces that each fit, cut as its type allows. */
export function cutBlock(block: LaidBlock, settings: ChunkSettings, window: Window): readonly Piece[] {
  if (block.table !== undefined) {
    const pieces = cutTable(block, block.table, settings, window);
    return pieces.length > 0 ? pieces : cutPlain(block, [0, block.text.length], settings.tokenizer, window);
  }
  if (block.type === "code") return cutCode(block, settings.tokenizer, window);
  if (block.type === "list") return cutList(block, settings.tokenizer, window);
  return cutPlain(block, [0, block.text.length], settings.tokenizer, window);
}

function asKeyValue(block: LaidBlock, settings: ChunkSettings, window: Window): Piece | undefined {
  if (block.table === undefined) return undefined;
  const lines = keyValueLines(block, block.table, settings.tokenizer, { ...window, limit: settings.maxTokens });
  return cutLines(lines, { limit: Infinity, firstLimit: Infinity, most: Infinity })[0];
}

function asWritten(block: LaidBlock, settings: ChunkSettings): Piece {
  const { tokenizer, maxTokens } = settings;
  const { table } = block;
  const recut: Piece["recut"] = (limit) => cutBlock(block, settings, { limit, firstLimit: limit, most: maxTokens });
  if (table !== undefined) {
    const embed = settings.table === "rows+key-value" ? keyValueText(block, table, [0, table.rows.length]) : "";
    const rows = { rows: [0, table.rows.length], header: "source" } as const;
    return wholePiece(block, tokenizer, recut, { table: rows, ...(embed === "" ? {} : { embed }) });
  }
  const fence = block.type === "code" ? missingFence(block.text) : undefined;
  if (fence === undefined) return wholePiece(block, tokenizer, recut);
  return wholePiece(block, tokenizer, recut, { segments: [sourceSegment(block, [0, block.text.length]), fence] });
}
