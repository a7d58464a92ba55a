import { closeSync, openSync, writeSync } from "node:fs";
import { payloadText } from "./payload.ts";

interface Page {
  readonly items: readonly { readonly md: string }[];
}
type Entry = (page: Page, page_number: number) => object;

const distinct = 200;

/** Writes a whole response of about so many bytes, with items, markdown and metadata; gives its pages. Its pages repeat, but for their numbers. */
export function writeLargePayload(path: string, bytes: number, seed: number): number {
  const { pages } = (JSON.parse(payloadText(distinct, seed)) as { items: { pages: Page[] } }).items;
  const sections: ReadonlyMap<string, Entry> = new Map<string, Entry>([
    ["items", (page, page_number) => ({ ...page, page_number })],
    [
      "markdown",
      ({ items }, page_number) => ({
        page_number,
        markdown: items.map(({ md }) => md).join("\n\n"),
        header: "Annual report",
        success: true,
      }),
    ],
    [
      "metadata",
      (_, page_number) => ({ page_number, confidence: 0.93, printed_page_number: `${page_number}`, triggered_auto_mode: false }),
    ],
  ]);
  const perPage = [...sections.values()].reduce((sum, entry) => sum + JSON.stringify(entry(pages[0] as Page, 1)).length, 0);
  const count = Math.max(1, Math.round(bytes / perPage));
  const file = openSync(path, "w");
  writeSync(file, `{"job":${JSON.stringify({ id: "pjb-bench", project_id: "prj-bench", status: "COMPLETED" })}`);
  for (const [name, entry] of sections) {
    writeSync(file, `,"${name}":{"pages":[`);
    for (let from = 0; from < count; from += distinct) {
      const batch = pages.slice(0, count - from).map((page, index) => JSON.stringify(entry(page, from + index + 1)));
      writeSync(file, `${from === 0 ? "" : ","}${batch.join(",")}`);
    }
    writeSync(file, "]}");
  }
  writeSync(file, "}");
  closeSync(file);
  return count;
}
