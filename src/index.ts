export { type AuditOptions, audit, auditFields, type FieldAuditOptions } from "./audit/audit.ts";
export { type AuditCode, auditCodes, type FindingGroup, type Severity } from "./audit/codes.ts";
export type { Finding, FindingCode } from "./audit/finding.ts";
export { auditManifest } from "./audit/manifest.ts";
export type { AuditedPages, PageInterval } from "./audit/pages.ts";
export type { AuditReport } from "./audit/report.ts";
export { type AiSdkOptions, toAiSdk, zipEmbeddings } from "./chunk/adapters/ai-sdk.ts";
export type { Batches, Dropped, Records as AdaptedRecords, RecordsRest } from "./chunk/adapters/batch.ts";
export { parseBoxes } from "./chunk/adapters/boxes.ts";
export { type ChromaMetadata, type ChromaOptions, type ChromaRecord, type ChromaUpsert, toChroma } from "./chunk/adapters/chroma.ts";
export { type HaystackDocument, toHaystack } from "./chunk/adapters/haystack.ts";
export { toJsonl } from "./chunk/adapters/jsonl.ts";
export { type LangChainDocument, toLangChain } from "./chunk/adapters/lang-chain.ts";
export { type LlamaIndexNode, type LlamaIndexOptions, type LlamaIndexPythonNode, toLlamaIndex } from "./chunk/adapters/llama-index.ts";
export { type MastraRecord, type MastraUpsert, toMastra } from "./chunk/adapters/mastra.ts";
export type { JsonMetadata, MetadataValue } from "./chunk/adapters/metadata.ts";
export { type PgvectorRow, toPgvector } from "./chunk/adapters/pgvector.ts";
export {
  type PineconeMetadata,
  type PineconeOptions,
  type PineconeRecord,
  type PineconeTextOptions,
  type PineconeTextRecord,
  toPinecone,
  toPineconeText,
} from "./chunk/adapters/pinecone.ts";
export { type Profile, profiles, type StoreName } from "./chunk/adapters/profile.ts";
export { type QdrantPoint, toQdrant } from "./chunk/adapters/qdrant.ts";
export type { Adapted, FrameworkOptions, RecordMaker, RecordOptions, Vector, WithVectors } from "./chunk/adapters/record.ts";
export { type RecordTarget, type RecordTargets, recordMaker, recordTargets } from "./chunk/adapters/record-maker.ts";
export { toWeaviate, type WeaviateObject, type WeaviateValue } from "./chunk/adapters/weaviate.ts";
export { chunk, chunkDocument } from "./chunk/chunk.ts";
export { chunkMarkdown } from "./chunk/chunk-markdown.ts";
export { chunkStream } from "./chunk/chunk-stream.ts";
export { type ChunkDiff, diffChunks, type StoredChunk } from "./chunk/diff-chunks.ts";
export type { ChunkBody, ChunkOptions } from "./chunk/options.ts";
export { approx, bytes } from "./chunk/tokens.ts";
export type {
  Chunk,
  ChunkFlag,
  ChunkHeading,
  ChunkImage,
  ChunkKind,
  ChunkLink,
  ChunkPage,
  ChunkRegion,
  ChunkResult,
  ChunkSection,
  ChunkSource,
  ChunkSplit,
  ChunkStats,
  ChunkSummary,
  ChunkTable,
  Excluded,
  Gap,
  Segment,
  Span,
  Tokenizer,
} from "./chunk/types.ts";
export type { GuardedCell } from "./csv/blocks.ts";
export type { CsvwColumn, CsvwDialect, CsvwNote, CsvwTable } from "./csv/csvw.ts";
export type { CsvwDatatype } from "./csv/csvw-datatype.ts";
export type { FormulaGuard } from "./csv/guard.ts";
export type { CsvFormat, CsvOptions, CsvPreset } from "./csv/options.ts";
export { csvPresets } from "./csv/options.ts";
export type { Csv, CsvRest } from "./csv/to-csv.ts";
export { recordsToCsv, toCsv, toCsvLines } from "./csv/to-csv.ts";
export type { ConcatOptions } from "./document/concat.ts";
export { concatDocuments } from "./document/concat.ts";
export type { Aspect } from "./document/diff/content.ts";
export type { Edit } from "./document/diff/edits.ts";
export type { CellChange, PlacedCell, PlacedRow, TableChange } from "./document/diff/table-change.ts";
export type { Change, DiffOptions, DocumentDiff, Move, PageDiff, PlacedBlock } from "./document/diff.ts";
export { diffDocuments } from "./document/diff.ts";
export type { FurnitureOptions } from "./document/furniture.ts";
export { markFurniture } from "./document/furniture.ts";
export { groundDocument } from "./document/ground.ts";
export type { NormalizeOptions } from "./document/normalize.ts";
export { normalize } from "./document/normalize.ts";
export { normalizePages, type WindowOptions } from "./document/normalize-pages.ts";
export type { PageRange, PageSpan } from "./document/page-range.ts";
export { parsePageRange } from "./document/page-range.ts";
export { selectPages } from "./document/select.ts";
export type { ChunkErrorCode, Issue, PayloadErrorCode, PdfErrorCode, Warning, WarningCode } from "./errors.ts";
export { ChunkError, JobNotCompletedError, PayloadError, PdfError } from "./errors.ts";
export type { ResolvedCitation, ResolvedField, ResolveMethod } from "./extract/citations.ts";
export { resolveCitations, resolveFields } from "./extract/citations.ts";
export type { Citation, Field, FieldValue } from "./extract/fields.ts";
export { extractFields, formatPath, readFields } from "./extract/fields.ts";
export type { Records, RecordValue } from "./extract/records.ts";
export { fieldRecords } from "./extract/records.ts";
export type { Box, PageSize, PlacedRegion, Region } from "./geometry/box.ts";
export { union } from "./geometry/box.ts";
export type { Matrix } from "./geometry/matrix.ts";
export type { Certainty, FrameName, FrameOptions, PageFrame, PdfPage, Quad, Rect } from "./geometry/page-space.ts";
export { fromPdfQuad, pageFrame, toPdfQuad } from "./geometry/page-space.ts";
export type { Color, Highlight, HighlightComment, HighlightStatus } from "./highlight/highlight.ts";
export type { HighlightSource } from "./highlight/highlights.ts";
export { highlights, itemNodes } from "./highlight/highlights.ts";
export type { FromMarkdownOptions } from "./markdown/from-markdown.ts";
export { fromMarkdown } from "./markdown/from-markdown.ts";
export { type TableMarkdownOptions, toTableMarkdown } from "./markdown/table-markdown.ts";
export type { MarkdownOptions } from "./markdown/to-markdown.ts";
export { markdownWriter, toMarkdown } from "./markdown/to-markdown.ts";
export { toMdast } from "./markdown/to-mdast.ts";
export type { BatchFile, BatchOutput } from "./payload/batch/file.ts";
export type { BatchCounts, BatchFacts } from "./payload/batch/job.ts";
export type { BatchManifest, GivenResult, JobResult, ManifestEntry } from "./payload/batch/manifest.ts";
export { batchManifest } from "./payload/batch/manifest.ts";
export type { Batch } from "./payload/batch.ts";
export { readBatch, safeReadBatch } from "./payload/batch.ts";
export type { ExtractConfiguration } from "./payload/extract/configuration.ts";
export type { ExtractEntry, ExtractTarget } from "./payload/extract/entries.ts";
export type { ExtractFacts, ExtractSource, ExtractUsage } from "./payload/extract/facts.ts";
export type { ExtractJob, WireExtractJob } from "./payload/extract.ts";
export { readExtractJob, safeReadExtractJob } from "./payload/extract.ts";
export type { GroundedCell, GroundedItem } from "./payload/grounding/item.ts";
export type { GroundedLine, GroundedWord } from "./payload/grounding/text.ts";
export { type GroundedItems, type GroundedPage, readGroundedItems } from "./payload/grounding.ts";
export type { ParseConcern, ParseItem, TableItem } from "./payload/item.ts";
export type { PayloadKind } from "./payload/kind.ts";
export { payloadKind } from "./payload/kind.ts";
export type { ParseForm, ParseFormCell, ParseFormPart } from "./payload/parse/forms.ts";
export type { ParseHead, ParseJob, ParseMetadata } from "./payload/parse/head.ts";
export type { ParseImage } from "./payload/parse/images.ts";
export type { ParsePage } from "./payload/parse/page.ts";
export type { ParseLineNumber, ParseRevision } from "./payload/parse/revisions.ts";
export type { ParseResult, ReadOptions, Safe, WireParseResult } from "./payload/parse.ts";
export { readParseResult, safeReadParseResult } from "./payload/parse.ts";
export { resolvePointer } from "./payload/pointer.ts";
export type { ByteRange, ByteSource } from "./payload/stream/byte-source.ts";
export { openPages, type PageSource, type PageStream, type ParseRest, readPages, type StreamOptions } from "./payload/stream.ts";
export { toTexts } from "./table/grid.ts";
export { withHeaderRows } from "./table/header-rows.ts";
export { lintTables } from "./table/lint.ts";
export type { StitchOptions, StitchPair } from "./table/stitch.ts";
export { mayContinue, stitchTables } from "./table/stitch.ts";
export { tables } from "./table/tables.ts";
export { type TableHtmlOptions, toTableHtml } from "./table/to-html.ts";
export {
  type JsonValue,
  type TableJson,
  type TableJsonOptions,
  type TableJsonPart,
  type TableJsonRow,
  type TableJsonSpan,
  toTableJson,
} from "./table/to-json.ts";
export { type DateOrder, isTyped, type TypingOptions, typeCells } from "./table/typed.ts";
export { unstitchTables } from "./table/unstitch.ts";
export { find, findAll } from "./tree/find.ts";
export type { FindTextOptions, TextMatch } from "./tree/find-text.ts";
export { findText } from "./tree/find-text.ts";
export type { Form, FormCell, FormField, FormNode, FormSection, FormTable, FormUnknown } from "./tree/form.ts";
export type { Hit } from "./tree/hit-test.ts";
export { hitTest } from "./tree/hit-test.ts";
export type { Located } from "./tree/locate.ts";
export { headingPath, locate, nodesOn } from "./tree/locate.ts";
export type { OpenHeading, Section } from "./tree/outline.ts";
export { outline } from "./tree/outline.ts";
export type { GroundedText, ImageFile, LineNumber, PageText, Revision, TextLine } from "./tree/page-data.ts";
export { relevelHeadings } from "./tree/relevel.ts";
export type {
  Cell,
  Column,
  Grid,
  Kind,
  NumberLocale,
  Raw,
  Row,
  RowSource,
  Signal,
  StitchDecision,
  TablePart,
  TypedValue,
} from "./tree/table.ts";
export type {
  Block,
  Code,
  Document,
  DocumentMetadata,
  FurnitureDecision,
  Heading,
  Image,
  Link,
  List,
  ListItem,
  Node,
  NodeBase,
  NodeData,
  NodeType,
  Page,
  PageContent,
  PageFooter,
  PageHeader,
  Paragraph,
  Table,
  TableConcern,
  TableText,
  Unknown,
} from "./tree/types.ts";
export type { Visitor } from "./tree/visit.ts";
export { visit } from "./tree/visit.ts";
