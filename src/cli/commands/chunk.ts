import { chunkDocument } from "../../chunk/chunk.ts";
import { approx, bytes } from "../../chunk/tokens.ts";
import { toOutput } from "../destination.ts";
import { toJsonl } from "../jsonl.ts";
import { loadParse } from "../load.ts";
import { publicWarnings, reportChunks } from "../report.ts";
import type { CommandResult, CommonOptions } from "../result.ts";
import { chunkLine, warningLines } from "../summary.ts";

export interface ChunkCommandOptions extends CommonOptions {
  readonly maxTokens: number;
  readonly tokenizer: "approx" | "bytes";
  readonly documentId?: string;
}

/** The chunks of a parse result, one JSON object a line. */
export async function chunk(path: string, options: ChunkCommandOptions): Promise<CommandResult> {
  const { document } = await loadParse(path, options);
  const { maxTokens, documentId = "" } = options;
  const tokenizer = { approx, bytes }[options.tokenizer];
  const result = chunkDocument(document, { maxTokens, tokenizer, documentId });
  const report = { chunks: reportChunks(result, maxTokens, tokenizer.id), warnings: publicWarnings(document.warnings) };
  const lines = [chunkLine(report.chunks), ...warningLines(report.warnings)];
  return { title: `Chunks of ${document.jobId}`, lines, report, ...toOutput(toJsonl(result.chunks), options) };
}
