import { tableLabel } from "../document/captions/label.ts";
import { WarningLog } from "../errors.ts";
import type { ScannedBlock, ScannedHeading } from "../markdown/scan/scanned-block.ts";
import { scanMarkdown } from "../markdown/scan.ts";
import { readTable } from "../table/reconcile.ts";
import { readInline } from "../tree/reading.ts";
import type { NodeType } from "../tree/types.ts";
import type { LaidBlock, LaidTable } from "./block.ts";
import { announcing, isFigureCaption } from "./layout/glue.ts";
import { filled, laidTable } from "./layout/laid-table.ts";
import { inlineImages, inlineLinks } from "./layout/links.ts";
import { htmlText } from "./layout/own-text.ts";
import { pipeCells, pipeLines } from "./layout/pipe-table.ts";
import type { SectionLog } from "./sections.ts";
import type { ChunkHeading, Span } from "./types.ts";

/** The blocks of a markdown text where they stand in it: no pages, no pointers. */
export function layMarkdown(markdown: string, sections: SectionLog): LaidBlock[] {
  const scanned = [...scanMarkdown(markdown)];
  const texts = scanned.map(({ type, start, end }) => withoutIndent(markdown, type, start, end));
  const blocks: LaidBlock[] = [];
  let path: readonly ChunkHeading[] = [];
  for (const [index, block] of scanned.entries()) {
    const { start, text } = texts[index] as Placed;
    const heading = block.type === "heading" ? headingOf(block, markdown) : undefined;
    if (heading !== undefined) path = path.filter((open) => open.depth < heading.depth);
    const table = tableOf(block, text);
    const type = table === undefined && (block.type === "table" || block.type === "htmlTable") ? "paragraph" : nodeTypes[block.type];
    const end = start + text.length;
    const hasLinks = text.includes("](");
    const section = sections.add({ heading, path, start, text, pageNumber: undefined, table });
    blocks.push({
      type,
      pointer: "",
      start,
      text,
      gap: markdown.slice(end, texts[index + 1]?.start ?? markdown.length),
      path,
      heading,
      pageNumber: undefined,
      stretch: 0,
      section,
      seam: undefined,
      isTied: ties(scanned, texts, index),
      isFurniture: undefined,
      lang: block.type === "code" ? block.lang : undefined,
      table,
      sources: [{ pointer: "", type, span: [start, end], pageNumbers: none, regions: none }],
      images: hasLinks ? inlineImages(text, "") : none,
      links: hasLinks ? inlineLinks(text, "link") : none,
    });
    if (heading !== undefined) path = [...path, heading];
  }
  return blocks;
}

const none: readonly never[] = [];

interface Placed {
  readonly start: number;
  readonly text: string;
}

const nodeTypes: Readonly<Record<ScannedBlock["type"], NodeType>> = {
  heading: "heading",
  code: "code",
  list: "list",
  image: "image",
  link: "link",
  paragraph: "paragraph",
  table: "table",
  htmlTable: "table",
};

/** Where indentation means nothing, it stands before the block. */
function withoutIndent(markdown: string, type: ScannedBlock["type"], start: number, end: number): Placed {
  const text = markdown.slice(start, end).trimEnd();
  if (type === "code" || type === "list") return { start, text };
  const body = text.trimStart();
  return { start: start + text.length - body.length, text: body };
}

function headingOf({ depth, valueStart, valueEnd }: ScannedHeading, markdown: string): ChunkHeading {
  const { text } = readInline(markdown.slice(valueStart, valueEnd));
  return { text: text.replaceAll(/\s+/g, " ").trim(), depth, pointer: "" };
}

function tableOf({ type }: ScannedBlock, text: string): LaidTable | undefined {
  if (type === "table") return pipeTable(text);
  return type === "htmlTable" ? htmlTable(text) : undefined;
}

function pipeTable(text: string): LaidTable | undefined {
  const lines = pipeLines(text);
  if (lines === undefined) return undefined;
  const { header, rows } = lines;
  const firstLine: Span = [header[0], text.indexOf("\n", header[0])];
  return {
    kind: "pipe",
    header,
    captions: [],
    rows,
    names: pipeCells(text, firstLine).map((cell, column) => readInline(text.slice(...cell)).text || `Column ${column + 1}`),
    headerRowCount: 1,
    concerns: [],
    cells: (row) => filled(text, pipeCells(text, rows[row] as Span)),
    isBound: () => false,
  };
}

function htmlTable(html: string): LaidTable | undefined {
  const source = { pointer: "", rowsPointer: () => "", htmlPointer: "", rows: [], html, pageNumbers: [], regions: [] };
  const { grid } = readTable(source, new WarningLog());
  const lines = htmlText(html, grid);
  if (lines === undefined) return undefined;
  const { places, ...table } = laidTable({ grid, concerns: [] }, lines, html, (offset) => offset);
  return table;
}

/** Whether the block announces the next one, or one is the caption of the other. */
function ties(scanned: readonly ScannedBlock[], texts: readonly Placed[], index: number): boolean {
  const textOf = (at: number): string => (scanned[at]?.type === "paragraph" ? (texts[at]?.text ?? "") : "");
  const isTable = (at: number): boolean => scanned[at]?.type === "table" || scanned[at]?.type === "htmlTable";
  const isFigure = (at: number): boolean => scanned[at]?.type === "image" || scanned[at]?.type === "code";
  const text = textOf(index);
  if (announcing(text)) return true;
  if (isTable(index + 1) && tableLabel(text) === "label") return true;
  if (isFigure(index + 1) && isFigureCaption(text)) return true;
  return isFigure(index) && !isFigureCaption(textOf(index - 1)) && isFigureCaption(textOf(index + 1));
}
