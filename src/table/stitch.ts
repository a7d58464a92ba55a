import { WarningLog } from "../errors.ts";
import { assertOptions, flag, type OptionRules } from "../options.ts";
import type { StitchDecision } from "../tree/table.ts";
import type { Block, Document, Page, PageContent, Table } from "../tree/types.ts";
import { assembled } from "./stitch/assembled.ts";
import { between } from "./stitch/between.ts";
import { chainOf } from "./stitch/chain.ts";
import { type Explicit, joinExplicit, mergeSignal, refusal } from "./stitch/explicit.ts";
import { isApart } from "./stitch/geometry.ts";
import { isOwner, isStub } from "./stitch/merge-links.ts";
import { pageTexts } from "./stitch/page-texts.ts";
import { type Candidate, candidates, placedTables } from "./stitch/placed-table.ts";
import { evidenceOf, scoreOf } from "./stitch/signals.ts";

export interface StitchOptions {
  /**
   * `explicit`: joins what the service says belongs together; `infer`: also a table that looks like the rest of the last one on the page
   * before; `off`: gives the document back. @default "explicit"
   */
  readonly mode?: "explicit" | "infer" | "off";
  /** From which sum of weights on tables are inferred to be one. @default 0.6 */
  readonly minimumScore?: number;
  /** Whether a row that a page break split is made one again; `healedRows` of the part keeps both. @default false */
  readonly healSplitRows?: boolean;
  /** Whether the plain text of the pages and the boxes of cells tell on which page a row stands that the service merged. @default true */
  readonly locateRows?: boolean;
  /**
   * Has the last word on each pair of tables in question, in every mode but `off`; `undefined` leaves it to the rule. Tables whose columns
   * cannot be mapped stay apart all the same, as does one that the service says begins on its page, or that a later part comes before.
   */
  readonly predicate?: (pair: StitchPair) => boolean | undefined;
}

/** Two tables that may be one. */
export interface StitchPair {
  /** As it was sent: of tables that are joined already the one on the page before, or the owner that the service names. `decision.from` is the owner. */
  readonly from: Table;
  readonly to: Table;
  readonly fromPage: Page;
  readonly toPage: Page;
  /** What the rule says, and what it looked at. */
  readonly decision: StitchDecision;
}

/**
 * The document with the tables joined that go on over a page break: where the service says so (`merged_from_pages`, `merged_into_page`), and
 * with `mode: "infer"` also where it looks so.
 *
 * The owner keeps all rows and gets a part for each page; a joined part stays on its page as an empty table that `continues` the owner.
 * Every pair considered has one decision in `data.stitchDecisions`; a reference that dangles or circles is ignored, with a warning. Tables
 * in headers and footers take no part. A document that was stitched before is given back: `unstitchTables` first to stitch it otherwise.
 *
 * @throws {RangeError} for an option that is none of its values, or that there is not
 * @throws {TypeError} when the predicate gives anything but true, false or undefined, such as a promise
 */
export function stitchTables(document: Document, options: StitchOptions = {}): Document {
  const { mode, minimumScore, healSplitRows, locateRows, predicate } = checked(options);
  if (mode === "off" || document.data?.stitchDecisions !== undefined) return document;
  const placed = placedTables(document);
  const hasFields = placed.some((table) => isOwner(table) || isStub(table));
  const isWeighed = mode === "infer" || predicate !== undefined;
  const pairs = isWeighed ? candidates(document, placed) : [];
  if (!hasFields && pairs.length === 0) return document;
  const log = new WarningLog();
  const ask = asking(predicate);
  const explicit = joinExplicit(placed, ask, log);
  const weighed = pairs.flatMap((pair) => weigh(pair, explicit, mode === "infer" ? minimumScore : Infinity, ask) ?? []);
  const linked = new Set(weighed.map((decision) => decision.to));
  const unlinked = [...explicit.unlinked.values()].filter(({ stub }) => !linked.has(stub.table.pointer)).map(refusal);
  const pages = new Map(document.children.map((page) => [page.number, page]));
  const assembly = { healSplitRows, texts: locateRows ? pageTexts(document) : undefined, pages, log };
  const replaced = new Map<Table, Table>();
  for (const chain of new Set(explicit.chains.values()))
    for (const [table, joined] of assembled(chain, assembly)) replaced.set(table, joined);
  return {
    ...document,
    children: document.children.map((page) => replaceTables(page, replaced)),
    warnings: [...document.warnings, ...log.list()],
    data: { ...document.data, stitchDecisions: [...unlinked, ...explicit.decisions, ...weighed] },
  };
}

