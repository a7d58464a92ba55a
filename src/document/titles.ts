import type { Page, PageContent, Table } from "../tree/types.ts";

/** The pages with a title for each table of the body: its own leading header row, else the nearest heading before it, on any page. */
export function withTitles(pages: readonly Page[]): Page[] {
  let heading: string | undefined;
  const titled = (content: PageContent): PageContent => {
    if (content.type === "heading") heading = content.value;
    return content.type === "table" ? titledTable(content, heading) : content;
  };
  return pages.map((page) => ({ ...page, children: page.children.map(titled) }));
}

function titledTable(table: Table, heading: string | undefined): Table {
  if (table.title !== undefined) return { ...table, data: { ...table.data, titleFrom: "header-row" } };
  return heading === undefined ? table : { ...table, title: heading, data: { ...table.data, titleFrom: "heading" } };
}
