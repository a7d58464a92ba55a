/** What a stage noticed and went on from: `pointer` is the JSON Pointer (RFC 6901) of the payload value it is about, `""` for the whole. */
export interface Warning {
  readonly code: WarningCode;
  readonly message: string;
  readonly pointer: string;
}

/** Every warning code; the README's table says what each means. */
export type WarningCode =
  | "box-invalid"
  | "box-outside-page"
  | "box-whole-page"
  | "boxes-fractional"
  | "citation-ambiguous"
  | "citation-page-unknown"
  | "citation-unlocated"
  | "comment-cut"
  | "extract-error"
  | "field-conflict"
  | "field-invalid"
  | "field-unknown"
  | "grounding-row-invalid"
  | "grounding-text-differs"
  | "grounding-unit-guessed"
  | "grounding-unmatched"
  | "item-invalid"
  | "item-type-guessed"
  | "item-type-unknown"
  | "job-duplicate"
  | "job-not-completed"
  | "metadata-length-differs"
  | "number-rounded"
  | "page-absent"
  | "page-duplicate"
  | "page-frame-uncertain"
  | "page-gap"
  | "page-orientation-angle"
  | "page-size-missing"
  | "part-conflict"
  | "pdf-decrypted"
  | "pdf-page-box"
  | "pdf-page-count"
  | "pdf-page-shared"
  | "pdf-repaired"
  | "pdf-rewritten"
  | "pdf-signature-broken"
  | "pdf-signed"
  | "section-failed"
  | "section-missing"
  | "sheet-formats-cut"
  | "sheet-links-cut"
  | "sheet-split"
  | "sheet-text-cut"
  | "span-dropped"
  | "status-unknown"
  | "table-csv-md-differ"
  | "table-duplicate-row"
  | "table-empty-column"
  | "table-empty-row"
  | "table-header-doubtful"
  | "table-header-duplicate"
  | "table-html-unaligned"
  | "table-merge-ambiguous"
  | "table-merge-cycle"
  | "table-merge-orphan"
  | "table-merge-own-page-missing"
  | "table-merge-page-missing"
  | "table-merge-stub-missing"
  | "table-nested"
  | "table-part-dropped"
  | "table-percentage-sum"
  | "table-ragged"
  | "table-rows-html-differ"
  | "table-rows-incomplete"
  | "table-rows-missing"
  | "table-scale-change"
  | "table-sequence-gap"
  | "table-service-concern"
  | "table-span-clipped"
  | "table-stub-not-empty"
  | "table-total-mismatch"
  | "table-type-drift"
  | "text-ill-formed"
  | "warnings-cut";

/** One thing wrong with a payload: where, what was expected, what was found. */
export interface Issue {
  readonly pointer: string;
  readonly message: string;
}

export type PayloadErrorCode =
  | "json-invalid"
  | "json-encoding"
  | "page-too-large"
  | "payload-invalid"
  | "payload-too-deep"
  | "payload-wrong-kind"
  | "job-not-completed";

/** The input is not what it claims to be; `issues` holds up to 100 places. Act on `code`, show `message`. */
export class PayloadError extends Error {
  override readonly name: string = "PayloadError";
  readonly code: PayloadErrorCode;
  readonly issues: readonly Issue[];

  constructor(code: PayloadErrorCode, message: string, issues: readonly Issue[] = []) {
    super(message);
    this.code = code;
    this.issues = issues;
  }
}

/** The payload is well formed, but its job holds no result yet, or never will. */
export class JobNotCompletedError extends PayloadError {
  override readonly name: string = "JobNotCompletedError";
  /** As the service spells it, such as `FAILED`. */
  readonly status: string;
  /** The service's own words, without the queries of links, when it gave any. */
  readonly serviceMessage: string | undefined;

  constructor(message: string, pointer: string, status: string, serviceMessage?: string) {
    super("job-not-completed", message, [{ pointer, message }]);
    this.status = status;
    this.serviceMessage = serviceMessage;
  }
}

export type PdfErrorCode = "pdf-invalid" | "pdf-encrypted" | "pdf-damaged";

/** The PDF cannot be annotated; nothing was written. `reason` tells a missing password from a wrong one. */
export class PdfError extends Error {
  override readonly name: string = "PdfError";
  readonly code: PdfErrorCode;
  readonly reason: "needed" | "wrong" | undefined;

  constructor(code: PdfErrorCode, message: string, reason?: "needed" | "wrong") {
    super(message);
    this.code = code;
    this.reason = reason;
  }
}

export type ChunkErrorCode = "token-count-invalid" | "window-too-small" | "page-failed";

/** The document cannot be chunked as asked: the tokenizer counts nonsense, one character is over the limit, or a page failed and `failedPages` says to throw. */
export class ChunkError extends RangeError {
  override readonly name: string = "ChunkError";
  readonly code: ChunkErrorCode;

  constructor(code: ChunkErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

const perCode = 1000;

/** Gathers warnings; past 1,000 of one code it only counts, and `list` says how many it left out. */
export class WarningLog {
  readonly #kept: Warning[] = [];
  readonly #counts = new Map<WarningCode, number>();
  #count = 0;

  add(code: WarningCode, message: string, pointer: string): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    this.#count++;
    if (count <= perCode) this.#kept.push({ code, message, pointer });
  }

  /** How many were added, the cut ones too. */
  get count(): number {
    return this.#count;
  }

  list(): readonly Warning[] {
    const cut = [...this.#counts].filter(([, count]) => count > perCode);
    return [
      ...this.#kept,
      ...cut.map(([code, count]): Warning => ({ code: "warnings-cut", message: `${count - perCode} more warnings ${code}`, pointer: "" })),
    ];
  }
}

/** Fails to compile where a union has a member that no case answers. */
export function unreachable(value: never): never {
  throw new TypeError(`Unexpected ${typeof value}`);
}
