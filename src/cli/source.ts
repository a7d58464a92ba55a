import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { normalizePages } from "../document/normalize-pages.ts";
import { type Warning, WarningLog } from "../errors.ts";
import type { ParseHead } from "../payload/parse/head.ts";
import type { ParsePage } from "../payload/parse/page.ts";
import { openPages } from "../payload/stream.ts";
import { stitchTables } from "../table/stitch.ts";
import type { Document } from "../tree/types.ts";
import { type LoadOptions, loadGrounding, loadParse, withName } from "./load.ts";

/** A larger file is read page by page, so that no command holds the whole of it. */
const streamAbove = 64 * 2 ** 20;

export interface SourceOptions extends LoadOptions {
  /** In bytes. @default 67_108_864 */
  readonly streamAbove?: number;
}

/** A parse result in a file, as the commands that write it out read it. */
export interface ParseSource {
  readonly head: ParseHead;
  /** The stitched document, whole or in windows of whole pages, one after the other; to be read once. */
  readonly windows: () => AsyncIterable<Document>;
  /** Of the windows read so far and, once all were, of the whole. */
  readonly warnings: () => WarningLog;
  readonly isStreamed: boolean;
}

/** Opens a parse result: a small one, or one in several files, is read whole; a large one in windows, with the same outcome. */
export async function openParse(paths: readonly string[], options: SourceOptions): Promise<ParseSource> {
  const log = new WarningLog();
  const keep = (window: Document): Document => {
    for (const { code, message, pointer } of window.warnings) log.add(code, message, pointer);
    return window;
  };
  const [path = "-", ...others] = paths;
  if (others.length > 0 || !(await isLarge(path, options.streamAbove ?? streamAbove))) {
    const { result, document } = await loadParse(paths, options);
    async function* whole(): AsyncGenerator<Document> {
      yield keep(document);
    }
    return { head: result, windows: whole, warnings: () => log, isStreamed: false };
  }
  const source = (range?: { readonly start: number; readonly end: number }) =>
    createReadStream(path, { highWaterMark: 1 << 20, ...(range && { start: range.start, end: range.end - 1 }) });
  const { allowUnfinished = false } = options;
  const ground = await loadGrounding(options);
  const opened = await openPages(source, { allowUnfinished }).catch((error: unknown) => {
    throw withName(paths, error);
  });
  async function* pages(): AsyncGenerator<ParsePage> {
    try {
      yield* opened.pages();
    } catch (error) {
      throw withName(paths, error);
    }
  }
  async function* windows(): AsyncGenerator<Document> {
    let last: Document | undefined;
    for await (const window of normalizePages(opened.head, pages())) {
      if (last !== undefined) keep(last);
      last = ground(stitchTables(window));
      yield last;
    }
    const { warnings, ...rest } = opened.rest();
    for (const { code, message, pointer } of warnings) log.add(code, message, pointer);
    // Only now it is known that no page has content, so that the whole text is of use, and nothing is missing.
    const isWhole = rest.markdownFull !== undefined || rest.textFull !== undefined;
    const lacks = ({ code, pointer }: Warning): boolean => code === "section-missing" && pointer === "";
    if (last !== undefined) keep(isWhole ? { ...last, warnings: last.warnings.filter((warning) => !lacks(warning)) } : last);
    if (isWhole) for await (const window of normalizePages(rest, [])) yield keep(ground(stitchTables(window)));
  }
  return { head: opened.head, windows, warnings: () => log, isStreamed: true };
}

async function isLarge(path: string, limit: number): Promise<boolean> {
  if (path === "-") return false;
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true && found.size > limit;
}
