const references: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** The text as HTML that reads the same, in an element or a quoted attribute; what HTML cannot hold (U+0000, lone surrogates) is U+FFFD. */
export function escapeHtml(text: string): string {
  if (/^[\w .,%$()-]*$/.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/[&<>"']/g, (mark) => references[mark] as string)
    .replaceAll("\0", "\ufffd");
}

/** The text as the content of an element, its line ends as `<br>`. */
export function linesHtml(text: string): string {
  return escapeHtml(text).replace(/\r\n|[\r\n]/g, "<br>");
}
