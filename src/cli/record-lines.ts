import type { ChromaRecord } from "../chunk/adapters/chroma.ts";
import { profiles } from "../chunk/adapters/profile.ts";
import type { Adapted, RecordMaker } from "../chunk/adapters/record.ts";
import { type RecordTargets, recordMaker } from "../chunk/adapters/record-maker.ts";
import type { Chunk } from "../chunk/types.ts";
import { present } from "../payload/present.ts";
import type { ChunkTarget } from "./chunk-targets.ts";
import { orUsageError, UsageError } from "./errors.ts";
import { toJsonLine } from "./terminal.ts";

export interface RecordFlags {
  /** @default "jsonl" */
  readonly to?: ChunkTarget;
  /** The store behind a framework, or the kind of a store. */
  readonly store?: string;
  readonly documentId?: string;
}

/** Writes chunks as lines that are records of a target; those of Chroma are batches, which are full now and then. */
export interface RecordLines {
  readonly add: (chunk: Chunk) => string;
  /** What is left. */
  readonly end: () => string;
  readonly report: () => RecordReport;
}

/** What records lack of their chunks: how many lost metadata, and how often each key did; characters that became U+FFFD. */
export interface RecordReport {
  readonly target: ChunkTarget;
  readonly shortened: number;
  readonly dropped: Readonly<Record<string, number>>;
  readonly sanitized: number;
}

/** @throws {UsageError} when the target takes no store, or not this one; as the chunks come, when a text is too large for it */
export function recordLines({ to = "jsonl", store, documentId }: RecordFlags): RecordLines {
  if (store !== undefined && !withStore.has(to))
    throw new UsageError(`--store has no meaning for ${to}: it is for ${[...withStore].join(", ")}`);
  const make = orUsageError(
    () => makerOf(to, present({ store, documentId })),
    (message) => `--${message}`,
  );
  const writer = to === "chroma" ? batchWriter() : { add: lineOf, end: () => "" };
  const dropped = new Map<string, number>();
  let [shortened, sanitized] = [0, 0];
  return {
    add: (chunk) => {
      const adapted: Adapted<unknown> = orUsageError(
        () => make(chunk),
        (message) => message.replace("give the chunker a smaller maxTokens", "try a smaller --max-tokens"),
      );
      for (const key of adapted.dropped) dropped.set(key, (dropped.get(key) ?? 0) + 1);
      if (adapted.dropped.length > 0) shortened++;
      sanitized += adapted.sanitized;
      return writer.add(adapted.record);
    },
    end: writer.end,
    report: () => ({ target: to, shortened, dropped: Object.fromEntries(dropped), sanitized }),
  };
}

const withStore: ReadonlySet<ChunkTarget> = new Set(["langchain", "llamaindex", "llamaindex-python", "haystack", "pinecone", "chroma"]);

function makerOf(to: ChunkTarget, options: { readonly store?: string; readonly documentId?: string }): RecordMaker<unknown> {
  // The library checks what the store is.
  const checked = options as RecordTargets["llamaindex"][0];
  if (to === "llamaindex-python") return recordMaker("llamaindex", { ...checked, language: "python" });
  return recordMaker(to, checked as RecordTargets[typeof to][0]);
}

/** Lines of JSON are ready made. */
function lineOf(record: unknown): string {
  return typeof record === "string" ? record : toJsonLine(record);
}

/** Upserts of Chroma, each as large as its cloud takes. */
function batchWriter(): Pick<RecordLines, "end"> & { readonly add: (record: unknown) => string } {
  let records: ChromaRecord[] = [];
  const end = (): string => {
    if (records.length === 0) return "";
    const upsert = {
      ids: records.map(({ id }) => id),
      documents: records.map(({ document }) => document),
      metadatas: records.map(({ metadata }) => metadata),
    };
    records = [];
    return toJsonLine(upsert);
  };
  const add = (record: unknown): string => {
    records.push(record as ChromaRecord);
    return records.length < profiles["chroma-cloud"].batch.records ? "" : end();
  };
  return { add, end };
}
