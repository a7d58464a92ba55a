import { PDFArray, PDFDict, type PDFDocument, PDFName, type PDFObject, PDFRef } from "@cantoo/pdf-lib";
import { PdfError } from "../errors.ts";

/** A page object of the file; a file may list one twice. */
export interface PageLeaf {
  readonly ref: PDFRef;
  readonly node: PDFDict;
}

/** The pages in order, page 1 first; cycles and entries that are no page objects are passed over. Throws a PdfError when there are none. */
export function pageLeaves(document: PDFDocument): readonly PageLeaf[] {
  const { context, catalog } = document;
  const leaves: PageLeaf[] = [];
  const visited = new Set<PDFDict>();
  const stack: (PDFObject | undefined)[] = [catalog instanceof PDFDict ? catalog.get(PDFName.of("Pages")) : undefined];
  while (stack.length > 0) {
    const link = stack.pop();
    const node = context.lookup(link);
    if (!(node instanceof PDFDict) || visited.has(node)) continue;
    const kids = node.lookup(PDFName.of("Kids"));
    if (kids instanceof PDFArray) {
      visited.add(node);
      for (let index = kids.size() - 1; index >= 0; index--) stack.push(kids.get(index));
    } else if (link instanceof PDFRef && node.lookup(PDFName.of("Type")) !== PDFName.of("Pages")) {
      leaves.push({ ref: link, node });
    }
  }
  if (leaves.length === 0) throw new PdfError("pdf-damaged", "Cannot read the PDF: no page tree, also after repair");
  return leaves;
}
