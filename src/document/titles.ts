import { captionTitle } from "../table/header.ts";
import type { Page, PageContent, Table } from "../tree/types.ts";
import { captionsOf } from "./captions.ts";

/**
 * The pages with caption, footnotes and title for each table of the body; and the last heading, for pages to come.
 *
 * The title is its own leading header row, else its caption, else the nearest heading before it, on any page, that is no caption of another
 * table.
 */
export function withTitles(pages: readonly Page[], before?: string): { readonly pages: Page[]; readonly heading: string | undefined } {
  let heading = before;
  const titledPage = (page: Page): Page => {
    const { texts, headings } = captionsOf(page);
    const titled = (content: PageContent): PageContent => {
      if (content.type === "heading" && !headings.has(content)) heading = content.value;
      return content.type === "table" ? titledTable({ ...content, ...texts.get(content) }, heading) : content;
    };
    return { ...page, children: page.children.map(titled) };
  };
  return { pages: pages.map(titledPage), heading };
}

function titledTable(table: Table, heading: string | undefined): Table {
  if (table.title !== undefined) return { ...table, data: { ...table.data, titleFrom: "header-row" } };
  if (table.caption !== undefined) {
    return { ...table, title: captionTitle(table.caption.text), data: { ...table.data, titleFrom: "caption" } };
  }
  return heading === undefined ? table : { ...table, title: heading, data: { ...table.data, titleFrom: "heading" } };
}
