import type { ExtractConfiguration } from "./configuration.ts";
import type { SentResult } from "./entries.ts";

/** What was extracted from: a file, or the result of a parse job (`pjb-…`). */
export interface ExtractSource {
  readonly id?: string;
  readonly name?: string;
}

/** What the job cost; each absent where the payload does not say. */
export interface ExtractUsage {
  readonly credits?: number;
  readonly extractCredits?: number;
  readonly parseCredits?: number;
  readonly pagesBilled?: number;
  readonly pagesExtracted?: number;
  readonly documentTokens?: number;
  readonly outputTokens?: number;
}

/** What a job says of itself beside its status and result. */
export interface ExtractFacts {
  /** Absent where a v1 result was saved without one; of a v1 run it is the run's. */
  readonly id?: string;
  /** The v1 job that a run is of. */
  readonly jobId?: string;
  readonly projectId?: string;
  /** Dates as sent, ISO 8601. */
  readonly createdAt?: string;
  readonly updatedAt?: string;
  readonly source?: ExtractSource;
  /** The parse job that the citations are of. */
  readonly parseJobId?: string;
  /** As that job ran, in lower case. */
  readonly parseTier?: string;
  readonly configuration?: ExtractConfiguration;
  /** The JSON Schema of the data, when the payload has its configuration. */
  readonly schema?: Record<string, unknown>;
  readonly usage?: ExtractUsage;
  /** The service's own words, without the queries of links. */
  readonly serviceMessage?: string;
  /** What of the payload is not read, under its own names, at any depth. */
  readonly raw?: Readonly<Record<string, unknown>>;
}

/** A job of any age, under one name for each thing. */
export interface SentJob {
  /** As sent. */
  readonly status: string;
  readonly result: SentResult;
  readonly facts: ExtractFacts;
}
