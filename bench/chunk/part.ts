import type { Language } from "./language.ts";

/** A block of a manual, with what its markdown says as data. */
export type Part =
  | { readonly type: "heading"; readonly markdown: string; readonly depth: number; readonly value: string }
  | { readonly type: "text"; readonly markdown: string; readonly sentences: readonly Sentence[] }
  | { readonly type: "list"; readonly markdown: string; readonly ordered: boolean; readonly entries: readonly Entry[] }
  | { readonly type: "table"; readonly markdown: string; readonly rows: readonly (readonly string[])[] }
  | { readonly type: "code"; readonly markdown: string; readonly language: string; readonly value: string };

/** `term`: one with a rare name; `definition`: one that stands in several sections with other figures. */
export interface Sentence {
  readonly kind: "plain" | "term" | "definition" | "foreign";
  readonly text: string;
  readonly term?: string;
}

export interface Entry {
  readonly text: string;
  readonly nested: readonly string[];
}

export function headingPart(depth: number, value: string): Part {
  return { type: "heading", markdown: `${"#".repeat(depth)} ${value}`, depth, value };
}

export function textPart(sentences: readonly Sentence[]): Part {
  return { type: "text", markdown: sentences.map(({ text }) => text).join(" "), sentences };
}

export function listPart(speak: Language): Part {
  const ordered = speak.chance(0.4);
  const entries = Array.from({ length: speak.integer(3, 12) }, (): Entry => {
    const nested = speak.chance(0.2) ? Array.from({ length: speak.integer(1, 3) }, speak.sentence) : [];
    return { text: Array.from({ length: speak.integer(1, 2) }, speak.sentence).join(" "), nested };
  });
  const lines = entries.flatMap(({ text, nested }, index) => {
    const marker = ordered ? `${index + 1}. ` : "- ";
    return [`${marker}${text}`, ...nested.map((line) => `${" ".repeat(marker.length)}- ${line}`)];
  });
  return { type: "list", markdown: lines.join("\n"), ordered, entries };
}

const columns = ["Flow", "Pressure", "Supplier", "Operating hours", "Inspected", "Spare parts", "Remark"];
const kinds = ["Pump", "Valve", "Motor", "Tank", "Filter", "Sensor"];

/** The same stations and columns come back in other tables. */
export function tablePart(speak: Language): Part {
  const names = columns.filter(() => speak.chance(0.6)).slice(0, 5);
  const header = ["Station", ...(names.length > 0 ? names : columns.slice(0, 2))];
  const stations = new Set(Array.from({ length: speak.chance(0.05) ? 200 : speak.integer(3, 40) }, () => station(speak)));
  const rows = [header, ...[...stations].map((name) => [name, ...header.slice(1).map((column) => value(speak, column))])];
  const [first = "", ...lines] = rows.map((cells) => `| ${cells.join(" | ")} |`);
  return { type: "table", markdown: [first, `|${" --- |".repeat(header.length)}`, ...lines].join("\n"), rows };
}

function station(speak: Language): string {
  return `${speak.pick(kinds)} ${speak.integer(1, 60)}`;
}

function value(speak: Language, column: string): string {
  switch (column) {
    case "Flow":
    case "Pressure":
      return speak.amount();
    case "Operating hours":
    case "Spare parts":
      return speak.integer(1, 60_000).toLocaleString("en-US");
    case "Inspected":
      return `2025-${String(speak.integer(1, 12)).padStart(2, "0")}-${String(speak.integer(1, 28)).padStart(2, "0")}`;
    case "Supplier":
      return speak.term();
    default:
      return `${speak.noun()} ${speak.noun()}`;
  }
}

/** With comments that look like headings, and empty lines. */
export function codePart(speak: Language): Part {
  const language = speak.pick(["sh", "python", "ts"]);
  const comment = language === "ts" ? "//" : "#";
  const lines = Array.from({ length: speak.integer(4, 70) }, (_, index) => {
    if (index > 0 && speak.chance(0.1)) return "";
    if (speak.chance(0.15)) return `${comment} ${speak.noun()} of the ${speak.noun()}`;
    return `${speak.chance(0.5) ? "  " : ""}${speak.noun()}_${speak.noun()} = read_${speak.noun()}("${speak.noun()}", ${speak.integer(1, 999)})`;
  });
  // An empty last line would be lost on its way through a payload.
  const value = [...lines, "close_all()"].join("\n");
  const fence = speak.pick(["```", "```", "~~~", "````"]);
  return { type: "code", markdown: `${fence}${language}\n${value}\n${fence}`, language, value };
}
