import type { WarningCode } from "../errors.ts";
import type { Region } from "../geometry/box.ts";
import { cutAtCodePoint } from "../payload/excerpt.ts";
import { withoutLinkQueries } from "../payload/links.ts";
import { present } from "../payload/present.ts";
import { type AuditCode, type FindingGroup, rankOf, type Severity } from "./codes.ts";

export type FindingCode = AuditCode | WarningCode;

/** One thing that is wrong, doubtful or worth knowing. The message is for people, act on `code`; no link in it has its query. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** What it is about. */
  readonly group: FindingGroup;
  readonly message: string;
  /** JSON Pointer (RFC 6901) of what it is about, `""` for the whole; for several places the first. */
  readonly pointer: string;
  /** Which payload the pointer leads into. */
  readonly payload: "parse" | "extract" | "batch" | "sidecar";
  /** The page to look at; one that is absent only where the message says so. */
  readonly pageNumber?: number;
  /** Where to look on its page, when that is known. */
  readonly regions?: readonly Region[];
  /** How many places it stands for; absent for one. */
  readonly count?: number;
}

/** What a check says; the code decides the rest. */
export interface FindingDetails {
  readonly pointer?: string | undefined;
  readonly payload?: Finding["payload"];
  readonly pageNumber?: number | undefined;
  readonly regions?: readonly Region[] | undefined;
  readonly count?: number;
}

export function toFinding(code: FindingCode, message: string, details: FindingDetails = {}): Finding {
  const { pointer = "", payload = "parse", pageNumber, regions = [], count = 1 } = details;
  return present({
    code,
    ...rankOf(code),
    message: withoutLinkQueries(message),
    pointer,
    payload,
    pageNumber,
    regions: regions.length === 0 ? undefined : regions,
    count: count > 1 ? count : undefined,
  });
}

/** Words of the payload as a message quotes them. */
export function quote(text: string, limit = 80): string {
  return `“${oneLine(text, limit)}”`;
}

/** The start of a text on one line, at most `limit` characters, no query of a link. */
export function oneLine(text: string, limit: number): string {
  const line = withoutLinkQueries(text).replace(/\s+/g, " ").trim();
  return (line.length > limit ? `${cutAtCodePoint(line, limit)}…` : line).toWellFormed();
}

/** `3 pages`, `1 page`, `2 boxes`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : noun.endsWith("x") ? "es" : "s"}`;
}
