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
import { unmoved } from "./layout/offsets.ts";
import { htmlText } from "./layout/own-text.ts";
import { pipeCells, pipeLines } from "./layout/pipe-table.ts";
import type { SectionLog } from "./sections.ts";
import type { ChunkHeading, Span } from "./types.ts";

/** The blocks of a markdown text where they stand in it, one after the other: no pages, no pointers. */
export function* layMarkdown(markdown: string, sections: SectionLog): Generator<LaidBlock, void, undefined> {
  const around = { text: markdown, start: 0 };
  let path: readonly ChunkHeading[] = [];
  const lay = (before: Placed | undefined, { block, start, text }: Placed, next: Placed | undefined): LaidBlock => {
    const heading = block.type === "heading" ? headingOf(block, markdown) : undefined;
    if (heading !== undefined) path = path.filter((open) => open.depth < heading.depth);
    const open = path;
    if (heading !== undefined) path = [...path, heading];
    const table = tableOf(block, text);
    const type = table === undefined && (block.type === "table" || block.type === "htmlTable") ? "paragraph" : nodeTypes[block.type];
    const end = start + text.length;
    const hasLinks = text.includes("](");
    return {
      type,
      pointer: "",
      start,
      text,
      toWritten: unmoved.toWritten,
      gap: markdown.slice(end, next?.start ?? markdown.length),
      around,
      path: open,
      heading,
      pageNumber: undefined,
      stretch: 0,
      section: sections.add({ heading, path: open, start, text, pageNumber: undefined, table }),
      seam: undefined,
      isTied: ties(before, { block, start, text }, next),
      isFurniture: undefined,
      lang: block.type === "code" ? block.lang : undefined,
      table,
      sources: [
        {
          pointer: "",
          type,
          span: [start, end],
          pageNumbers: none,
          regions: none,
          lines: undefined,
          isContainer: false,
          toNode: undefined,
        },
      ],
      images: hasLinks ? inlineImages(text, "") : none,
      links: hasLinks ? inlineLinks(text, "link") : none,
    };
  };
  let before: Placed | undefined;
  let current: Placed | undefined;
  for (const block of scanMarkdown(markdown)) {
    const next = withoutIndent(markdown, block);
    if (next.text === "") continue;
    if (current !== undefined) yield lay(before, current, next);
    [before, current] = [current, next];
  }
  if (current !== undefined) yield lay(before, current, undefined);
}

const none: readonly never[] = [];

interface Placed {
  readonly block: ScannedBlock;
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
function withoutIndent(markdown: string, block: ScannedBlock): Placed {
  const text = markdown.slice(block.start, block.end).trimEnd();
  if (block.type === "code" || block.type === "list") return { block, start: block.start, text };
  const body = text.trimStart();
  return { block, start: block.start + text.length - body.length, text: body };
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
function ties(before: Placed | undefined, { block, text }: Placed, next: Placed | undefined): boolean {
  if (block.type === "paragraph") {
    if (announcing(text)) return true;
    if ((next?.block.type === "table" || next?.block.type === "htmlTable") && tableLabel(text) === "label") return true;
    return isFigure(next) && isFigureCaption(text);
  }
  return isFigure({ block }) && !isCaption(before) && isCaption(next);
}

function isFigure(placed: Pick<Placed, "block"> | undefined): boolean {
  return placed?.block.type === "image" || placed?.block.type === "code";
}

function isCaption(placed: Placed | undefined): boolean {
  return placed?.block.type === "paragraph" && isFigureCaption(placed.text);
}
