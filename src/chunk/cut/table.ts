import type { LaidBlock, LaidTable } from "../block.ts";
import { pipeCells } from "../layout/pipe-table.ts";
import type { ChunkSettings } from "../options.ts";
import { makePiece, type Piece, sourceSegment } from "../piece.ts";
import type { Segment, Span } from "../types.ts";
import { cutTableRow, keyValueLines, keyValueText, reachOf } from "./key-value.ts";
import { cutLines, type Frame, type Lines, noFrame, spanBody, spanUnits } from "./lines.ts";
import { cutPlain } from "./plain.ts";
import { shortened } from "./shortened.ts";
import type { Window } from "./window.ts";

type Settings = Pick<ChunkSettings, "maxTokens" | "tokenizer" | "table" | "tableMinRows" | "splitAt">;

/** A table in pieces: between rows under its header, which is shortened where it takes more than half of the window; else as `column: cell` lines. */
export function cutTable(block: LaidBlock, table: LaidTable, settings: Settings, window: Window): Piece[] {
  const header = settings.table === "key-value" ? undefined : headerOf(block, table, settings, window);
  const lines = header === undefined ? undefined : rowLines(block, table, header, settings);
  return cutLines(lines ?? keyValueLines(block, table, settings.tokenizer, window), window);
}

/** How the header stands in the pieces. */
interface Header {
  readonly frame: Frame;
  readonly isShortened: boolean;
}

function headerOf(block: LaidBlock, table: LaidTable, { tokenizer }: Settings, window: Window): Header | undefined {
  const room = Math.min(window.limit, window.most) / 2;
  const fits = (text: string, isShortened: boolean): Header | undefined => {
    const tokens = tokenizer.count(text);
    const kind = table.kind === "html" ? "tag" : "header-row";
    return tokens <= room ? { frame: { segments: [{ kind, text }], tokens }, isShortened } : undefined;
  };
  if (table.kind === "html") {
    const header = fits(htmlHeader(block, table), false);
    return header !== undefined && header.frame.tokens + tokenizer.count(htmlEnd) <= room ? header : undefined;
  }
  const lines = compactLines(block, table);
  const compact = fits(lines.map((line) => `${line}\n`).join(""), true);
  const own = fits(`${block.text.slice(...table.header)}\n`, false);
  if (own !== undefined) return compact !== undefined && compact.frame.tokens < own.frame.tokens ? { ...compact, isShortened: false } : own;
  if (compact !== undefined) return compact;
  for (const share of [1, 2, 4, 8]) {
    const limit = room / (share * Math.max(table.names.length, 1)) - 1;
    const names = table.names.map((name) => shortened(escaped(name), limit, tokenizer));
    const header = fits(`| ${names.join(" | ")} |\n${lines[1]}\n`, true);
    if (header !== undefined) return header;
  }
  return undefined;
}

const htmlEnd = "\n</table>";

/** The tags and header rows of HTML, without captions. */
function htmlHeader({ text }: LaidBlock, { header, captions }: LaidTable): string {
  let repeated = "";
  let from = header[0];
  for (const [start, end] of captions) {
    repeated += text.slice(from, start);
    from = end;
  }
  return repeated + text.slice(from, header[1]);
}

/** The header lines of a pipe table without the white space that aligns them, the delimiter row as short as can be. */
function compactLines({ text }: LaidBlock, { header }: LaidTable): string[] {
  let start = header[0];
  return text
    .slice(...header)
    .split("\n")
    .map((line, index) => {
      const cells = pipeCells(text, [start, start + line.length]).map(([from, to]) => text.slice(from, to));
      start += line.length + 1;
      return `| ${(index === 1 ? cells.map(shortDelimiter) : cells).join(" | ")} |`;
    });
}

function shortDelimiter(cell: string): string {
  return cell.replace(/-{4,}/, "---");
}

/** A name is one line; what it holds of markdown stays. */
function escaped(name: string): string {
  return name.replaceAll(/[\r\n]+/g, " ").replaceAll(/\\?\|/g, "\\|");
}

