/** A stretch of a text that is left out: UTF-16, half-open. */
export type Cut = readonly [start: number, end: number];

/** What a backslash makes plain in the links of markdown and of its tables. */
const escapable = new Set("()[]|\\");

/** Whether a backslash makes the next character a plain one here. */
export function isEscape(text: string, index: number): boolean {
  return text[index] === "\\" && escapable.has(text[index + 1] ?? "");
}

const pairs = new Map([
  ["(", ")"],
  ["[", "]"],
]);

/** What one link leaves out, user names first; a bracket that closes one of the path stays, so that none is left open. */
export function cutsOf(link: string, isDestination: boolean): Cut[] {
  if (isDestination && /^<?\\?(?:#|\?(?![\w.~%+-]+=))/.test(link)) return [];
  const cuts: Cut[] = [];
  const lastPair = Math.max(link.lastIndexOf("="), link.lastIndexOf("&"));
  const opened: string[] = [];
  let inner: string[] = [];
  let authority = link.startsWith("//") ? 2 : -1;
  let query = -1;
  let inHost = false;
  const endAuthority = (index: number): void => {
    const at = authority < 0 ? -1 : link.slice(authority, index).lastIndexOf("@");
    if (at >= 0) cuts.push([authority, authority + at + 1]);
    authority = -1;
  };
  const endQuery = (index: number): void => {
    let end = index;
    while (!isDestination && end > query && "?!.,:;*_~#'".includes(link[end - 1] as string)) end--;
    if (end > query) cuts.push([query, end]);
    query = -1;
    inner = [];
    if (inHost) authority = end;
  };
  for (let index = Math.max(authority, 0); index < link.length; index++) {
    const char = link[index] as string;
    if (isEscape(link, index)) {
      index++;
    } else if (query < 0 && link.startsWith("://", index)) {
      endAuthority(index);
      authority = index + 3;
      index += 2;
    } else if (query < 0 && (isQueryStart(char) || (char === "\\" && isQueryStart(link[index + 1])))) {
      inHost = authority >= 0;
      endAuthority(index);
      // A destination that is nothing but a query keeps its mark: what follows could be taken for the destination else.
      query = isDestination && ["", "<"].includes(link.slice(0, index)) ? index + (char === "\\" ? 2 : 1) : index;
    } else if (query < 0 && (char === "/" || char === "\\")) {
      endAuthority(index);
    } else if (pairs.has(char)) {
      (query < 0 ? opened : inner).push(pairs.get(char) as string);
    } else if (char === ")" || char === "]") {
      if (query < 0 ? opened.at(-1) === char : inner.at(-1) === char) (query < 0 ? opened : inner).pop();
      else if (query >= 0 && opened.at(-1) === char) {
        opened.pop();
        if (index > query) cuts.push([query, index]);
        query = index + 1;
      } else if (query >= 0 && !isDestination && index > lastPair && !/[a-z0-9]/i.test(link[index + 1] ?? "")) endQuery(index);
    } else if (query >= 0 && !isDestination && char > "\u007f" && index > lastPair) {
      // Scripts without spaces run on behind a link.
      endQuery(index);
    }
  }
  endAuthority(link.length);
  if (query >= 0) endQuery(link.length);
  return cuts;
}

function isQueryStart(char: string | undefined): boolean {
  return char === "?" || char === "#";
}
