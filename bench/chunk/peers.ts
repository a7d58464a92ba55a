import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { MetadataMode, type TextNode } from "@llamaindex/core/schema";
import { countTokens, encode } from "gpt-tokenizer/encoding/o200k_base";

/** The most a chunk may hold, in tokens of o200k or in characters. */
export interface Limit {
  readonly unit: "tokens" | "characters";
  readonly size: number;
}

/** What is embedded of a chunk: its text, and before it what the chunker itself gives as context. */
export interface PeerChunk {
  readonly text: string;
  readonly embedText: string;
}

export interface Peer {
  /** Gives what cuts a text into chunks of the peer's own kind, made ready before anything is measured. */
  readonly load: (limit: Limit) => Promise<(markdown: string) => unknown>;
  /** The same, as texts. */
  readonly loadTexts: (limit: Limit) => Promise<(markdown: string) => Promise<PeerChunk[]>>;
}

type Load<Chunks> = (limit: Limit) => Promise<(markdown: string) => Chunks | Promise<Chunks>>;

function peer<Chunks>(load: Load<Chunks>, textsOf: (chunks: Chunks) => PeerChunk[]): Peer {
  const loadTexts: Peer["loadTexts"] = async (limit) => {
    const cut = await load(limit);
    return async (markdown) => textsOf(await cut(markdown));
  };
  return { load, loadTexts };
}

// Texts such as `<|endoftext|>` would throw.
const plain = { disallowedSpecial: new Set<string>() };

export function countO200k(text: string): number {
  return countTokens(text, plain);
}

const lengthOf = ({ unit }: Limit): ((text: string) => number) => (unit === "tokens" ? countO200k : (text) => text.length);
/** For chunkers that count no tokens: English has four characters in one. */
const charactersOf = ({ unit, size }: Limit): number => (unit === "tokens" ? 4 * size : size);
const verbatim = (texts: readonly string[]): PeerChunk[] => texts.map((text) => ({ text, embedText: text }));
const texts = (chunks: readonly { readonly text: string }[]): PeerChunk[] => verbatim(chunks.map(({ text }) => text));

/** Its nodes put their metadata, which are the headings, before the text when they are embedded. */
const embedded = (nodes: readonly TextNode[]): PeerChunk[] =>
  nodes.map((node) => ({ text: node.text, embedText: node.getContent(MetadataMode.EMBED) }));

/** All chunkers that are compared, with no overlap, else as they come. */
export const peers: Readonly<Record<string, Peer>> = {
  "LangChain MarkdownTextSplitter": peer(async (limit) => {
    const { MarkdownTextSplitter } = await import("@langchain/textsplitters");
    const splitter = new MarkdownTextSplitter({ chunkSize: limit.size, chunkOverlap: 0, lengthFunction: lengthOf(limit) });
    return (markdown) => splitter.splitText(markdown);
  }, verbatim),
  "LangChain RecursiveCharacterTextSplitter": peer(async (limit) => {
    const { RecursiveCharacterTextSplitter } = await import("@langchain/textsplitters");
    const splitter = new RecursiveCharacterTextSplitter({ chunkSize: limit.size, chunkOverlap: 0, lengthFunction: lengthOf(limit) });
    return (markdown) => splitter.splitText(markdown);
  }, verbatim),
  "chonkiejs RecursiveChunker": peer(async ({ unit, size }) => {
    const { RecursiveChunker, Tokenizer } = await import("@chonkiejs/core");
    const characters = await Tokenizer.create();
    const { decode } = await import("gpt-tokenizer/encoding/o200k_base");
    const decodeBatch = (batch: number[][]): string[] => batch.map((tokens) => decode(tokens));
    const o200k = { countTokens: countO200k, encode: (text: string) => encode(text, plain), decode, decodeBatch };
    const chunker = await RecursiveChunker.create({ chunkSize: size, tokenizer: unit === "tokens" ? o200k : characters });
    return (markdown) => chunker.chunk(markdown);
  }, texts),
  "chonkiejs FastChunker": peer(async (limit) => {
    const { chunk, initWasm } = await import("@chonkiejs/core");
    await initWasm();
    return (markdown) => [...chunk(markdown, { size: charactersOf(limit) })].map(String);
  }, verbatim),
  "LlamaIndex MarkdownNodeParser": peer(async () => {
    const { MarkdownNodeParser } = await import("@llamaindex/core/node-parser");
    const { Document } = await import("@llamaindex/core/schema");
    const parser = new MarkdownNodeParser();
    return (markdown) => parser.getNodesFromDocuments([new Document({ text: markdown })]);
  }, embedded),
  "LlamaIndex SentenceSplitter": peer(async (limit) => {
    const { SentenceSplitter } = await import("@llamaindex/core/node-parser");
    const size = limit.unit === "tokens" ? limit.size : limit.size / 4;
    const tokenizer = { encode: (text: string) => Uint32Array.from(encode(text, plain)), decode: () => "" };
    const splitter = new SentenceSplitter({ chunkSize: size, chunkOverlap: 0, tokenizer });
    return (markdown) => splitter.splitText(markdown);
  }, verbatim),
  chunkdown: peer(
    async (limit) => {
      const { chunkdown } = await import("chunkdown");
      const splitter = chunkdown({ chunkSize: charactersOf(limit), maxRawSize: charactersOf(limit) });
      return (markdown) => splitter.split(markdown).chunks;
    },
    (chunks: readonly { readonly text: string; readonly breadcrumbs: readonly { readonly text: string }[] }[]) =>
      chunks.map(({ text, breadcrumbs }) => {
        const context = breadcrumbs.map((heading) => heading.text).join("\n");
        return { text, embedText: context === "" ? text : `${context}\n\n${text}` };
      }),
  ),
  "Mastra markdown": peer(async (limit) => {
    const { MDocument } = await mastra();
    const options = { strategy: "markdown", maxSize: limit.size, overlap: 0, lengthFunction: lengthOf(limit) } as const;
    return (markdown) => MDocument.fromMarkdown(markdown).chunk(options);
  }, texts),
};

interface Mastra {
  readonly MDocument: { fromMarkdown(text: string): { chunk(options: object): Promise<{ readonly text: string }[]> } };
}

const mastraFile = resolve(process.env.MASTRA ?? "", "node_modules/@mastra/rag/dist/index.js");

/** It brings 400 packages of 244 MB, so it is no dependency of these benches. */
function mastra(): Promise<Mastra> {
  return import(pathToFileURL(mastraFile).href);
}

/** Whether a peer is installed: all but Mastra are. */
export function isInstalled(name: string): boolean {
  return !name.startsWith("Mastra") || existsSync(mastraFile);
}

export const mastraHint: string =
  "Mastra is measured with MASTRA=FOLDER after `npm install --prefix FOLDER @mastra/rag@1.3.0` (with @mastra/core 0.20.2: 406 packages, 244 MB, 1.3 s to import), else left out.";
