import { type Issue, PayloadError, WarningLog } from "../../errors.ts";
import { assertKind, isRecord, payloadKind } from "../kind.ts";
import { joinPointer } from "../pointer.ts";
import { assertCompleted } from "../status.ts";
import { pageNumberOf, type SectionName, sectionNames, sectionOf } from "./sections.ts";
import { chosen, type SentEntry, type SentPage } from "./sent-page.ts";
import { v1PageNumber } from "./v1.ts";

/** One response: a whole one, one with some sections only, or a bare section; a pointer says where it stands in the input. */
export interface Part {
  readonly age: "v1" | "v2";
  readonly pointer: string;
  /** Everything beside the pages; empty where the input is nothing but pages. */
  readonly root: Record<string, unknown>;
  readonly sections: readonly PageList[];
}

/** The pages that one section has; a legacy v1 page has all sections in one. */
interface PageList {
  readonly name: SectionName | "v1";
  readonly pages: readonly unknown[];
  readonly pointer: string;
}

const accepted = ["parse-result", "parse-v1", "parse-section"] as const;

/**
 * The responses that the input is made of: itself, or, in a list, each of its entries.
 *
 * @throws {PayloadError} when one is no parse result, or when they come from both APIs
 * @throws {JobNotCompletedError} when it is the record of a job that has not completed
 */
export function partsOf(input: unknown, issues: Issue[]): Part[] {
  refuseUnfinished(input);
  assertKind(input, "a parse result", accepted);
  if (!Array.isArray(input)) return [partOf(input, "", issues)];
  const isPart = (entry: unknown): boolean => isRecord(entry) && (isRecord(entry.job) || Array.isArray(entry.pages));
  // A response without its job is told by its sections, but only where no page stands before it.
  if (!input.some(isPart) && !accepted.some((kind) => kind === payloadKind(input[0]))) return [bareList(input, "", {})];
  const parts = input.map((entry: unknown, index) => {
    assertKind(entry, `a part of a parse result, at ${joinPointer("", index)}`, accepted);
    return Array.isArray(entry) ? bareList(entry, joinPointer("", index), {}) : partOf(entry, joinPointer("", index), issues);
  });
  const other = parts.find(({ age }) => age !== parts[0]?.age);
  if (other === undefined) return parts;
  const message = `Cannot read the parts of a parse result: the one at ${other.pointer} is of another API than the first`;
  throw new PayloadError("payload-invalid", message, [{ pointer: other.pointer, message: "is of another API than the first part" }]);
}

/** Throws the error of a job whose record, which has no content, says that it has not completed. */
function refuseUnfinished(input: unknown): void {
  if (payloadKind(input) !== "parse-job") return;
  const { status, error_message: message } = input as Record<string, unknown>;
  const serviceMessage = typeof message === "string" ? message : undefined;
  assertCompleted({ noun: "parse job", status: String(status), serviceMessage, pointer: "/status" }, false, new WarningLog());
}

function partOf(root: Record<string, unknown>, pointer: string, issues: Issue[]): Part {
  const bare = Array.isArray(root.pages) ? bareList(root.pages, joinPointer(pointer, "pages"), root, pointer) : undefined;
  if (bare?.age === "v1") return bare;
  const sections = sectionNames.flatMap((name): PageList[] => {
    const section = root[name];
    if (section === undefined || section === null) return [];
    const at = joinPointer(pointer, name);
    if (isRecord(section) && Array.isArray(section.pages)) return [{ name, pages: section.pages, pointer: joinPointer(at, "pages") }];
    issues.push({ pointer: isRecord(section) ? joinPointer(at, "pages") : at, message: "expected an object with an array `pages`" });
    return [];
  });
  return { age: "v2", pointer, root, sections: [...(bare?.sections ?? []), ...sections] };
}

/** A list of pages that does not say which section it is of: its first page that has content does. */
function bareList(pages: readonly unknown[], pointer: string, root: Record<string, unknown>, partPointer: string = pointer): Part {
  const isV1 = pages.some((page) => isRecord(page) && Object.hasOwn(page, "page") && !Object.hasOwn(page, "page_number"));
  const isV2 = isRecord(root.job) || pages.some((page) => isRecord(page) && Object.hasOwn(page, "page_number"));
  if (isV1 || (Object.hasOwn(root, "job_metadata") && !isV2)) {
    return { age: "v1", pointer: partPointer, root, sections: [{ name: "v1", pages, pointer }] };
  }
  let name: SectionName | undefined;
  for (const page of pages) name ??= isRecord(page) ? sectionOf(page) : undefined;
  return { age: "v2", pointer: partPointer, root, sections: [{ name: name ?? "items", pages, pointer }] };
}

/**
 * The pages of all sections of all parts, joined by page number, in ascending order.
 *
 * A page that a section gives twice is taken once: of one part the first time; of several the one that did not fail. A warning says so
 * unless both say the same. An entry whose frame is broken adds to the issues.
 */
export function joinPages(parts: readonly Part[], issues: Issue[], log: WarningLog): ReadonlyMap<number, SentPage> {
  const pages = new Map<number, { [Name in PageList["name"]]?: SentEntry }>();
  for (const part of parts) {
    for (const { name, pages: list, pointer } of part.sections) {
      for (const [index, raw] of list.entries()) {
        const entry: SentEntry = { raw, pointer: joinPointer(pointer, index), part };
        const number = name === "v1" ? v1PageNumber(raw, entry.pointer, issues) : pageNumberOf(raw, entry.pointer, issues);
        if (number === undefined) continue;
        const page = pages.get(number) ?? {};
        page[name] = chosen(page[name], entry, `Page ${number}${name === "v1" ? "" : ` of ${name}`}`, log);
        pages.set(number, page);
      }
    }
  }
  return new Map([...pages].sort(([one], [other]) => one - other));
}
