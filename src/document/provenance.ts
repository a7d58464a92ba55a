import { unreachable } from "../errors.ts";
import type { Region } from "../geometry/box.ts";
import type { Form, FormCell, FormNode } from "../tree/form.ts";
import type { GroundedText, ImageFile, PageText, Revision, TextLine } from "../tree/page-data.ts";
import type { Cell, Grid, Row, RowSource, Signal, StitchDecision, TablePart } from "../tree/table.ts";
import type { Document, ListItem, NodeBase, NodeData, Page, PageContent, Table, TableText } from "../tree/types.ts";

/** How pointers and page numbers are told anew. */
export interface ProvenanceMap {
  readonly pointer: (pointer: string) => string;
  readonly pageNumber: (pageNumber: number) => number;
}

/**
 * The document with every pointer and every page number in it mapped, wherever they stand in the tree.
 *
 * What is as the service wrote it stays: raw items, metadata, and the words of warnings and errors.
 */
export function mapDocument(document: Document, map: ProvenanceMap): Document {
  return {
    ...mapBase(document, map),
    children: document.children.map((page) => mapPage(page, map)),
    images: document.images.map((image) => mapImage(image, map)),
    warnings: document.warnings.map((warning) => ({ ...warning, pointer: map.pointer(warning.pointer) })),
  };
}

function mapPage(page: Page, map: ProvenanceMap): Page {
  const { revisions, lineNumbers, forms } = page;
  return {
    ...mapBase(page, map),
    number: map.pageNumber(page.number),
    children: page.children.map((child) => mapContent(child, map)),
    ...(revisions && { revisions: revisions.map((revision) => mapRevision(revision, map)) }),
    ...(lineNumbers && { lineNumbers: lineNumbers.map((line) => ({ ...line, pointer: map.pointer(line.pointer) })) }),
    ...(forms && { forms: forms.map((form) => mapForm(form, map)) }),
  };
}

function mapContent<Content extends PageContent | ListItem>(node: Content, map: ProvenanceMap): Content;
function mapContent(node: PageContent | ListItem, map: ProvenanceMap): PageContent | ListItem {
  switch (node.type) {
    case "heading":
    case "paragraph":
    case "code":
    case "image":
    case "link":
      return mapBase(node, map);
    case "list":
      return { ...mapBase(node, map), children: node.children.map((item) => mapContent(item, map)) };
    case "pageHeader":
    case "pageFooter":
    case "listItem":
    case "unknown":
      return { ...mapBase(node, map), children: node.children.map((child) => mapContent(child, map)) };
    case "table":
      return mapTable(node, map);
    default:
      return unreachable(node);
  }
}

function mapBase<Some extends NodeBase>(node: Some, map: ProvenanceMap): Some {
  const { lines, data } = node;
  return {
    ...node,
    pointer: map.pointer(node.pointer),
    regions: mapRegions(node.regions, map),
    ...(lines && { lines: lines.map((line) => mapLine(line, map)) }),
    ...(data && { data: mapData(data, map) }),
  };
}

function mapData(data: NodeData, map: ProvenanceMap): NodeData {
  const { stitchDecisions, furnitureDecisions, unstitched } = data;
  return {
    ...data,
    ...(unstitched && { unstitched: mapTable(unstitched, map) }),
    ...(stitchDecisions && { stitchDecisions: stitchDecisions.map((decision) => mapStitchDecision(decision, map)) }),
    ...(furnitureDecisions && {
      furnitureDecisions: furnitureDecisions.map((decision) => ({
        ...decision,
        pointer: map.pointer(decision.pointer),
        pageNumber: map.pageNumber(decision.pageNumber),
        ...(decision.repeatedOn && { repeatedOn: decision.repeatedOn.map(map.pageNumber) }),
      })),
    }),
  };
}

function mapStitchDecision(decision: StitchDecision, map: ProvenanceMap): StitchDecision {
  const mapSignal = (signal: Signal): Signal =>
    signal.name === "merged_into_page" && typeof signal.value === "number" ? { ...signal, value: map.pageNumber(signal.value) } : signal;
  const from = decision.from === "" ? "" : map.pointer(decision.from);
  return { ...decision, from, to: map.pointer(decision.to), signals: decision.signals.map(mapSignal) };
}

function mapRegion(region: Region, map: ProvenanceMap): Region {
  return { ...region, pageNumber: map.pageNumber(region.pageNumber) };
}

function mapRegions(regions: readonly Region[], map: ProvenanceMap): Region[] {
  return regions.map((region) => mapRegion(region, map));
}

function mapGrounded(text: GroundedText, map: ProvenanceMap): GroundedText {
  return { ...text, region: mapRegion(text.region, map) };
}

