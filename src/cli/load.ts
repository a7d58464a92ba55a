import { normalize } from "../document/normalize.ts";
import type { Warning } from "../errors.ts";
import { PayloadError } from "../errors.ts";
import { type ResolvedField, resolveFields } from "../extract/citations.ts";
import { extractFields, type Field } from "../extract/fields.ts";
import { type ExtractJob, readExtractJob } from "../payload/extract.ts";
import { payloadKind } from "../payload/kind.ts";
import { type ParseResult, readParseResult } from "../payload/parse.ts";
import { stitchTables } from "../table/stitch.ts";
import type { Document } from "../tree/types.ts";
import { nameOf, readJson } from "./input.ts";

export interface LoadOptions {
  readonly allowUnfinished?: boolean;
}

/** A parse result as the commands use it. */
export interface LoadedParse {
  readonly result: ParseResult;
  readonly document: Document;
}

/** The stitched document of a parse result in a file. */
export async function loadParse(path: string, { allowUnfinished = false }: LoadOptions): Promise<LoadedParse> {
  return toParse(await readJson(path), path, allowUnfinished);
}

export function toParse(input: unknown, path: string, allowUnfinished: boolean): LoadedParse {
  if (payloadKind(input).startsWith("extract-"))
    throw wrongKind(path, "is an extract job, not a parse result: the command `fields` and the option --extract read it");
  const result = named(path, () => readParseResult(input, { allowUnfinished }));
  return { result, document: stitchTables(normalize(result)) };
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
    throw wrongKind(path, "is a parse result, not an extract job: all commands but `fields`, and the option --parse, read it");
  const job = named(path, () => readExtractJob(input, { allowUnfinished }));
  const { fields, warnings } = extractFields(job);
  return { job, fields, warnings: [...job.warnings, ...warnings] };
}

/** The library's own message names functions, which nobody calls here. */
function wrongKind(path: string, message: string): PayloadError {
  return new PayloadError("payload-wrong-kind", `${nameOf(path)} ${message}`);
}

function named<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw withName(path, error);
  }
}

/** The error with the name of the file before its message, where it is a PayloadError: a command may read several. */
export function withName(path: string, error: unknown): unknown {
  if (error instanceof PayloadError) error.message = `${nameOf(path)}: ${error.message}`;
  return error;
}
