import type { Gap } from "../../chunk/types.ts";
import type { PageRange } from "../../document/page-range.ts";
import { chunkExplainer, explanationLines } from "../chunk-explanation.ts";
import { chunkLines } from "../chunk-lines.ts";
import { type ChunkFlags, settingsOf } from "../chunk-settings.ts";
import { toOutput } from "../destination.ts";
import { UsageError } from "../errors.ts";
import { namesOf } from "../input.ts";
import { refuseExisting } from "../output.ts";
import { pageChoice } from "../page-choice.ts";
import { type RecordFlags, recordLines } from "../record-lines.ts";
import { notYetSaid, publicWarnings, reportChunks } from "../report.ts";
import type { CommandResult, CommonOptions } from "../result.ts";
import { openParse, type SourceOptions } from "../source.ts";
import { Spools } from "../spool.ts";
import { chunkLine, recordRows, row, warningLines } from "../summary.ts";

export interface ChunkCommandOptions extends CommonOptions, SourceOptions, Omit<ChunkFlags, "keepUrls">, RecordFlags {
  /** Only these pages, such as `1-5,10`. */
  readonly pages?: string;
  readonly explain?: boolean;
}

/** The chunks of a parse result, as lines of JSON: chunks, or records of what they are for. */
export async function chunk(paths: readonly string[], options: ChunkCommandOptions): Promise<CommandResult> {
  const settings = await settingsOf(options);
  const records = recordLines(options);
  const choice = options.pages === undefined ? undefined : pageChoice(options.pages);
  await refuseExisting([options.output], options.force === true);
  const source = await openParse(paths, options);
  const spool = new Spools().open(options.output);
  const explainer = options.explain === true ? chunkExplainer(settings.maxTokens, options.json === true) : undefined;
  const lines = chunkLines(settings, records, spool, explainer?.add);
  let jobId: string | undefined;
  for await (const window of source.windows()) {
    ({ jobId } = window);
    await lines.add(choice?.select(window) ?? window);
  }
  const pages = choice?.report();
  if (pages?.chosen === 0 && pages.count > 0) throw new UsageError(`None of the ${pages.count} pages is chosen: see --pages`);
  const found = await lines.end();
  const summary = choice === undefined ? found : { ...found, gaps: found.gaps.filter((gap) => isChosen(gap, choice.range)) };
  const explanation = explainer?.end();
  const chunks = reportChunks(summary, settings.maxTokens);
  const before = [...source.warnings().list(), ...(pages?.warnings ?? [])];
  const report = {
    chunks,
    records: records.report(),
    ...(pages === undefined ? {} : { pages: { chosen: pages.chosen, count: pages.count } }),
    ...(explanation === undefined ? {} : { explanation }),
    warnings: publicWarnings([...before, ...notYetSaid(before, summary.warnings)]),
  };
  const said = [
    chunkLine(chunks),
    ...(pages === undefined ? [] : [row("pages", `${pages.chosen} of ${pages.count}: ${options.pages}`)]),
    ...(explanation === undefined ? [] : explanationLines(explanation, summary)),
    ...recordRows(report.records),
    ...warningLines(report.warnings),
  ];
  return { title: `Chunks of ${jobId ?? namesOf(paths)}`, lines: said, report, ...toOutput(await spool.end(), options) };
}

/** Pages that were not asked for are no gap. */
function isChosen({ pageNumber, lastPageNumber = pageNumber }: Gap, { spans, openFrom }: PageRange): boolean {
  return lastPageNumber >= openFrom || spans.some(({ first, last }) => first <= lastPageNumber && last >= pageNumber);
}
