import { counted } from "../audit/finding.ts";
import { allTables } from "../table/tables.ts";
import type { Signal, StitchDecision } from "../tree/table.ts";
import type { Document } from "../tree/types.ts";
import { row } from "./summary.ts";

/** Gathers why tables were joined or kept apart, window by window, as lines for people. */
export interface Explanation {
  readonly add: (window: Document) => void;
  readonly lines: () => string[];
}

export function explanation(): Explanation {
  const pages = new Map<string, number>();
  const decisions: StitchDecision[] = [];
  return {
    add: (window) => {
      for (const { pointer, parts } of allTables(window)) {
        const [part] = parts;
        if (part !== undefined) pages.set(pointer, part.pageNumber);
      }
      for (const decision of window.data?.stitchDecisions ?? []) decisions.push(decision);
    },
    lines: () => {
      const joined = decisions.filter((decision) => decision.joined).length;
      const count =
        decisions.length === 0 ? "no two tables to consider" : `${counted(decisions.length, "pair")} considered, ${joined} joined`;
      return [row("stitching", count), ...decisions.flatMap((decision) => decisionLines(decision, pages))];
    },
  };
}

function decisionLines({ from, to, joined, rule, score, signals }: StitchDecision, pages: ReadonlyMap<string, number>): string[] {
  const [first, second] = [from, to].map((pointer) => pages.get(pointer));
  const place = first === undefined ? `page ${second ?? "?"}` : first === second ? `page ${first}` : `pages ${first} and ${second ?? "?"}`;
  const weighed = score === null ? "" : `, score ${shortNumber(score)}`;
  const isTelling = ({ weight, veto }: Signal): boolean => veto || weight !== 0;
  const others = signals.filter((signal) => !isTelling(signal)).map(signalText);
  return [
    `  ${joined ? "joined" : "apart "}  ${place}, ${ruleWords[rule]}${weighed}: ${to}`,
    ...signals.filter(isTelling).map((signal) => `          ${signalText(signal)}`),
    ...(others.length === 0 ? [] : [`          looked at: ${others.join("; ")}`]),
  ];
}

const ruleWords = { explicit: "by the fields of the service", inferred: "by the signals", predicate: "by the caller" };

function signalText({ name, value, weight, veto }: Signal): string {
  const effect = veto ? "  keeps them apart" : weight === 0 ? "" : `  ${weight > 0 ? "+" : "−"}${shortNumber(Math.abs(weight))}`;
  return `${name}: ${typeof value === "number" ? shortNumber(value) : value}${effect}`;
}

function shortNumber(value: number): string {
  return String(Math.round(value * 100) / 100);
}
