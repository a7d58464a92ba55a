import { sameJson } from "../payload/parse/same-json.ts";
import { present } from "../payload/present.ts";
import { stitchTables } from "../table/stitch.ts";
import type { Document, DocumentMetadata, NodeData } from "../tree/types.ts";
import { mapDocument } from "./provenance.ts";

export interface ConcatOptions {
  /**
   * `auto`: page numbers are kept, pages sorted by them, when no two documents share one, else they are counted on; `always`: they are
   * counted on; `never`: they are kept. @default "auto"
   */
  readonly renumber?: "auto" | "always" | "never";
}

/**
 * One document of several, such as page ranges of one file, or several files; a single one is given back as it is.
 *
 * Pointers lead into the list of the payloads, in the order given: `/1/items/pages/0` stands in the second. Where page numbers are counted
 * on, page n becomes n plus the highest page number that the documents before it name anywhere, and all that names a page moves along; words
 * and raw items stay. The job id and metadata are kept where all agree, credits are added up. Concatenate first and stitch then: when one of
 * the documents is stitched, so is each of the others, by itself.
 *
 * @throws {RangeError} for an empty list, for page numbers that clash under `never`, and for those past 2^53 - 1
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { concatDocuments, normalize, readParseResult, resolvePointer } from "postparse";
 *
 * const payloads = ["One", "Two"].map((markdown) => ({
 *   job: { id: `pjb-${markdown}`, status: "COMPLETED" },
 *   markdown: { pages: [{ page_number: 1, markdown, success: true }] },
 * }));
 * const document = concatDocuments(payloads.map((payload) => normalize(readParseResult(payload))));
 * const [, second] = document.children;
 * assert.equal(second?.number, 2);
 * assert.equal(second?.children[0]?.pointer, "/1/markdown/pages/0/markdown");
 * assert.equal(resolvePointer(payloads, "/1/markdown/pages/0/markdown"), "Two");
 * ```
 */
export function concatDocuments(documents: readonly Document[], options: ConcatOptions = {}): Document {
  const { renumber = "auto" } = options;
  if (renumber !== "auto" && renumber !== "always" && renumber !== "never") {
    throw new RangeError(`renumber is "${String(renumber)}", expected "auto", "always" or "never"`);
  }
  const [first] = documents;
  if (first === undefined) throw new RangeError("Cannot concatenate 0 documents: give at least one");
  if (documents.length === 1) return first;
  const clash = renumber === "always" ? undefined : sharedPage(documents);
  if (renumber === "never" && clash !== undefined) {
    throw new RangeError(`Cannot keep the page numbers: page ${clash} is there more than once. Leave out renumber to count them on`);
  }
  const parts = relocated(equallyStitched(documents), renumber === "always" || clash !== undefined);
  const jobIds = new Set(parts.map((part) => part.jobId));
  const data = joinedData(parts.flatMap((part) => part.data ?? []));
  return {
    type: "root",
    pointer: "",
    regions: [],
    markdown: "",
    ...(jobIds.size === 1 && first.jobId !== undefined ? { jobId: first.jobId } : {}),
    metadata: sharedMetadata(parts.map((part) => part.metadata)),
    images: parts.flatMap((part) => part.images),
    children: parts.flatMap((part) => part.children).sort((one, other) => one.number - other.number),
    warnings: parts.flatMap((part) => part.warnings),
    ...(data === undefined ? {} : { data }),
  };
}

/** A document counts as stitched when a part of it is, and would then not be stitched again. */
function equallyStitched(documents: readonly Document[]): readonly Document[] {
  const isStitched = documents.some(({ data }) => data?.stitchDecisions !== undefined);
  return isStitched ? documents.map((document) => stitchTables(document)) : documents;
}

/** The first page number that a document shares with one before it. */
function sharedPage(documents: readonly Document[]): number | undefined {
  const found = new Set<number>();
  for (const { children } of documents) {
    for (const { number } of children) {
      if (found.has(number)) return number;
      found.add(number);
    }
  }
  return undefined;
}

/** The documents as they stand in the list of all; a number below 1, as a table may name it, is no page and stays. */
function relocated(documents: readonly Document[], isRenumbered: boolean): Document[] {
  let offset = 0;
  return documents.map((document, index) => {
    let highest = offset;
    const pageNumber = (number: number): number => {
      if (number < 1 || !isRenumbered) return number;
      const moved = number + offset;
      if (!Number.isSafeInteger(moved)) {
        throw new RangeError(`Cannot renumber: documents[${index}] names page ${number}, ${offset} pages further on that is past 2^53 - 1`);
      }
      highest = Math.max(highest, moved);
      return moved;
    };
    const part = mapDocument(document, { pointer: (pointer) => `/${index}${pointer}`, pageNumber });
    offset = highest;
    return part;
  });
}

/** Credits are of each part, so they are added up where all tell them; a breakdown counts the pages of its part, so there is none of the whole. */
function sharedMetadata(all: readonly DocumentMetadata[]): DocumentMetadata {
  const [first = {}, ...others] = all;
  const shared = Object.entries(first).filter(([key, value]) =>
    others.every((other) => Object.hasOwn(other, key) && sameJson(other[key as keyof DocumentMetadata], value)),
  );
  const credits = all.every((metadata) => metadata.credits !== undefined)
    ? all.reduce((sum, metadata) => sum + (metadata.credits ?? 0), 0)
    : undefined;
  return present({ ...(Object.fromEntries(shared) as DocumentMetadata), credits, confidenceBreakdown: undefined });
}

function joinedData(all: readonly NodeData[]): NodeData | undefined {
  if (all.length === 0) return undefined;
  return present({
    stitchDecisions: joined(all.map((data) => data.stitchDecisions)),
    furnitureDecisions: joined(all.map((data) => data.furnitureDecisions)),
  });
}

/** Undefined when there was no list at all. */
function joined<Entry>(lists: readonly (readonly Entry[] | undefined)[]): readonly Entry[] | undefined {
  return lists.some((list) => list !== undefined) ? lists.flatMap((list) => list ?? []) : undefined;
}
