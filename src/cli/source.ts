import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { normalizePages } from "../document/normalize-pages.ts";
import { type Warning, WarningLog } from "../errors.ts";
import type { ParseHead } from "../payload/parse/head.ts";
import type { ParsePage } from "../payload/parse/page.ts";
import { openPages } from "../payload/stream.ts";
import { mayContinue, type StitchOptions, stitchTables } from "../table/stitch.ts";
import { unstitchTables } from "../table/unstitch.ts";
import type { Document } from "../tree/types.ts";
import { type LoadOptions, loadGrounding, loadParse, stitchOptions, withName } from "./load.ts";

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
  const { allowUnfinished = false, stitch } = options;
  const ground = await loadGrounding(options);
  const opened = await openPages(source, { allowUnfinished }).catch((error: unknown) => {
    throw withName(paths, error);
  });
  const stitching = stitchOptions(options);
  const withBorder = borderDecisions(stitching);
  async function* pages(): AsyncGenerator<ParsePage> {
    try {
      yield* opened.pages();
    } catch (error) {
      throw withName(paths, error);
    }
  }
  async function* windows(): AsyncGenerator<Document> {
    let last: Document | undefined;
    for await (const window of normalizePages(opened.head, pages(), stitch === "infer" ? { keepTogether: mayContinue } : {})) {
      if (last !== undefined) keep(last);
      last = ground(withBorder(last, stitchTables(window, stitching)));
      yield last;
    }
    const { warnings, ...rest } = opened.rest();
    for (const { code, message, pointer } of warnings) log.add(code, message, pointer);
    // Only now it is known that no page has content, so that the whole text is of use, and nothing is missing.
    const isWhole = rest.markdownFull !== undefined || rest.textFull !== undefined;
    const lacks = ({ code, pointer }: Warning): boolean => code === "section-missing" && pointer === "";
    if (last !== undefined) keep(isWhole ? { ...last, warnings: last.warnings.filter((warning) => !lacks(warning)) } : last);
    if (isWhole) for await (const window of normalizePages(rest, [])) yield keep(ground(stitchTables(window, stitching)));
  }
  return { head: opened.head, windows, warnings: () => log, isStreamed: true };
}

/** Adds to a window what is decided of the last table before it and its own first one: apart, or they would stand in one window. */
function borderDecisions(options: StitchOptions): (before: Document | undefined, window: Document) => Document {
  return (before, window) => {
    const [one, other] = [before?.children.at(-1), window.children[0]];
    if (options.mode !== "infer" || one === undefined || other === undefined) return window;
    const pair = unstitchTables({ ...window, warnings: [], data: { stitchDecisions: [] }, children: [one, other] });
    const owners = new Map(one.children.flatMap((node) => (node.type === "table" ? [[node.pointer, node.continues] as const] : [])));
    const ofBorder = (stitchTables(pair, options).data?.stitchDecisions ?? []).filter(({ rule }) => rule === "inferred");
    const ofOwners = ofBorder.map((decision) => ({ ...decision, from: owners.get(decision.from) ?? decision.from }));
    const decisions = [...ofOwners, ...(window.data?.stitchDecisions ?? [])];
    return decisions.length === 0 ? window : { ...window, data: { ...window.data, stitchDecisions: decisions } };
  };
}

async function isLarge(path: string, limit: number): Promise<boolean> {
  if (path === "-") return false;
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true && found.size > limit;
}
