import { type ChunkOptions, type ChunkSettings, chunkSettings } from "../chunk/options.ts";
import { present } from "../payload/present.ts";
import { orUsageError } from "./errors.ts";
import { loadTokenizer, type TokenizerName } from "./tokenizer.ts";

/** The options of the chunker as they are given on the command line; what is not given is the library's to say. */
export interface ChunkFlags extends Omit<ChunkOptions, "tokenizer" | "context"> {
  readonly tokenizer?: TokenizerName;
  readonly context?: "headings" | "none";
}

/** @throws {UsageError} in the library's words, the option by the name of its flag */
export async function settingsOf(flags: ChunkFlags): Promise<ChunkSettings> {
  const { documentId, maxTokens, targetTokens, minTokens, overlap, context, maxContextTokens, splitAt, splitDepth, joinAcrossPages } =
    flags;
  const { table, tableMinRows, code, furniture, images, keepUrls, failedPages, acrossGaps, minConfidence, detail } = flags;
  const tokenizer = flags.tokenizer === undefined ? undefined : await loadTokenizer(flags.tokenizer);
  const options: ChunkOptions = present({
    ...{
      documentId,
      maxTokens,
      targetTokens,
      minTokens,
      overlap,
      tokenizer,
      context,
      maxContextTokens,
      splitAt,
      splitDepth,
      joinAcrossPages,
    },
    ...{ table, tableMinRows, code, furniture, images, keepUrls, failedPages, acrossGaps, minConfidence, detail },
  });
  return orUsageError(
    () => chunkSettings(options),
    (message) => message.replace(/^\w+/, (name) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`),
  );
}
