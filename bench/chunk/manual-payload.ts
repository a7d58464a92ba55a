import type { Manual, PlacedPart } from "./manual.ts";
import type { Part } from "./part.ts";

export interface PlacedPayload {
  /** What the service would send for the manual, printed on pages. */
  readonly wire: Record<string, unknown>;
  /** Where each stretch of the manual's markdown is printed, in its order. */
  readonly places: readonly Place[];
}

export interface Place {
  readonly start: number;
  readonly end: number;
  readonly pageNumber: number;
  readonly box: Box;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}
type Wire = Record<string, unknown>;

const [top, bottom, lineHeight, lineLength] = [60, 740, 12, 90];

/** The manual as a parse result: Letter pages with running headers, a box for each block; tables go on over pages, linked as the service links them. */
export function manualPayload({ parts }: Manual, firstPage: number = 1): PlacedPayload {
  const pages: Wire[][] = [[]];
  const places: Place[] = [];
  let y = top;
  const turn = (): void => {
    pages.push([]);
    y = top;
  };
  const print = (item: Wire, height: number, start: number, length: number): Wire => {
    const box = { x: 72, y, w: 468, h: Math.min(height, bottom - y) };
    const printed: Wire = { ...item, bbox: [{ ...box, confidence: 0.9, label: String(item.type) }] };
    (pages.at(-1) as Wire[]).push(printed);
    places.push({ start, end: start + length, pageNumber: pages.length + firstPage - 1, box });
    y += height + lineHeight;
    return printed;
  };
  for (const { part, start } of parts) {
    if (part.type === "table") {
      printTable(part, start);
      continue;
    }
    const height = heightOf(part.markdown);
    if (y > top && y + height > bottom) turn();
    print(itemOf(part), height, start, part.markdown.length);
  }
  function printTable(part: Part & { readonly type: "table" }, start: number): void {
    const [header = [], ...body] = part.rows;
    const [headerLine = "", rule = "", ...lines] = part.markdown.split("\n");
    const head = `${headerLine}\n${rule}`;
    const printed: { readonly item: Wire; readonly page: number }[] = [];
    let offset = start;
    for (let from = 0; from < lines.length; ) {
      if (y > top && y + 4 * lineHeight > bottom) turn();
      const room = Math.max(1, Math.floor((bottom - y) / lineHeight) - 2);
      const own = lines.slice(from, from + room);
      const item = { type: "table", rows: [header, ...body.slice(from, from + room)], md: [head, ...own].join("\n"), html: "", csv: "" };
      const length = own.join("\n").length + (from === 0 ? head.length + 1 : 0);
      printed.push({ item: print(item, (own.length + 2) * lineHeight, offset, length), page: pages.length + firstPage - 1 });
      offset += length + 1;
      from += room;
      if (from < lines.length) turn();
    }
    link(printed);
  }
  return { wire: resultOf(pages, firstPage), places };
}

function link(printed: readonly { readonly item: Wire; readonly page: number }[]): void {
  const [first, ...rest] = printed;
  if (first === undefined || rest.length === 0) return;
  first.item.merged_from_pages = printed.map(({ page }) => page);
  for (const { item } of rest) item.merged_into_page = first.page;
}

function heightOf(markdown: string): number {
  return markdown.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / lineLength)), 0) * lineHeight;
}

function itemOf(part: PlacedPart["part"]): Wire {
  const { markdown: md } = part;
  switch (part.type) {
    case "heading":
      return { type: "heading", level: part.depth, md, value: part.value };
    case "code":
      return { type: "code", md, value: part.value, language: part.language };
    case "list":
      return {
        type: "list",
        md,
        ordered: part.ordered,
        items: part.entries.flatMap(({ text, nested }) => [leaf(text), ...sublist(nested)]),
      };
    default:
      return { type: "text", md, value: md };
  }
}

function leaf(text: string): Wire {
  return { type: "text", md: text, value: text };
}

function sublist(texts: readonly string[]): Wire[] {
  return texts.length === 0
    ? []
    : [{ type: "list", ordered: false, md: texts.map((text) => `- ${text}`).join("\n"), items: texts.map(leaf) }];
}

function resultOf(pages: readonly (readonly Wire[])[], firstPage: number): Wire {
  const furniture = (type: string, md: string): Wire => ({ type, md, items: [leaf(md)] });
  const numbered = pages.map((items, index) => ({
    ...{ page_number: index + firstPage, page_width: 612, page_height: 792, success: true },
    items: [furniture("header", "Operating manual"), ...items, furniture("footer", `Page ${index + firstPage}`)],
  }));
  return { job: { id: "pjb-bench", project_id: "prj-bench", status: "COMPLETED" }, items: { pages: numbered } };
}
