import { normalize } from "../../src/document/normalize.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import { tables } from "../../src/table/tables.ts";
import { unstitchTables } from "../../src/table/unstitch.ts";
import type { Document } from "../../src/tree/types.ts";
import { parts, textRows } from "./data.ts";
import type { Work } from "./plan.ts";

const onDocument =
  (linked: boolean, prepare: (document: Document) => Document, work: (document: Document) => Document): Work =>
  async (rowCount, columnCount) => {
    const document = prepare(normalize(readParseResult(parts(textRows(rowCount, columnCount), linked))));
    return () => work(document);
  };

/** A ratio says nothing when the tables stay apart. */
function joined(document: Document): Document {
  const count = tables(document).length;
  if (count !== 1) throw new Error(`${count} tables are left, expected 1`);
  return document;
}

const asIs = (document: Document): Document => document;

export const stitchWorks: Readonly<Record<string, Work>> = {
  "stitchTables, explicit": onDocument(true, asIs, (document) => joined(stitchTables(document))),
  "stitchTables, infer": onDocument(false, asIs, (document) => joined(stitchTables(document, { mode: "infer" }))),
  unstitchTables: onDocument(true, stitchTables, unstitchTables),
};
