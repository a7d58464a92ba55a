import { seeded } from "../payload.ts";
import { type Language, language } from "./language.ts";
import { codePart, headingPart, listPart, type Part, type Sentence, tablePart, textPart } from "./part.ts";

/** A made-up manual: its markdown, and block by block what stands in it, which is the truth that benches compare with. */
export interface Manual {
  readonly markdown: string;
  readonly parts: readonly PlacedPart[];
}

export interface PlacedPart {
  readonly part: Part;
  /** Offset in the manual's markdown. */
  readonly start: number;
  /** Texts of the headings open at it, outermost first; a heading's own is the last. */
  readonly path: readonly string[];
}

/** A manual of at least so many characters: chapters with sections of prose, lists, tables and code, some of them deeper. */
export function manual(seed: number, length: number): Manual {
  const speak = language(seeded(seed));
  const terms = supply(speak, Math.ceil(length / 5000));
  const defined = supply(speak, Math.ceil(length / 7500));
  const titles = new Set<string>();
  const path: string[] = [];
  const parts: PlacedPart[] = [];
  let offset = 0;
  const add = (part: Part): void => {
    parts.push({ part, start: offset, path: [...path] });
    offset += part.markdown.length + blockGap.length;
  };
  const open = (depth: number): void => {
    path.splice(Math.min(depth - 1, path.length), path.length, newTitle(speak, titles));
    add(headingPart(depth, path.at(-1) as string));
  };
  const section = (): void => {
    for (let count = speak.integer(1, 3); count > 0; count--) add(textPart(prose(speak, terms)));
    if (speak.chance(0.7)) add(textPart([...prose(speak, terms, 2), definition(speak, defined()), ...prose(speak, terms, 2)]));
    for (let count = speak.integer(0, 2); count > 0; count--) add(block(speak, terms, add));
  };
  while (offset < length) {
    open(1);
    section();
    for (let count = speak.integer(2, 4); count > 0; count--) {
      // Now and then a level is left out, as happens in what was scanned.
      const depth = speak.chance(0.1) ? 3 : 2;
      open(depth);
      section();
      if (depth === 2 && speak.chance(0.3)) {
        open(3);
        section();
      }
    }
  }
  return { markdown: parts.map(({ part }) => part.markdown).join(blockGap), parts };
}

export const blockGap = "\n\n";

/** One of a few terms by turns, so that each comes back after a while. */
function supply(speak: Language, count: number): () => string {
  const terms = Array.from({ length: Math.max(2, count) }, speak.term);
  let next = 0;
  return () => terms[next++ % terms.length] as string;
}

function newTitle(speak: Language, titles: Set<string>): string {
  for (let tries = 0; tries < 100; tries++) {
    const title = speak.title();
    if (titles.has(title)) continue;
    titles.add(title);
    return title;
  }
  return speak.title();
}

function prose(speak: Language, terms: () => string, most: number = 9): Sentence[] {
  if (speak.chance(0.03)) return [{ kind: "foreign", text: speak.foreign() }];
  return Array.from({ length: speak.integer(1, most) }, (): Sentence => {
    if (speak.chance(0.9)) return { kind: "plain", text: speak.sentence() };
    const term = terms();
    return { kind: "term", text: `After ${speak.integer(2, 60)} days a ${term} needs the ${speak.noun()} and ${speak.amount()}.`, term };
  });
}

/** The same words for a term in every section, but for the figures. */
function definition(speak: Language, term: string): Sentence {
  return { kind: "definition", text: `The ${term} is set to ${speak.amount()} and checked every ${speak.integer(2, 90)} days.`, term };
}

function block(speak: Language, terms: () => string, add: (part: Part) => void): Part {
  const kind = speak.pick(["table", "list", "code", "text"] as const);
  if (kind !== "text" && speak.chance(0.3)) {
    add(textPart([{ kind: "plain", text: `The ${speak.noun()} and the ${speak.noun()} are as follows:` }]));
  }
  switch (kind) {
    case "table":
      return tablePart(speak);
    case "list":
      return listPart(speak);
    case "code":
      return codePart(speak);
    case "text":
      return textPart(prose(speak, terms));
  }
}