/**
 * Whether a table of the first page may go on on the second: false where what stands between them, or where they stand, already tells that it
 * does not.
 *
 * @param after the page that follows
 */
export function mayContinue(before: Page, after: Page): boolean {
  const [from, to] = [before.children.findLast(isTable), after.children.find(isTable)];
  if (from === undefined || to === undefined || before.error !== undefined || after.error !== undefined) return false;
  if (after.number !== before.number + 1) return false;
  const footnotes = new Set(from.footnotes?.map(({ pointer }) => pointer));
  return between(before, from, after, to, footnotes).blocker === undefined && !isApart(from, before, to, after);
}

/** Decides on a pair of tables on two pages and joins them in `chains`; undefined where the service has named the second's owner. */
function weigh(pair: Candidate, explicit: Explicit, minimumScore: number, ask: Asking): StitchDecision | undefined {
  const { from, to } = pair;
  const { chains, unlinked, refused } = explicit;
  if (refused.has(to) || (chains.has(to) && !isOwner(to))) return undefined;
  const chain = chains.get(from) ?? chainOf(from);
  const { signals, columnMap, dropCount } = evidenceOf(chain, pair);
  const all = unlinked.has(to) ? [mergeSignal(to), ...signals] : signals;
  const score = scoreOf(all);
  const joined = score >= minimumScore && !all.some((signal) => signal.veto);
  const rule = minimumScore === Infinity ? "explicit" : "inferred";
  const decision = ask(pair, { from: chain.owner.table.pointer, to: to.table.pointer, rule, joined, score, signals: all });
  const isPossible = columnMap !== undefined && !all.some((signal) => signal.veto && structural.has(signal.name));
  if (!decision.joined || columnMap === undefined || !isPossible) return { ...decision, joined: false };
  chain.joinings.push({ part: to, columnMap: columnMap.columns, rows: { kind: "appendable", dropCount }, origin: "inferred" });
  chains.set(from, chain).set(to, chain);
  return decision;
}

/** What no caller can overrule: rows would have no column, or come out of order. */
const structural: ReadonlySet<string> = new Set(["column map", "later part", "merged_from_pages of the second"]);

type Asking = (pair: Candidate, verdict: StitchDecision) => StitchDecision;

/** Gives the verdict, or the caller's answer in its place. */
function asking(predicate: StitchOptions["predicate"]): Asking {
  return ({ from, to }, decision) => {
    const answer: unknown = predicate?.({ from: from.table, to: to.table, fromPage: from.page, toPage: to.page, decision });
    if (answer !== undefined && typeof answer !== "boolean") {
      const given = answer === null ? "null" : `a value of type ${typeof answer}`;
      throw new TypeError(`predicate gave ${given}, expected true, false or undefined: it cannot be async`);
    }
    return answer === undefined ? decision : { ...decision, rule: "predicate", joined: answer };
  };
}

type Checked = Required<Omit<StitchOptions, "predicate">> & { readonly predicate: StitchOptions["predicate"] };

const rules: OptionRules<StitchOptions> = {
  mode: ["explicit", "infer", "off"],
  minimumScore: { holds: Number.isFinite, expected: "a finite number" },
  healSplitRows: flag,
  locateRows: flag,
  predicate: { holds: (value) => typeof value === "function", expected: "a function" },
};

function checked(options: StitchOptions): Checked {
  assertOptions(options, rules);
  const { mode = "explicit", minimumScore = 0.6, healSplitRows = false, locateRows = true, predicate } = options;
  return { mode, minimumScore, healSplitRows, locateRows, predicate };
}

function isTable(node: PageContent): node is Table {
  return node.type === "table";
}

function replaceTables(page: Page, replaced: ReadonlyMap<Block, Block>): Page {
  const isTouched = page.children.some((child) => child.type === "table" && replaced.has(child));
  if (!isTouched) return page;
  return {
    ...page,
    children: page.children.map((child): PageContent => (child.type === "table" ? (replaced.get(child) ?? child) : child)),
  };
}
