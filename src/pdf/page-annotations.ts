import { PDFArray, PDFDict, PDFHexString, PDFName, type PDFObject, PDFRef, PDFString } from "@cantoo/pdf-lib";

/**
 * Gives the page a new `/Annots` array: the old entries that are none of `names`, then the added ones.
 *
 * The array found is never pushed into: pages may share it. An old annotation of one of the names leaves together with its popup.
 */
export function replaceAnnotations(page: PDFDict, names: ReadonlySet<string>, added: readonly PDFRef[]): void {
  const key = PDFName.of("Annots");
  const found = page.lookup(key);
  const old = found instanceof PDFArray ? found.asArray() : [];
  const replaced = new Set<PDFObject>();
  for (const entry of old) {
    const dict = page.context.lookup(entry);
    if (dict instanceof PDFDict && names.has(nameOf(dict) ?? "")) replaced.add(entry);
  }
  const kept = replaced.size === 0 ? old : old.filter((entry) => !replaced.has(entry) && !isPopupOf(page.context.lookup(entry), replaced));
  const annotations = PDFArray.withContext(page.context);
  for (const entry of [...kept, ...added]) annotations.push(entry);
  page.set(key, annotations);
}

function nameOf(annotation: PDFDict): string | undefined {
  const name = annotation.lookup(PDFName.of("NM"));
  return name instanceof PDFHexString || name instanceof PDFString ? name.decodeText() : undefined;
}

function isPopupOf(annotation: PDFObject | undefined, parents: ReadonlySet<PDFObject>): boolean {
  if (!(annotation instanceof PDFDict) || annotation.lookup(PDFName.of("Subtype")) !== PDFName.of("Popup")) return false;
  const parent = annotation.get(PDFName.of("Parent"));
  return parent instanceof PDFRef && parents.has(parent);
}
