import { WarningLog } from "../errors.ts";
import type { Row, StitchDecision, TablePart } from "../tree/table.ts";
import type { Block, Document, Page, PageContent, Table } from "../tree/types.ts";
import { continued, fitStubs, joinedGrid, movedRows, type StubRows, withParts } from "./join.ts";
import { isOwner, isStub, type MergeLink, mergeLinks, type PlacedTable } from "./merge-links.ts";

export interface StitchOptions {
  /** `explicit`: joins what the service says belongs together; `off`: gives the document back. @default "explicit" */
  readonly mode?: "explicit" | "off";
}

/**
 * The document with the tables joined that the service says it merged (`merged_from_pages`, `merged_into_page`).
 *
 * The owner keeps all rows and gets a part for each page; a joined stub stays on its page as an empty table that `continues` the owner.
 * Every stub considered is in `data.stitchDecisions`; a reference that dangles or circles is ignored, with a warning. Tables in headers
 * and footers take no part. A document that was stitched before is given back.
 */
export function stitchTables(document: Document, options: StitchOptions = {}): Document {
  const { mode = "explicit" } = options;
  if (mode !== "explicit" && mode !== "off") throw new RangeError(`mode is "${String(mode)}", expected "explicit" or "off"`);
  if (mode === "off" || document.data?.stitchDecisions !== undefined) return document;
  const placed = placedTables(document);
  if (!placed.some((table) => isOwner(table) || isStub(table))) return document;
  const log = new WarningLog();
  const links = mergeLinks(placed, log);
  const replaced = new Map<Table, Table>();
  const decisions: StitchDecision[] = links.filter((link) => link.owner === undefined).map(refusal);
  const linked = new Map<PlacedTable | undefined, PlacedTable[]>(placed.filter(isOwner).map((owner) => [owner, []]));
  for (const link of links) linked.get(link.owner)?.push(link.stub);
  const pages = new Map(document.children.map((page) => [page.number, page]));
  for (const [owner, stubs] of linked) {
    if (owner === undefined) continue;
    for (const decision of joinOwner(owner, stubs, pages, replaced, log)) decisions.push(decision);
  }
  return {
    ...document,
    children: document.children.map((page) => replaceTables(page, replaced)),
    warnings: [...document.warnings, ...log.list()],
    data: { ...document.data, stitchDecisions: decisions },
  };
}

/** Joins an owner with its stubs: adds both to `replaced`, gives one decision a stub. */
function joinOwner(
  { table: owner, pageNumber }: PlacedTable,
  stubs: readonly PlacedTable[],
  pages: ReadonlyMap<number, Page>,
  replaced: Map<Table, Table>,
  log: WarningLog,
): StitchDecision[] {
  const added: Row[] = [];
  const parts: TablePart[] = [...owner.parts];
  const fits = fitStubs(
    owner.grid,
    stubs.map(({ table }) => table.grid),
  );
  const decisions = stubs.map(({ table: stub, pageNumber: stubPage }, index): StitchDecision => {
    const rows = fits[index] as StubRows;
    const part = { pointer: stub.pointer, pageNumber: stubPage, regions: stub.regions };
    if (rows.kind === "foreign") {
      const message = "The table is said to continue another one, but holds other rows: it stays as it is";
      log.add("table-stub-not-empty", message, stub.pointer);
    } else {
      replaced.set(stub, continued(stub, owner));
    }
    if (rows.kind === "none") parts.push({ ...part, firstRow: 0, rowCount: 0, droppedRows: stub.grid.rows, origin: "service" });
    if (rows.kind === "owned") {
      const { firstRow, rowCount } = rows;
      parts.push({ ...part, firstRow, rowCount, droppedRows: stub.grid.rows, origin: "service" });
    }
    if (rows.kind === "appendable") {
      const { dropped } = rows;
      const firstRow = owner.grid.rows.length + added.length;
      for (const row of movedRows(stub.grid, dropped.length, firstRow)) added.push(row);
      const rowCount = stub.grid.rows.length - dropped.length;
      parts.push({ ...part, firstRow, rowCount, droppedRows: dropped, origin: "explicit" });
    }
    const signals = [
      { name: "merged_into_page", value: stub.mergedIntoPage as number },
      { name: "rows of the stub", value: rows.kind },
    ];
    return { from: owner.pointer, to: stub.pointer, rule: "explicit", joined: rows.kind !== "foreign", signals };
  });
  for (const part of missingParts(owner, pageNumber, parts, pages, log)) parts.push(part);
  if (parts.length > 1) replaced.set(owner, withParts(owner, joinedGrid(owner.grid, added), parts));
  return decisions;
}

/** A part without a place for each listed page that has no stub; a listed page that does not exist or failed only warns. */
function missingParts(
  owner: Table,
  ownPage: number,
  parts: readonly TablePart[],
  pages: ReadonlyMap<number, Page>,
  log: WarningLog,
): TablePart[] {
  const found = new Set(parts.map((part) => part.pageNumber));
  const listed = new Set<number>();
  const absent = new Set<number>();
  for (const number of owner.mergedFromPages ?? []) {
    if (pages.has(number)) listed.add(number);
    else if (absent.size < 6) absent.add(number);
  }
  if (!listed.has(ownPage)) {
    log.add("table-merge-own-page-missing", `merged_from_pages leaves out the table's own page ${ownPage}: it is added`, owner.pointer);
  }
  const missing: TablePart[] = [];
  for (const number of [...listed].sort((one, other) => one - other)) {
    if (found.has(number)) continue;
    if (pages.get(number)?.error !== undefined) {
      log.add("table-merge-page-missing", `merged_from_pages names page ${number}, which failed`, owner.pointer);
      continue;
    }
    const message = `merged_from_pages names page ${number}, which has no part of the table: it has no place there`;
    log.add("table-merge-stub-missing", message, owner.pointer);
    const part = { pointer: owner.pointer, pageNumber: number, regions: [], firstRow: 0, rowCount: 0, droppedRows: [] };
    missing.push({ ...part, origin: "service" });
  }
  if (absent.size > 0) {
    const shown = [...absent].slice(0, 5).join(", ");
    const message = `merged_from_pages names pages that do not exist: ${shown}${absent.size > 5 ? ", …" : ""}`;
    log.add("table-merge-page-missing", message, owner.pointer);
  }
  return missing;
}

function refusal({ stub, reason }: MergeLink): StitchDecision {
  const signals = [
    { name: "merged_into_page", value: stub.table.mergedIntoPage as number },
    { name: "reference", value: reason },
  ];
  return { from: "", to: stub.table.pointer, rule: "explicit", joined: false, signals };
}

/** Tables in the body, in reading order; those inside a list or an unknown item are no candidates. */
function placedTables(document: Document): PlacedTable[] {
  const tables = document.children.flatMap((page) =>
    page.children.flatMap((block) => (block.type === "table" ? [{ table: block, pageNumber: page.number }] : [])),
  );
  return tables.map((placed, rank) => ({ ...placed, rank }));
}

function replaceTables(page: Page, replaced: ReadonlyMap<Block, Block>): Page {
  const isTouched = page.children.some((child) => child.type === "table" && replaced.has(child));
  if (!isTouched) return page;
  return {
    ...page,
    children: page.children.map((child): PageContent => (child.type === "table" ? (replaced.get(child) ?? child) : child)),
  };
}