/** Rows under a header; undefined for a table without body rows. A row that a cell reaches out of is one with the next. */
function rowLines(block: LaidBlock, table: LaidTable, { frame, isShortened }: Header, settings: Settings): Lines | undefined {
  const { tokenizer } = settings;
  const groups = boundRows(table);
  if (groups.length === 0) return undefined;
  const rowAt = (unit: number): number => groups[unit]?.[0] ?? table.rows.length;
  const spans = groups.map(([first, last]): Span => [(table.rows[first] as Span)[0], (table.rows[last - 1] as Span)[1]]);
  const startsAt = isShortened ? (spans[0] as Span)[0] : 0;
  const unitSpans = { spans: withBehind(block, table, spans), start: startsAt, end: block.text.length };
  const units = spanUnits(block, unitSpans, tokenizer, settings.maxTokens);
  const isBoth = settings.table === "rows+key-value";
  const embedOf = (first: number, last: number): string => keyValueText(block, table, [rowAt(first), rowAt(last)]);
  const embedCosts = isBoth ? groups.map((_, unit) => tokenizer.count(`${embedOf(unit, unit + 1)}\n\n`)) : [];
  const embed: Lines["embed"] = {
    cost: (unit) => embedCosts[unit] as number,
    endCost: (unit) => tokenizer.count(embedOf(unit, unit + 1)),
  };
  const htmlClosing: Frame = { segments: [{ kind: "tag", text: htmlEnd }], tokens: tokenizer.count(`${htmlEnd}\n`) };
  const lines = (isLed: boolean): Lines => ({
    block,
    tokenizer,
    ...units,
    ...(isLed ? { leadCost: 0, body: spanBody(block, { ...unitSpans, start: (spans[0] as Span)[0] }) } : {}),
    ...(isBoth ? { embed } : {}),
    opening: (first) => (first === 0 && !isShortened && !isLed ? noFrame : frame),
    closing: (last) => (table.kind === "html" && last < groups.length ? htmlClosing : noFrame),
    least: settings.tableMinRows,
    isParted: (unit) => settings.splitAt === "page" && isPageEnd(table, rowAt(unit)),
    cutUnit: (unit, window) => cutRows(block, table, groups[unit] as Span, tokenizer, window),
    ...(isShortened || isLed ? {} : { lead: () => ({ piece: headerPiece(block, table, settings), rest: lines(true) }) }),
    describe: (first, last) => {
      const rows = [rowAt(first), rowAt(last)] as const;
      const header = isShortened ? "shortened" : first === 0 && !isLed ? "source" : "repeated";
      const embed = isBoth ? embedOf(first, last) : "";
      const reach = reachOf(block, table, rows, header === "source");
      return { table: { rows, header }, reach, ...(embed === "" ? {} : { embed }) };
    },
    isExact: table.kind === "pipe" && !isBoth,
    flags: isShortened ? ["header-shortened"] : [],
  });
  return lines(false);
}

/** Rows that are too large for a piece together, as `column: cell` lines; those without a text go with the one before them. */
function cutRows(block: LaidBlock, table: LaidTable, [first, last]: Span, tokenizer: Settings["tokenizer"], window: Window): Piece[] {
  const pieces: Piece[] = [];
  for (let row = first; row < last; row++) {
    const own = cutTableRow(block, table, row, tokenizer, window);
    for (const piece of own) pieces.push(piece);
    const before = pieces.at(-1);
    if (own.length > 0 || before?.table === undefined) continue;
    const rows = [before.table.rows[0], row + 1] as const;
    const [start] = before.reach ?? before.span;
    pieces[pieces.length - 1] = { ...before, table: { ...before.table, rows }, reach: [start, reachOf(block, table, rows, false)[1]] };
  }
  if (pieces.length > 0) return pieces;
  const span: Span = [(table.rows[first] as Span)[0], (table.rows[last - 1] as Span)[1]];
  return cutPlain(block, span, tokenizer, window, { table: { rows: [first, last], header: "none" }, reason: "row" });
}

/** The header by itself, below a heading that leaves no room for a row. */
function headerPiece(block: LaidBlock, table: LaidTable, { tokenizer, maxTokens: most }: Settings): Piece {
  const source = sourceSegment(block, table.header);
  const closing: Segment[] = table.kind === "html" ? [{ kind: "tag", text: htmlEnd.trim() }] : [];
  const text = source.text + closing.map((segment) => segment.text).join("");
  const tokens = tokenizer.count(text + block.gap);
  const segments = [source, ...closing];
  const span = source.span as Span;
  const recut: Piece["recut"] = (limit) =>
    cutPlain(block, table.header, tokenizer, { limit, firstLimit: limit, most: Math.max(most, limit) });
  const endTokens = (): number => tokenizer.count(text);
  return makePiece({ block, segments, span, text, tokens, endTokens, table: { rows: [0, 0], header: "source" }, recut });
}

/** Rows that belong together, as stretches. */
function boundRows(table: LaidTable): Span[] {
  const groups: Span[] = [];
  for (let first = 0; first < table.rows.length; ) {
    let last = first + 1;
    while (last < table.rows.length && table.isBound(last - 1)) last++;
    groups.push([first, last]);
    first = last;
  }
  return groups;
}

/** Of HTML the tags between two rows stay with the first of them. */
function withBehind({ text }: LaidBlock, { kind }: LaidTable, spans: readonly Span[]): readonly Span[] {
  if (kind === "pipe") return spans;
  return spans.map(([start], unit) => {
    const next = spans[unit + 1]?.[0] ?? text.length;
    return [start, start + text.slice(start, next).trimEnd().length];
  });
}

function isPageEnd({ places }: LaidTable, row: number): boolean {
  const [before, after] = [places?.rows[row - 1]?.pageNumbers, places?.rows[row]?.pageNumbers];
  return before !== undefined && after !== undefined && before.join() !== after.join();
}
