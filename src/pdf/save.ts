import { PDFDict, type PDFDocument, PDFName, PDFRawStream, PDFRef } from "@cantoo/pdf-lib";
import { PdfError, type WarningLog } from "../errors.ts";
import type { OpenedPdf } from "./open.ts";
import { countSignatures } from "./signature.ts";
import { updateBytes } from "./update.ts";
import { checkObjects, checkUpdate, readXrefChain, type XrefChain } from "./xref.ts";
import { XrefDamage } from "./xref-section.ts";

/** How the file will be written; an update holds the `changed` objects and all with a number above `lastNumber`. */
export type SavePlan =
  | { readonly type: "incremental"; readonly chain: XrefChain; readonly changed: readonly PDFRef[]; readonly lastNumber: number }
  | { readonly type: "rewrite" };

/** Objects written between two turns of the event loop. */
const objectsPerTick = 1500;

/** Incremental unless the file is encrypted or damaged, or a rewrite is asked for; warns of what a rewrite loses and of signatures. Call it before anything is changed. */
export function planSave(
  bytes: Uint8Array,
  { document, decrypted }: OpenedPdf,
  changed: readonly PDFRef[],
  asked: "auto" | "rewrite",
  log: WarningLog,
): SavePlan {
  const chain = decrypted || asked === "rewrite" ? undefined : soundChain(bytes, changed);
  const signatures = countSignatures(document);
  const noun = signatures === 1 ? "1 signature" : `${signatures} signatures`;
  if (chain !== undefined && !(chain instanceof XrefDamage)) {
    if (signatures > 0) log.add("pdf-signed", `${noun}: the signed bytes are unchanged, viewers may report later changes`, "");
    return { type: "incremental", chain, changed, lastNumber: reserveNumbers(document, chain) };
  }
  if (decrypted) log.add("pdf-decrypted", "The output is not encrypted and has no permissions", "");
  else if (chain === undefined) log.add("pdf-rewritten", "The file was rewritten, as asked", "");
  else log.add("pdf-repaired", `${chain.message}: the file was rewritten`, "");
  if (signatures > 0) log.add("pdf-signature-broken", `${noun} no longer ${signatures === 1 ? "holds" : "hold"}`, "");
  return { type: "rewrite" };
}

/** The file as planned: the given bytes with an update behind them, or the whole document written anew and unencrypted. */
export async function savePlanned(bytes: Uint8Array, document: PDFDocument, plan: SavePlan): Promise<Uint8Array> {
  if (plan.type === "rewrite") return saveRewritten(document);
  const { chain, changed, lastNumber } = plan;
  const refs = [...changed].sort((one, other) => one.objectNumber - other.objectNumber);
  for (let number = lastNumber + 1, end = document.context.largestObjectNumber; number <= end; number++) refs.push(PDFRef.of(number));
  const update = updateBytes(document.context, refs, chain, bytes.length);
  const result = new Uint8Array(bytes.length + update.length);
  result.set(bytes);
  result.set(update, bytes.length);
  try {
    checkUpdate(result, chain.start);
  } catch (error) {
    if (!(error instanceof XrefDamage)) throw error;
    throw new PdfError("pdf-damaged", `Cannot append to the PDF: ${error.message}. Try \`save: "rewrite"\``);
  }
  return result;
}

/** The highest number in use. Those of deleted objects are not taken again: their entries ask for another generation. */
function reserveNumbers({ context }: PDFDocument, chain: XrefChain): number {
  for (const number of chain.entries.keys()) context.largestObjectNumber = Math.max(context.largestObjectNumber, number);
  return context.largestObjectNumber;
}

async function saveRewritten(document: PDFDocument): Promise<Uint8Array> {
  const { context } = document;
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    const dict = object instanceof PDFRawStream ? object.dict : object;
    if (dict instanceof PDFDict && isLeftover(dict)) context.delete(ref);
  }
  return document.save({ addDefaultPage: false, updateFieldAppearances: false, objectsPerTick });
}

function soundChain(bytes: Uint8Array, changed: readonly PDFRef[]): XrefChain | XrefDamage {
  try {
    const chain = readXrefChain(bytes);
    checkObjects(bytes, chain.entries, changed);
    return chain;
  } catch (error) {
    return error instanceof XrefDamage ? error : new XrefDamage("the xref sections cannot be read");
  }
}

/** Cross-reference and object streams are written anew; an encryption dictionary nobody refers to would still give a password away to guessing. */
function isLeftover(dict: PDFDict): boolean {
  const type = dict.lookup(PDFName.of("Type"));
  if (type === PDFName.of("XRef") || type === PDFName.of("ObjStm")) return true;
  const isEncryption = ["O", "U", "P", "V"].every((key) => dict.has(PDFName.of(key)));
  return isEncryption && dict.lookup(PDFName.of("Filter")) === PDFName.of("Standard");
}
