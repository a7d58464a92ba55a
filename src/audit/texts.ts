import { cutAtCodePoint } from "../payload/excerpt.ts";
import type { Document, Page } from "../tree/types.ts";
import { counted, type Finding, type FindingCode, quote, toFinding } from "./finding.ts";
import { nodeWords, spreadWords } from "./node-words.ts";
import { lacking, type Reading, toReading } from "./readings.ts";
import { runningLines, type SplitText } from "./running-lines.ts";
import { isNumber, type Word, wordsOf } from "./words.ts";

/** How many words a message shows. */
const mostShown = 12;
/** UTF-16 units of one of them. */
const longestShown = 24;

/**
 * Where the items of a page and its markdown or plain text do not say the same.
 *
 * A missing number is always told; missing words are when they are more than the share `missingAbove`.
 */
export function textFindings(document: Document, missingAbove: number): Finding[] {
  const pages = document.children.filter((page) => page.error === undefined && (page.source === "items" || page.source === "markdown"));
  const markdownOf = (page: Page): string => (page.source === "items" ? page.markdown : "");
  const splitMarkdown = runningLines(pages, markdownOf);
  const splitText = runningLines(pages, (page) => page.text ?? "");
  const spread = spreadWords(document);
  return pages.flatMap((page) => {
    const markdown = read(splitMarkdown(page));
    const text = read(splitText(page));
    if (markdown.all.words.length + text.all.words.length === 0) return [];
    const { own, certain } = nodeWords(page);
    const elsewhere = spread(page.number);
    const compare = (code: FindingCode, needed: Reading, readings: readonly Reading[], where: Where): Finding[] => {
      const missing = lacking(needed, readings)
        .map((words) => words.filter(({ key }) => !elsewhere.some((keys) => keys.has(key))))
        .filter((words) => words.length > 0);
      const message = messageOf(needed.words.length, missing, missingAbove, where);
      return message === undefined ? [] : [toFinding(code, message, { pointer: page.pointer, pageNumber: page.number })];
    };
    const home = page.source === "items" ? "in its items" : "in its markdown";
    return [
      ...compare("words-missing", markdown.body, [own], ["the page's markdown", home]),
      ...compare("words-missing", text.body, [own, markdown.all], ["the page's plain text", home]),
      ...compare("words-unconfirmed", certain, [markdown.all, text.all], ["the page's items", "in its markdown or plain text"]),
    ];
  });
}

/** What of a page has the words, and where they are not. */
type Where = readonly [from: string, notIn: string];

function read({ body, running }: SplitText): { readonly body: Reading; readonly all: Reading } {
  const words = toReading(wordsOf(body));
  return { body: words, all: running === "" ? words : toReading([...words.words, ...wordsOf(running)]) };
}

function messageOf(total: number, missing: readonly (readonly Word[])[], missingAbove: number, [from, notIn]: Where): string | undefined {
  const words = missing.flat();
  const numbers = words.filter(isNumber).length;
  const share = words.length / total;
  if (words.length === 0 || (numbers === 0 && share <= missingAbove)) return undefined;
  const percent = share < 0.01 ? "under 1 %" : `${Math.round(100 * share)} %`;
  const counts = `${words.length} of the ${counted(total, "word")} in ${from} (${percent})`;
  return `${counts}${kinds(numbers, words.length)} ${words.length === 1 ? "is" : "are"} not ${notIn}: ${phrases(missing)}`;
}

function kinds(numbers: number, words: number): string {
  if (numbers === 0) return "";
  if (numbers < words) return `, ${numbers} of them ${numbers === 1 ? "a number" : "numbers"},`;
  return numbers === 1 ? ", a number," : ", all numbers,";
}

/** Twelve of the words in order, numbers before others where there are more; those side by side are one phrase. */
function phrases(missing: readonly (readonly Word[])[]): string {
  const words = missing.flat();
  const picked = new Set<Word>();
  for (const word of [...words.filter(isNumber), ...words]) if (picked.size < mostShown) picked.add(word);
  const shown: string[] = [];
  for (const stretch of missing) {
    let phrase: string[] = [];
    for (const word of [...stretch, undefined]) {
      if (word !== undefined && picked.has(word)) phrase.push(shorten(word.shown));
      else if (phrase.length > 0) {
        shown.push(quote(phrase.join(" "), 400));
        phrase = [];
      }
    }
  }
  return [...shown, ...(picked.size < words.length ? ["…"] : [])].join(", ");
}

function shorten(text: string): string {
  return text.length > longestShown ? `${cutAtCodePoint(text, longestShown)}…` : text;
}
