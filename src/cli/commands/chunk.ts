import { approx, bytes } from "../../chunk/tokens.ts";
import { chunkLines } from "../chunk-lines.ts";
import { toOutput } from "../destination.ts";
import { namesOf } from "../input.ts";
import { refuseExisting } from "../output.ts";
import { publicWarnings, reportChunks } from "../report.ts";
import type { CommandResult, CommonOptions } from "../result.ts";
import { openParse, type SourceOptions } from "../source.ts";
import { Spools } from "../spool.ts";
import { chunkLine, warningLines } from "../summary.ts";

export interface ChunkCommandOptions extends CommonOptions, SourceOptions {
  readonly maxTokens: number;
  readonly tokenizer: "approx" | "bytes";
  readonly documentId?: string;
}

/** The chunks of a parse result, one JSON object a line. */
export async function chunk(paths: readonly string[], options: ChunkCommandOptions): Promise<CommandResult> {
  const { maxTokens, documentId = "" } = options;
  const tokenizer = { approx, bytes }[options.tokenizer];
  await refuseExisting([options.output], options.force === true);
  const source = await openParse(paths, options);
  const spool = new Spools().open(options.output);
  const lines = chunkLines({ maxTokens, tokenizer, documentId }, spool);
  let jobId: string | undefined;
  for await (const window of source.windows()) {
    ({ jobId } = window);
    await lines.add(window);
  }
  const chunks = reportChunks(await lines.end(), maxTokens);
  const report = { chunks, warnings: publicWarnings(source.warnings().list()) };
  const said = [chunkLine(chunks), ...warningLines(report.warnings)];
  return { title: `Chunks of ${jobId ?? namesOf(paths)}`, lines: said, report, ...toOutput(await spool.end(), options) };
}
