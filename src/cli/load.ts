import { groundDocument } from "../document/ground.ts";
import { normalize } from "../document/normalize.ts";
import type { Warning } from "../errors.ts";
import { PayloadError } from "../errors.ts";
import { type ResolvedField, resolveFields } from "../extract/citations.ts";
import { extractFields, type Field } from "../extract/fields.ts";
import { type ExtractJob, readExtractJob } from "../payload/extract.ts";
import { readGroundedItems } from "../payload/grounding.ts";
import { payloadKind } from "../payload/kind.ts";
import { type ParseResult, readParseResult } from "../payload/parse.ts";
import { type StitchOptions, stitchTables } from "../table/stitch.ts";
import type { Document } from "../tree/types.ts";
import { UsageError } from "./errors.ts";
import { namesOf, readInput, readJson, readText } from "./input.ts";

export interface LoadOptions {
  readonly allowUnfinished?: boolean;
  /** The `grounded_items` sidecar of a parse result. */
  readonly grounding?: string;
  /** Which tables are joined. @default "explicit" */
  readonly stitch?: "explicit" | "infer" | "off";
  /** Joins rows that a page break has split, too. */
  readonly healRows?: boolean;
}

/** @throws {UsageError} when rows are to be healed and no table joined */
export function stitchOptions({ stitch = "explicit", healRows = false }: LoadOptions): StitchOptions {
  if (healRows && stitch === "off") throw new UsageError("--heal-rows heals rows of joined tables: leave --stitch off out");
  return { mode: stitch, healSplitRows: healRows };
}

/** A parse result as the commands use it. */
export interface LoadedParse {
  readonly result: ParseResult;
  readonly document: Document;
}

/** The stitched document of a parse result in a file, or in several files that are parts of one. */
export async function loadParse(paths: readonly string[], options: LoadOptions): Promise<LoadedParse> {
  return toParse(await readInput(paths), paths, options, await loadGrounding(options));
}

/** Joins a document, or a window of one, with the sidecar that was given. */
export type Ground = (document: Document) => Document;

export async function loadGrounding({ grounding }: LoadOptions): Promise<Ground> {
  if (grounding === undefined) return (document) => document;
  const text = await readText(grounding);
  const grounded = named([grounding], () => readGroundedItems(text));
  return (document) => {
    const numbers = new Set(document.children.map((page) => page.number));
    return groundDocument(document, { ...grounded, pages: grounded.pages.filter((page) => numbers.has(page.number)) });
  };
}

export function toParse(input: unknown, paths: readonly string[], options: LoadOptions, ground: Ground): LoadedParse {
  const { allowUnfinished = false } = options;
  const kind = payloadKind(input);
  if (kind.startsWith("batch")) throw wrongKind(paths, "is a batch, which holds no results: the command `inspect` reads it");
  if (kind === "grounded-items") throw wrongKind(paths, "is a sidecar: give it as --grounding, beside its parse result");
  if (kind === "extract-job" || kind === "extract-v1-run")
    throw wrongKind(paths, "is an extract job, not a parse result: the command `fields` and the option --extract read it");
  const result = named(paths, () => readParseResult(input, { allowUnfinished }));
  return { result, document: ground(stitchTables(normalize(result), stitchOptions(options))) };
}

/** The fields of an extract job, as they were read. */
export interface LoadedJob {
  readonly job: ExtractJob;
  readonly fields: readonly Field[];
  readonly warnings: readonly Warning[];
}

/** The fields of an extract job, their citations resolved. */
export interface LoadedExtract {
  readonly job: ExtractJob;
  readonly fields: readonly ResolvedField[];
  readonly warnings: readonly Warning[];
}

/** The fields of the extract job in a file; with a document their quotes are looked up in it. */
export async function loadExtract(path: string, document: Document | undefined, options: LoadOptions): Promise<LoadedExtract> {
  return resolveJob(await loadJob(path, options), document);
}

export async function loadJob(path: string, { allowUnfinished = false }: LoadOptions): Promise<LoadedJob> {
  return toJob(await readJson(path), path, allowUnfinished);
}

export function toExtract(input: unknown, path: string, document: Document | undefined, allowUnfinished: boolean): LoadedExtract {
  return resolveJob(toJob(input, path, allowUnfinished), document);
}

/** The job with its citations looked up in the document, or only in the pages that it has. */
export function resolveJob({ job, fields, warnings }: LoadedJob, document: Document | undefined): LoadedExtract {
  const resolved = resolveFields(fields, document);
  return { job, fields: resolved.fields, warnings: [...warnings, ...resolved.warnings] };
}

function toJob(input: unknown, path: string, allowUnfinished: boolean): LoadedJob {
  if (payloadKind(input).startsWith("parse-"))
    throw wrongKind([path], "is a parse result, not an extract job: all commands but `fields`, and the option --parse, read it");
  const job = named([path], () => readExtractJob(input, { allowUnfinished }));
  const { fields, warnings } = extractFields(job);
  return { job, fields, warnings: [...job.warnings, ...warnings] };
}

/** The library's own message names functions, which nobody calls here. */
function wrongKind(paths: readonly string[], message: string): PayloadError {
  return new PayloadError("payload-wrong-kind", `${namesOf(paths)} ${message}`);
}

function named<T>(paths: readonly string[], read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw withName(paths, error);
  }
}

/** The error with the names of the files before its message, where it is a PayloadError: a command may read several. */
export function withName(paths: readonly string[], error: unknown): unknown {
  if (error instanceof PayloadError) error.message = `${namesOf(paths)}: ${error.message}`;
  return error;
}
