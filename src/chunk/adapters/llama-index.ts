import { bytes } from "../tokens.ts";
import type { Chunk } from "../types.ts";
import { type Records, recordsOf } from "./batch.ts";
import { cleanText } from "./clean.ts";
import { fieldNames, type JsonMetadata } from "./metadata.ts";
import { profiles } from "./profile.ts";
import { type FrameworkOptions, frameworkRules, makerOf, type RecordMaker, vectorRules, type WithVectors } from "./record.ts";

export interface LlamaIndexOptions extends FrameworkOptions {
  /** Whose names the nodes have: LlamaIndex.TS and LlamaIndex for Python read different JSON. @default "typescript" */
  readonly language?: "typescript" | "python";
}

/** A text node as LlamaIndex.TS reads it, with `jsonToNode` or `new TextNode`. Its own constructor loses a `startCharIdx` of 0. */
export interface LlamaIndexNode {
  type: "TEXT";
  id_: string;
  text: string;
  metadata: JsonMetadata;
  /** All keys of the metadata: else LlamaIndex puts them before the text, which is then longer than the chunker promised. */
  excludedEmbedMetadataKeys: string[];
  excludedLlmMetadataKeys: string[];
  relationships: Partial<Record<"SOURCE" | "PREVIOUS" | "NEXT" | "PARENT", { nodeId: string; metadata: Record<string, never> }>>;
  textTemplate: "";
  metadataSeparator: "\n";
  /** Where the text is the document's own, character for character: its UTF-16 offsets. */
  startCharIdx?: number;
  endCharIdx?: number;
  embedding?: number[];
}

/** A text node as LlamaIndex for Python reads it, with `TextNode.from_dict`. Without offsets: Python counts code points. */
export interface LlamaIndexPythonNode {
  class_name: "TextNode";
  id_: string;
  text: string;
  mimetype: "text/plain";
  metadata: JsonMetadata;
  excluded_embed_metadata_keys: string[];
  excluded_llm_metadata_keys: string[];
  /** `1` is the source, `2` the previous, `3` the next, `4` the parent. */
  relationships: Partial<Record<"1" | "2" | "3" | "4", PythonRelation>>;
  embedding?: number[];
}

/** `node_type` is `1` for a text, `4` for a document. */
interface PythonRelation {
  class_name: "RelatedNodeInfo";
  node_id: string;
  node_type: "1" | "4";
  metadata: Record<string, never>;
}

/**
 * Chunks as text nodes of LlamaIndex, as JSON: `text` is the text to embed, and no metadata is put before it.
 *
 * @throws {RangeError} when the store does not take your metadata, two chunks have one id, or there is not one vector a chunk
 */
export function toLlamaIndex(
  chunks: readonly Chunk[],
  options: LlamaIndexOptions & Partial<WithVectors> & { readonly language: "python" },
): Records<LlamaIndexPythonNode>;
export function toLlamaIndex(
  chunks: readonly Chunk[],
  options?: LlamaIndexOptions & Partial<WithVectors> & { readonly language?: "typescript" },
): Records<LlamaIndexNode>;
export function toLlamaIndex(
  chunks: readonly Chunk[],
  options: LlamaIndexOptions & Partial<WithVectors> = {},
): Records<LlamaIndexNode | LlamaIndexPythonNode> {
  return recordsOf(chunks, llamaIndexMaker(options), options.vectors);
}

/** What LlamaIndex puts into the metadata when it hands a node to a store. */
const reserved = ["_node_content", "_node_type", "document_id", "doc_id", "ref_doc_id"];

export function llamaIndexMaker(options: LlamaIndexOptions): RecordMaker<LlamaIndexNode | LlamaIndexPythonNode> {
  const { store = "any", language = "typescript", documentId = "" } = options;
  const rules = { ...frameworkRules, ...vectorRules, language: ["typescript", "python"] };
  const source = cleanText(documentId);
  const write = language === "python" ? pythonNode : typescriptNode;
  const userKeys = Object.keys(options.metadata ?? {});
  const besides = (content: string, chunk: Chunk): number => {
    if (profiles[store].maxBytes === Number.POSITIVE_INFINITY) return 0;
    // The node without its metadata becomes a text in it; its lists of keys are at their longest here.
    const longest = Object.fromEntries([...fieldNames, ...userKeys].map((key) => [key, null]));
    const node = JSON.stringify({ ...write(chunk, content, {}, source), keys: [Object.keys(longest), Object.keys(longest)] });
    return bytes.count(JSON.stringify(node)) + 3 * bytes.count(JSON.stringify(source)) + 256;
  };
  return makerOf(options, rules, { store, reserved, hasContent: true, besides }, ({ chunk, content, metadata, vector }) => ({
    ...write(chunk, content, metadata, source),
    ...(vector === undefined ? {} : { embedding: vector }),
  }));
}

function typescriptNode(chunk: Chunk, text: string, metadata: JsonMetadata, source: string): LlamaIndexNode {
  const related = (nodeId: string) => ({ nodeId, metadata: {} });
  const [only, ...others] = chunk.segments;
  const isVerbatim = only?.kind === "source" && others.length === 0 && chunk.embedText === only.text;
  return {
    type: "TEXT",
    id_: chunk.id,
    text,
    metadata,
    excludedEmbedMetadataKeys: Object.keys(metadata),
    excludedLlmMetadataKeys: Object.keys(metadata),
    relationships: {
      ...(source === "" ? {} : { SOURCE: related(source) }),
      ...(chunk.prevId === undefined ? {} : { PREVIOUS: related(chunk.prevId) }),
      ...(chunk.nextId === undefined ? {} : { NEXT: related(chunk.nextId) }),
      PARENT: related(chunk.parentId),
    },
    textTemplate: "",
    metadataSeparator: "\n",
    ...(isVerbatim ? { startCharIdx: chunk.span[0], endCharIdx: chunk.span[1] } : {}),
  };
}

function pythonNode(chunk: Chunk, text: string, metadata: JsonMetadata, source: string): LlamaIndexPythonNode {
  const related = (node_id: string, node_type: "1" | "4"): PythonRelation => ({
    class_name: "RelatedNodeInfo",
    node_id,
    node_type,
    metadata: {},
  });
  return {
    class_name: "TextNode",
    id_: chunk.id,
    text,
    mimetype: "text/plain",
    metadata,
    excluded_embed_metadata_keys: Object.keys(metadata),
    excluded_llm_metadata_keys: Object.keys(metadata),
    relationships: {
      ...(source === "" ? {} : { "1": related(source, "4") }),
      ...(chunk.prevId === undefined ? {} : { "2": related(chunk.prevId, "1") }),
      ...(chunk.nextId === undefined ? {} : { "3": related(chunk.nextId, "1") }),
      "4": related(chunk.parentId, "1"),
    },
  };
}
