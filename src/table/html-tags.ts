/** Tags that hold the rows of a group. */
export const groupTags: ReadonlySet<string> = new Set(["table", "thead", "tbody", "tfoot"]);
/** Tags that stand between words as a line or a cell does. */
export const partingTags: ReadonlySet<string> = new Set(
  "p div li ul ol dl dt dd table caption tr td th hr h1 h2 h3 h4 h5 h6 section article blockquote pre figure figcaption header footer main nav aside address center fieldset legend form details summary select option optgroup textarea button input img".split(
    " ",
  ),
);
/** What stands in them is no text. */
export const mutedTags: ReadonlySet<string> = new Set(["script", "style", "template"]);

/** Whether it is the tag of a cell. */
export function isCellTag(name: string): boolean {
  return name === "td" || name === "th";
}

/** The name of the tag at a place, in lower case. The names of rows and cells are told by their two letters, for a table is made of little else. */
export function nameAt(html: string, start: number, end: number): string {
  if (end - start === 2 && (html.charCodeAt(start) | 32) === 116) {
    const second = html.charCodeAt(start + 1) | 32;
    if (second === 100) return "td";
    if (second === 114) return "tr";
    if (second === 104) return "th";
  }
  return html.slice(start, end).toLowerCase();
}
