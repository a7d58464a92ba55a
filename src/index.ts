export { chunk, chunkDocument } from "./chunk/chunk.ts";
export type { Chunker, ChunkOptions } from "./chunk/chunker.ts";
export { chunker } from "./chunk/chunker.ts";
export { approx, bytes } from "./chunk/tokens.ts";
export type {
  Chunk,
  ChunkFlag,
  ChunkHeading,
  ChunkKind,
  ChunkPage,
  ChunkRegion,
  ChunkResult,
  ChunkSource,
  ChunkTable,
  Excluded,
  Segment,
  Span,
  Tokenizer,
} from "./chunk/types.ts";
export type { Csv, CsvOptions, GuardedCell } from "./csv/to-csv.ts";
export { recordsToCsv, toCsv } from "./csv/to-csv.ts";
export { normalize } from "./document/normalize.ts";
export type { Issue, PayloadErrorCode, PdfErrorCode, Warning, WarningCode } from "./errors.ts";
export { JobNotCompletedError, PayloadError, PdfError } from "./errors.ts";
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
export type { MarkdownOptions } from "./markdown/to-markdown.ts";
export { toMarkdown } from "./markdown/to-markdown.ts";
export { toMdast } from "./markdown/to-mdast.ts";
export type { ExtractEntry, ExtractJob, WireExtractJob } from "./payload/extract.ts";
export { readExtractJob, safeReadExtractJob } from "./payload/extract.ts";
export type { ParseHead, ParseJob, ParseMetadata } from "./payload/head.ts";
export type { ParseConcern, ParseItem, TableItem } from "./payload/item.ts";
export type { PayloadKind } from "./payload/kind.ts";
export { payloadKind } from "./payload/kind.ts";
export type { ParsePage } from "./payload/page.ts";
export type { ParseResult, ReadOptions, Safe, WireParseResult } from "./payload/parse.ts";
export { readParseResult, safeReadParseResult } from "./payload/parse.ts";
export { resolvePointer } from "./payload/pointer.ts";
export { toTexts } from "./table/grid.ts";
export type { StitchOptions } from "./table/stitch.ts";
export { stitchTables } from "./table/stitch.ts";
export { tables } from "./table/tables.ts";
export { find } from "./tree/find.ts";
export type { Cell, Column, Grid, Raw, Row, RowSource, Signal, StitchDecision, TablePart } from "./tree/table.ts";
export type {
  Block,
  Code,
  Document,
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
  Unknown,
} from "./tree/types.ts";
export type { Visitor } from "./tree/visit.ts";
export { visit } from "./tree/visit.ts";