function mapLine(line: TextLine, map: ProvenanceMap): TextLine {
  return { ...line, ...mapGrounded(line, map), words: line.words.map((word) => mapGrounded(word, map)) };
}

function mapTable(table: Table, map: ProvenanceMap): Table {
  const { mergedFromPages, mergedIntoPage, continues, caption, footnotes } = table;
  const mapText = (text: TableText): TableText => ({ ...text, pointer: map.pointer(text.pointer) });
  const mapCells = cellMapper(map);
  return {
    ...mapBase(table, map),
    grid: mapGrid(table.grid, mapCells, map),
    parts: table.parts.map((part) => mapPart(part, mapCells, map)),
    ...(caption && { caption: mapText(caption) }),
    ...(footnotes && { footnotes: footnotes.map(mapText) }),
    ...(mergedFromPages && { mergedFromPages: mergedFromPages.map(map.pageNumber) }),
    ...(mergedIntoPage !== undefined && { mergedIntoPage: map.pageNumber(mergedIntoPage) }),
    ...(continues !== undefined && { continues: map.pointer(continues) }),
  };
}

type CellMapper = (cells: readonly Cell[]) => readonly Cell[];

/** A cell that stands in several slots stays one object. */
function cellMapper(map: ProvenanceMap): CellMapper {
  const mapped = new Map<Cell, Cell>();
  const mapCell = (cell: Cell): Cell => {
    const known = mapped.get(cell);
    if (known !== undefined) return known;
    const lines = cell.lines && { lines: cell.lines.map((line) => mapLine(line, map)) };
    const moved = { ...cell, pointer: map.pointer(cell.pointer), regions: mapRegions(cell.regions, map), ...lines };
    mapped.set(cell, moved);
    return moved;
  };
  return (cells) => cells.map(mapCell);
}

function mapGrid(grid: Grid, mapCells: CellMapper, map: ProvenanceMap): Grid {
  return { ...grid, rows: grid.rows.map((row) => mapRow(row, mapCells, map)) };
}

function mapRow(row: Row, mapCells: CellMapper, map: ProvenanceMap): Row {
  const { pointer, pageNumbers, regions } = row.source;
  const source: RowSource = {
    ...row.source,
    pointer: map.pointer(pointer),
    pageNumbers: pageNumbers.map(map.pageNumber),
    regions: mapRegions(regions, map),
  };
  return { ...row, cells: mapCells(row.cells), source };
}

function mapPart(part: TablePart, mapCells: CellMapper, map: ProvenanceMap): TablePart {
  return {
    ...part,
    pointer: map.pointer(part.pointer),
    pageNumber: map.pageNumber(part.pageNumber),
    regions: mapRegions(part.regions, map),
    droppedRows: part.droppedRows.map((row) => mapRow(row, mapCells, map)),
    healedRows: part.healedRows.map((row) => mapRow(row, mapCells, map)),
  };
}

function mapImage(image: ImageFile, map: ProvenanceMap): ImageFile {
  const { pageNumber, region } = image;
  return {
    ...image,
    pointer: map.pointer(image.pointer),
    ...(pageNumber !== undefined && { pageNumber: map.pageNumber(pageNumber) }),
    ...(region && { region: mapRegion(region, map) }),
  };
}

function mapRevision(revision: Revision, map: ProvenanceMap): Revision {
  const mapText = (text: PageText): PageText => ({ ...text, ...(text.region && { region: mapRegion(text.region, map) }) });
  return {
    ...revision,
    pointer: map.pointer(revision.pointer),
    target: mapText(revision.target),
    targetParts: revision.targetParts.map(mapText),
    ...(revision.balloon && { balloon: mapRegion(revision.balloon, map) }),
  };
}

function mapForm(form: Form, map: ProvenanceMap): Form {
  return { ...form, pointer: map.pointer(form.pointer), children: form.children.map((node) => mapFormNode(node, map)) };
}

function mapFormNode(node: FormNode, map: ProvenanceMap): FormNode {
  const pointer = map.pointer(node.pointer);
  const mapNodes = (nodes: readonly FormNode[]): readonly FormNode[] => nodes.map((child) => mapFormNode(child, map));
  switch (node.type) {
    case "field":
      return { ...node, pointer, valueItems: mapNodes(node.valueItems), regions: mapRegions(node.regions, map) };
    case "section":
      return { ...node, pointer, children: mapNodes(node.children) };
    case "table": {
      const mapCell = (cell: FormCell): FormCell => (cell === null || typeof cell === "string" ? cell : mapNodes(cell));
      return { ...node, pointer, rows: node.rows.map((row) => row.map(mapCell)), regions: mapRegions(node.regions, map) };
    }
    case "unknown":
      return { ...node, pointer };
    default:
      return unreachable(node);
  }
}
