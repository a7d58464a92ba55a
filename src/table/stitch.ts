import { WarningLog } from "../errors.ts";
import type { StitchDecision, TablePart } from "../tree/table.ts";
import type { Block, Document, Page, PageContent, Table } from "../tree/types.ts";
import { addRows, continued, joinedGrid, startJoin, stubRows, withParts } from "./join.ts";
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
 * and footers take no part.
 */
export function stitchTables(document: Document, options: StitchOptions = {}): Document {
  const { mode = "explicit" } = options;
  if (mode === "off") return document;
  const decided = new Set(document.data?.stitchDecisions?.map((decision) => decision.to));
  const placed = placedTables(document).filter(
    ({ table }) => table.continues === undefined && table.parts.length === 1 && !decided.has(table.pointer),
  );
  if (!placed.some((table) => isOwner(table) || isStub(table))) return document;
  const log = new WarningLog();
  const links = mergeLinks(placed, log);
  const replaced = new Map<Table, Table>();
  const decisions: StitchDecision[] = links.filter((link) => link.owner === undefined).map(refusal);
  const linked = new Map<PlacedTable | undefined, MergeLink[]>(placed.filter(isOwner).map((owner) => [owner, []]));
  for (const link of links) linked.get(link.owner)?.push(link);
  for (const [owner, stubs] of linked) if (owner !== undefined) decisions.push(...joinOwner(owner, stubs, document, replaced, log));
  return {
    ...document,
    children: document.children.map((page) => replaceTables(page, replaced)),
    warnings: [...document.warnings, ...log.list()],
    data: { ...document.data, stitchDecisions: [...(document.data?.stitchDecisions ?? []), ...decisions] },
  };
}

/** Joins an owner with its stubs: adds both to `replaced`, gives one decision a stub. */
function joinOwner(
  { table: owner, pageNumber }: PlacedTable,
  links: readonly MergeLink[],
  document: Document,
  replaced: Map<Table, Table>,
  log: WarningLog,
): StitchDecision[] {
  const joined = startJoin(owner.grid);
  const parts: TablePart[] = [...owner.parts];
  const decisions = links.map(({ stub: { table: stub, pageNumber: stubPage } }): StitchDecision => {
    const rows = stubRows(owner.grid, joined, stub.grid);
    const part = { pointer: stub.pointer, pageNumber: stubPage, regions: stub.regions, droppedRows: [] };
    if (rows.kind === "foreign") {
      log.add(
        "table-stub-not-empty",
        "The table is said to be merged into another one, but holds other rows: it stays as it is",
        stub.pointer,
      );
    } else {
      replaced.set(stub, continued(stub, owner));
    }
    if (rows.kind === "none") parts.push({ ...part, firstRow: joined.keys.length, rowCount: 0, origin: "service" });
    if (rows.kind === "owned") parts.push({ ...part, firstRow: rows.firstRow, rowCount: rows.rowCount, origin: "service" });
    if (rows.kind === "appendable") {
      const { dropped } = rows;
      const rowCount = stub.grid.rows.length - dropped.length;
      parts.push({ ...part, droppedRows: dropped, firstRow: joined.keys.length, rowCount, origin: "explicit" });
      addRows(joined, stub.grid, dropped.length);
    }
    const signals = [
      { name: "merged_into_page", value: stub.mergedIntoPage as number },
      { name: "rows of the stub", value: rows.kind },
    ];
    return { from: owner.pointer, to: stub.pointer, rule: "explicit", joined: rows.kind !== "foreign", signals };
  });
  parts.push(...missingParts(owner, pageNumber, parts, document, log));
  if (parts.length > 1) replaced.set(owner, withParts(owner, joinedGrid(owner.grid, joined), parts));
  return decisions;
}

/** A part without a place for each listed page that has no stub; a listed page that does not exist or failed only warns. */
function missingParts(owner: Table, ownPage: number, parts: readonly TablePart[], document: Document, log: WarningLog): TablePart[] {
  const listed = new Set(owner.mergedFromPages);
  if (!listed.has(ownPage)) {
    log.add("table-merge-own-page-missing", `merged_from_pages leaves out the table's own page ${ownPage}: it is added`, owner.pointer);
  }
  const found = new Set(parts.map((part) => part.pageNumber));
  const missing: TablePart[] = [];
  for (const { number, error } of document.children) {
    if (!listed.has(number) || found.has(number)) continue;
    if (error === undefined) {
      log.add(
        "table-merge-stub-missing",
        `merged_from_pages names page ${number}, which has no part of the table: it has no place there`,
        owner.pointer,
      );
      const part = { pointer: owner.pointer, pageNumber: number, regions: [], firstRow: 0, rowCount: 0, droppedRows: [] };
      missing.push({ ...part, origin: "service" });
    }
    found.add(number);
    if (error !== undefined) log.add("table-merge-page-missing", `merged_from_pages names page ${number}, which failed`, owner.pointer);
  }
  const absent = [...listed].filter((number) => !found.has(number));
  if (absent.length > 0) {
    const shown = absent.slice(0, 5).join(", ");
    log.add(
      "table-merge-page-missing",
      `merged_from_pages names pages that do not exist: ${shown}${absent.length > 5 ? ", …" : ""}`,
      owner.pointer,
    );
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
