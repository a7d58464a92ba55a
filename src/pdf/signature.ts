import { PDFArray, PDFDict, type PDFDocument, PDFName, type PDFObject } from "@cantoo/pdf-lib";

/** How many signature fields of the form hold a signature (ISO 32000-1 §12.7.4.5); an empty field counts as none. */
export function countSignatures({ catalog, context }: PDFDocument): number {
  const form = catalog.lookup(PDFName.of("AcroForm"));
  const fields = form instanceof PDFDict ? form.lookup(PDFName.of("Fields")) : undefined;
  const stack: PDFObject[] = fields instanceof PDFArray ? fields.asArray().slice() : [];
  const visited = new Set<PDFDict>();
  const signatures = new Set<PDFDict>();
  while (stack.length > 0) {
    const field = context.lookup(stack.pop());
    if (!(field instanceof PDFDict) || visited.has(field)) continue;
    visited.add(field);
    const value = field.lookup(PDFName.of("V"));
    if (value instanceof PDFDict && value.has(PDFName.of("ByteRange"))) signatures.add(value);
    const kids = field.lookup(PDFName.of("Kids"));
    if (kids instanceof PDFArray) for (const kid of kids.asArray()) stack.push(kid);
  }
  return signatures.size;
}
