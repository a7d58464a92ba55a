import { unreachable, WarningLog } from "../errors.ts";
import { readMarkdown } from "../markdown/from-markdown.ts";
import type { ParseItem, TableItem } from "../payload/item.ts";
import { joinPointer } from "../payload/pointer.ts";
import { readCsvRows } from "../table/csv-rows.ts";
import { wholePart } from "../table/grid.ts";
import { titleOf } from "../table/header.ts";
import { readHtmlTable } from "../table/html-grid.ts";
import { isBlank, type ReadTable, readTable } from "../table/reconcile.ts";
import type { Grid } from "../tree/table.ts";
import type { Block, ListItem, NodeBase, PageContent, Table } from "../tree/types.ts";
import { type PageGeometry, regionsOf } from "./regions.ts";

/**
 * The node of an item; containers hold the nodes of theirs.
 *
 * The type stands before what is spread: an object that begins with a spread and goes on gets a hidden class of its own (V8 11, Node 20), which
 * takes four times the memory and the time, and makes each look at a node slow.
 */
export function toContent(item: ParseItem, page: PageGeometry, log: WarningLog): PageContent {
  if (item.type !== "header" && item.type !== "footer") return toBlock(item, page, log);
  const type = item.type === "header" ? "pageHeader" : "pageFooter";
  return { type, ...baseOf(item, "", page, log), children: item.items.map((child) => toBlock(child, page, log)) };
}

function toBlock(item: ParseItem, page: PageGeometry, log: WarningLog): Block {
  const base = (value: string) => baseOf(item, value, page, log);
  switch (item.type) {
    case "text":
      return { type: "paragraph", ...base(item.value), value: item.value };
    case "heading":
      return {
        type: "heading",
        ...base(item.value),
        depth: depthOf(item.level, joinPointer(item.pointer, page.age === "v1" ? "lvl" : "level"), log),
        value: item.value,
      };
    case "list":
      return { type: "list", ...base(""), ordered: item.ordered, children: toListItems(item.items, page, log) };
    case "code":
      return { type: "code", ...base(item.value), value: item.value, ...(item.language === undefined ? {} : { lang: item.language }) };
    case "table":
      return toTable(item, base(""), page, log);
    case "image":
      return { type: "image", ...base(item.caption), url: item.url, alt: item.caption };
    case "link":
      return { type: "link", ...base(item.text), url: item.url, value: item.text };
    case "header":
    case "footer":
    case "unknown": {
      // A header inside a block is not in the wire format: its children stay, its kind is kept in the raw item.
      const children = item.items.map((child) => toBlock(child, page, log));
      return { type: "unknown", ...base(""), value: item.type === "unknown" ? item.value : item.markdown, children };
    }
    default:
      return unreachable(item);
  }
}

function baseOf(item: ParseItem, value: string, page: PageGeometry, log: WarningLog): NodeBase {
  const base = { pointer: item.pointer, regions: regionsOf(item, value, page, log), markdown: item.markdown };
  return item.raw === undefined ? base : { ...base, data: { raw: item.raw } };
}

function depthOf(level: number, pointer: string, log: WarningLog): number {
  const depth = Math.min(Math.max(Math.round(level), 1), 6);
  if (depth !== level) log.add("field-invalid", `The level of the heading is ${level}, expected 1 to 6: ${depth} is used`, pointer);
  return depth;
}

/** mdast nests a list inside the item before it; the service puts both side by side. */
function toListItems(items: readonly ParseItem[], page: PageGeometry, log: WarningLog): ListItem[] {
  const listItems: { item: ParseItem; children: Block[] }[] = [];
  for (const item of items) {
    const child = toBlock(item, page, log);
    const previous = listItems.at(-1);
    if (item.type === "list" && previous !== undefined) previous.children.push(child);
    else listItems.push({ item, children: [child] });
  }
  return listItems.map(({ item, children }) => {
    const [first] = children;
    return { type: "listItem", pointer: item.pointer, regions: first?.regions ?? [], markdown: item.markdown, children };
  });
}

function toTable(item: TableItem, base: NodeBase, page: PageGeometry, log: WarningLog): Table {
  const { pointer, mergedFromPages, mergedIntoPage } = item;
  const { grid, caption } = readItem(item, base, page, log);
  const title = titleOf(grid.rows.slice(0, grid.headerRowCount), grid.columnCount);
  const isMerged = mergedFromPages !== undefined && mergedFromPages.length > 0;
  const part = wholePart(grid, { pointer, pageNumber: page.number, regions: base.regions });
  return {
    type: "table",
    ...base,
    grid,
    ...(title === undefined ? {} : { title }),
    ...(caption === "" ? {} : { caption: { text: caption, pointer: joinPointer(pointer, "html") } }),
    concerns: item.concerns,
    parts: [isMerged ? { ...part, origin: "service" } : part],
    ...(isMerged ? { mergedFromPages } : {}),
    ...(mergedIntoPage === undefined ? {} : { mergedIntoPage }),
  };
}

/** From rows and html; when neither holds a text from the csv, else from the pipe table in the markdown. */
function readItem(item: TableItem, base: NodeBase, page: PageGeometry, log: WarningLog): ReadTable {
  const { pointer, rows, html, csv, markdown } = item;
  const rowsPointer = joinPointer(pointer, "rows");
  const csvPointer = joinPointer(pointer, "csv");
  const source = {
    pointer,
    rowsPointer: (row: number, column?: number) => (column === undefined ? `${rowsPointer}/${row}` : `${rowsPointer}/${row}/${column}`),
    htmlPointer: joinPointer(pointer, "html"),
    rows,
    html,
    pageNumbers: [page.number],
    regions: base.regions,
  };
  const isMissing = isBlank(rows) && !readHtmlTable(html)?.rows.some((row) => row.some((cell) => cell.text !== ""));
  if (!isMissing) {
    const witnesses = { csv: { text: csv, pointer: csvPointer }, markdown: { text: markdown, pointer: joinPointer(pointer, "md") } };
    return readTable({ ...source, ...witnesses }, log);
  }
  const fromCsv = readTable({ ...source, rows: readCsvRows(csv), html: "", rowsPointer: () => csvPointer }, log).grid;
  const fromMarkdown = readMarkdown(markdown, { pointer: joinPointer(pointer, "md"), pageNumber: page.number }, log);
  const grid = [fromCsv, ...fromMarkdown.flatMap((block) => (block.type === "table" ? [block.grid] : []))].find(hasText);
  const read = readTable(source, grid === undefined ? log : new WarningLog());
  if (grid === undefined) return read;
  const found = grid === fromCsv ? "csv" : "markdown";
  log.add("table-rows-missing", `The table has no text in its rows or html: they are read from its ${found}`, rowsPointer);
  const { pageNumbers, regions } = source;
  const rowsFound = grid.rows.map((row) => ({ ...row, source: { pointer, rowIndex: null, pageNumbers, regions } }));
  return { grid: { ...grid, rows: rowsFound }, caption: read.caption };
}

function hasText(grid: Grid): boolean {
  return grid.rows.some((row) => row.cells.some((cell) => cell.text !== ""));
}
