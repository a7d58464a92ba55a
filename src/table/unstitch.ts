import type { WarningCode } from "../errors.ts";
import type { Document, NodeData, Page, PageContent } from "../tree/types.ts";

const stitchCodes: ReadonlySet<string> = new Set<WarningCode>([
  "table-merge-ambiguous",
  "table-merge-cycle",
  "table-merge-orphan",
  "table-merge-own-page-missing",
  "table-merge-page-missing",
  "table-merge-stub-missing",
  "table-stub-not-empty",
]);

/**
 * The document as it was before `stitchTables`: its tables, warnings and decisions; the document itself when it was not stitched.
 *
 * A table that was joined comes back as it was then: what was done to it since, such as typing its cells, is not carried over.
 */
export function unstitchTables(document: Document): Document {
  const children = document.children.map(unstitchedPage);
  const isSame = children.every((page, index) => page === document.children[index]);
  if (isSame && document.data?.stitchDecisions === undefined) return document;
  const { data, ...bare } = document;
  const { stitchDecisions: _, ...rest } = data ?? {};
  const warnings = document.warnings.filter(({ code, message }) => !stitchCodes.has(code === "warnings-cut" ? lastWord(message) : code));
  return { ...bare, children, warnings, ...dataOf(rest) };
}

function unstitchedPage(page: Page): Page {
  const isTouched = page.children.some((node) => node.type === "table" && node.data?.unstitched !== undefined);
  if (!isTouched) return page;
  return { ...page, children: page.children.map((node): PageContent => (node.type === "table" ? (node.data?.unstitched ?? node) : node)) };
}

/** The code that a warning of cut warnings ends with. */
function lastWord(message: string): string {
  return message.slice(message.lastIndexOf(" ") + 1);
}

function dataOf(data: NodeData): { readonly data?: NodeData } {
  return Object.keys(data).length === 0 ? {} : { data };
}
