import type { Page, PageContent, Table } from "../tree/types.ts";

/** The pages with a title for each table of the body: its own leading header row, else the nearest heading before it, on any page; and the last heading, for pages to come. */
export function withTitles(pages: readonly Page[], before?: string): { readonly pages: Page[]; readonly heading: string | undefined } {
  let heading = before;
  const titled = (content: PageContent): PageContent => {
    if (content.type === "heading") heading = content.value;
    return content.type === "table" ? titledTable(content, heading) : content;
  };
  return { pages: pages.map((page) => ({ ...page, children: page.children.map(titled) })), heading };
}

function titledTable(table: Table, heading: string | undefined): Table {
  if (table.title !== undefined) return { ...table, data: { ...table.data, titleFrom: "header-row" } };
  return heading === undefined ? table : { ...table, title: heading, data: { ...table.data, titleFrom: "heading" } };
}
