import { type Command, Option } from "commander";
import { chunkSettings } from "../chunk/options.ts";
import { chunkTargets } from "./chunk-targets.ts";
import { grounding, healRows, keepUrls, maxTokens, share, stitch, tokenizer, wholeNumber } from "./flags.ts";
import { tokenizerNames } from "./tokenizer.ts";

/** The options of `postparse chunk`, in groups and a line each: there are many. Their defaults are the chunker's own. */
export function withChunkFlags(command: Command): Command {
  const { maxTokens: most, targetTokens, minTokens, overlap, maxContextTokens, splitDepth, tableMinRows } = chunkSettings({});
  const number = (flag: string, text: string, value: number | string): Option =>
    new Option(`${flag} <n>`, `${text} (${value})`).argParser(wholeNumber);
  const groups: Record<string, readonly Option[]> = {
    "What is written:": [
      choice("--to <format>", "", chunkTargets),
      new Option("--store <name>", "the store behind a framework: its limits hold"),
      new Option("--document-id <id>", "part of every chunk id: a stable id of the source"),
      choice("--detail <kind>", "with boxes and sources or not: ", ["full", "lean"]),
      keepUrls(),
      new Option("-o, --output <file>", "the file to write instead of standard output"),
      new Option("--force", "replace what exists"),
    ],
    "How large, in tokens:": [
      maxTokens("the most of a chunk, headings included"),
      number("--target-tokens", "a chunk so full ends at a good place", `${targetTokens} of ${most}`),
      number("--min-tokens", "a smaller section joins the chunk before", minTokens),
      number("--overlap", "repeated of the chunk before", overlap),
      number("--max-context-tokens", "the most of the headings before a text", maxContextTokens),
      described(tokenizer(), tokenizerNames.join(", ")),
    ],
    "Where it is cut:": [
      choice("--split-at <place>", "chunks end at: ", ["heading", "page", "none"]),
      number("--split-depth", "headings down to this depth begin a section", splitDepth),
      new Option("--no-join-across-pages", "part paragraphs where a page ends"),
      new Option("--across-gaps", "join text from both sides of a failed page"),
      choice("--table <form>", "", ["rows", "as-one", "key-value", "rows+key-value"]),
      number("--table-min-rows", "the fewest rows of a piece of a table", tableMinRows),
      choice("--code <form>", "between lines or whole: ", ["lines", "as-one"]),
    ],
    "What goes in:": [
      new Option("--pages <range>", "only these pages, such as 1-5,10"),
      choice("--context <kind>", "before each text: ", ["headings", "none"]),
      choice("--furniture <kind>", "headers and footers: ", ["drop", "keep", "metadata"]),
      choice("--images <form>", "images as: ", ["caption", "markdown"]),
      described(stitch(), "tables that are joined: explicit, infer, off"),
      healRows(),
      described(grounding(), "the grounded_items sidecar, for boxes of words"),
      choice("--failed-pages <how>", "tell of a failed page or end: ", ["warn", "throw"]),
      new Option("--min-confidence <share>", "flag chunks below this confidence, 0 to 1").argParser(share),
    ],
  };
  for (const [heading, options] of Object.entries(groups)) for (const option of options) command.addOption(option.helpGroup(heading));
  return command
    .option("--explain", "say of each chunk how it came about")
    .addHelpText("after", "\n\nOf several values the first is the default, of numbers that in brackets.")
    .configureHelp({
      optionDescription: ({ description }) => description,
      formatItemList: (heading, items, helper) => (items.length === 0 ? [] : [helper.styleTitle(heading), ...items]),
    });
}

/** The first value is the default, which the library fills in. */
function choice(flags: string, text: string, values: readonly string[]): Option {
  return new Option(flags, `${text}${values.join(", ")}`).choices(values);
}

function described(option: Option, text: string): Option {
  option.description = text;
  return option;
}
