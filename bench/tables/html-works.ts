import { htmlOf, tableOf, textRows } from "./data.ts";
import type { Work } from "./plan.ts";

const reader =
  (load: () => Promise<(html: string) => unknown>): Work =>
  async (rowCount, columnCount) => {
    const html = htmlOf(textRows(rowCount, columnCount));
    const read = await load();
    return () => read(html);
  };

export const htmlWorks: Readonly<Record<string, Work>> = {
  "htmlparser2, tokens alone": reader(async () => {
    const { Parser } = await import("htmlparser2");
    return (html) => {
      let count = 0;
      const parser = new Parser({ onopentag: () => count++, ontext: () => count++, onclosetag: () => count++ });
      parser.end(html);
      return count;
    };
  }),
  "htmlparser2 parseDocument": reader(async () => {
    const { parseDocument } = await import("htmlparser2");
    return (html) => parseDocument(html);
  }),
  parse5: reader(async () => {
    const { parseFragment } = await import("parse5");
    return (html) => parseFragment(html);
  }),
  "hast-util-from-html": reader(async () => {
    const { fromHtml } = await import("hast-util-from-html");
    return (html) => fromHtml(html, { fragment: true });
  }),
  "html to grid": reader(async () => (html) => tableOf([], html)),
};
