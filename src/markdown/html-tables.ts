/** A stretch of a markdown text, half-open: an HTML table, or what stands beside one. */
export interface HtmlPart {
  readonly isTable: boolean;
  readonly start: number;
  readonly end: number;
}

/** Whether the HTML begins with a table. */
export function isHtmlTable(html: string): boolean {
  return /^<table[\s>]/i.test(html);
}

/**
 * Tells the tables from the text between them in the HTML between two offsets; to be called with rising offsets.
 *
 * Blank lines cut HTML into several markdown blocks, but not the table that it is: the last table may end past `stop`. One that is never
 * closed ends there.
 */
export function htmlSplitter(markdown: string): (from: number, stop: number) => HtmlPart[] {
  const tables = outerTables(markdown);
  let next = 0;
  return (from, stop) => {
    const parts: HtmlPart[] = [];
    for (let at = from; at < stop; ) {
      while ((tables[next]?.start ?? stop) < at) next++;
      const table = tables[next];
      const start = Math.min(table?.start ?? stop, stop);
      if (start > at) parts.push({ isTable: false, start: at, end: start });
      if (start === stop) break;
      at = table?.end ?? stop;
      parts.push({ isTable: true, start, end: at });
    }
    return parts;
  };
}

/** The tables that stand in no other, in order; `end` is undefined for one that is never closed. */
function outerTables(markdown: string): { start: number; end: number | undefined }[] {
  const tables: { start: number; end: number | undefined }[] = [];
  const open: { start: number; end: number | undefined }[] = [];
  // The next bracket that closes a tag: looked for only when it is passed, so that no part of the text is searched twice.
  let close = 0;
  for (const { 1: slash, index } of markdown.matchAll(/<(\/?)table(?=[\s>])/gi)) {
    if (slash === "") {
      const table = { start: index, end: undefined };
      tables.push(table);
      open.push(table);
      continue;
    }
    const table = open.pop();
    if (close >= 0 && close < index) close = markdown.indexOf(">", index);
    if (table !== undefined && close >= 0) table.end = close + 1;
  }
  let end = 0;
  return tables.filter((table) => {
    const isOuter = table.start >= end;
    if (isOuter) end = table.end ?? end;
    return isOuter;
  });
}
