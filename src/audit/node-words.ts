import { anchorCells } from "../tree/anchors.ts";
import type { Document, Node, Page, PageContent, Table } from "../tree/types.ts";
import { visit } from "../tree/visit.ts";
import { type Reading, toReading } from "./readings.ts";
import { add, type Bag, bagOf, raise, type Word, wordsOf } from "./words.ts";

/** The words of the nodes of a page. */
interface NodeWords {
  /** Of every leaf, in reading order. */
  readonly words: readonly Word[];
  /** What else the nodes have: a text's other form, such as the cells of a table beside its markdown. */
  readonly spare: Bag;
  /** Of the text, code and tables of the body: what any other reading of the page has, too. */
  readonly certain: readonly Word[];
}

/** What the nodes of a page say, all of it and what other readings of it have to have; a page read from its markdown has nothing to hold against that. */
export function nodeWords(page: Page): { readonly own: Reading; readonly certain: Reading } {
  const words: Word[] = [];
  const certain: Word[] = [];
  const spare = wordsBeside(page);
  for (const content of page.children) {
    const found = contentWords(content);
    const isBody = page.source === "items" && content.type !== "pageHeader" && content.type !== "pageFooter";
    for (const word of found.words) words.push(word);
    for (const [key, count] of found.spare) add(spare, key, count);
    if (isBody) for (const word of found.certain) certain.push(word);
  }
  for (const { key } of words) add(spare, key, 1);
  return { own: { words, bag: spare }, certain: toReading(certain) };
}

function contentWords(content: PageContent): NodeWords {
  const words: Word[] = [];
  const certain: Word[] = [];
  const spare: Bag = new Map();
  const containers: Node[] = [];
  visit(content, (node) => {
    if (node.type === "listItem") return undefined;
    if ("children" in node && node.children.length > 0) {
      containers.push(node);
      return undefined;
    }
    const leaf = leafWords(node);
    for (const word of leaf.words) words.push(word);
    for (const word of leaf.certain) certain.push(word);
    for (const [key, count] of leaf.spare) add(spare, key, count);
    return undefined;
  });
  if (containers.length > 0) {
    const all = bagOf(words);
    for (const [key, count] of spare) add(all, key, count);
    // A container repeats the texts of its children, and may say more.
    for (const { markdown } of containers) for (const [key, count] of raise(all, bagOf(wordsOf(markdown)))) add(spare, key, count);
  }
  return { words, spare, certain };
}

function leafWords(node: Node): NodeWords {
  const markdown = wordsOf(node.markdown);
  if (node.type === "table") return tableWords(node, markdown);
  const text = textOf(node);
  const value = text === node.markdown ? markdown : wordsOf(text);
  const words = markdown.length > 0 ? markdown : value;
  const spare = words === value ? new Map<string, number>() : raise(bagOf(words), bagOf(value));
  const isSure = node.type === "paragraph" || node.type === "heading" || node.type === "code";
  return { words, spare, certain: isSure ? value : [] };
}

function textOf(node: Node): string {
  if (node.type === "image") return node.alt;
  return "value" in node ? node.value : "";
}

/** A cell counts once for each slot it spans where words may be there, and once where they must: a header folded into one row repeats them. */
function tableWords(table: Table, markdown: readonly Word[]): NodeWords {
  const words: Word[] = [];
  const certain: Word[] = [];
  const slots: Bag = new Map();
  const heads = new Set<string>();
  for (const { cell } of anchorCells(table.grid)) {
    if (cell.text === "") continue;
    for (const word of wordsOf(cell.text)) {
      words.push(word);
      add(slots, word.key, cell.rowSpan * cell.columnSpan);
      if (!cell.isHeader || !heads.has(word.key)) certain.push(word);
      if (cell.isHeader) heads.add(word.key);
    }
  }
  const first = markdown.length > 0 ? markdown : words;
  return { words: first, spare: raise(bagOf(first), slots), certain: isSpread(table) ? [] : certain };
}

function isSpread({ parts, mergedFromPages, continues }: Table): boolean {
  return parts.length > 1 || mergedFromPages !== undefined || continues !== undefined;
}

/** What a page holds beside its nodes; its own number is printed on it. */
function wordsBeside({ header, footer, speakerNotes, slideSectionName, printedNumber, forms, revisions, lineNumbers }: Page): Bag {
  const texts = [header, footer, speakerNotes, slideSectionName, printedNumber];
  for (const { markdown } of forms ?? []) texts.push(markdown);
  for (const { content, target } of revisions ?? []) texts.push(content, target.text);
  for (const { label } of lineNumbers ?? []) texts.push(label);
  const bag: Bag = new Map();
  for (const text of texts) for (const { key } of text === undefined ? [] : wordsOf(text)) add(bag, key, 1);
  return bag;
}

/** The words of the tables that stand on several pages, for each of these pages: the rows of one page may be with the first. */
export function spreadWords(document: Document): (pageNumber: number) => readonly ReadonlySet<string>[] {
  const numbers = new Set(document.children.map((page) => page.number));
  const found = new Map<number, Set<ReadonlySet<string>>>();
  visit(document, (node) => {
    if (node.type !== "table" || !isSpread(node)) return undefined;
    const { words, spare } = tableWords(node, wordsOf(node.markdown));
    const keys = new Set(spare.keys());
    for (const { key } of words) keys.add(key);
    const put = (pageNumber: number): void => {
      if (!numbers.has(pageNumber)) return;
      found.set(pageNumber, (found.get(pageNumber) ?? new Set()).add(keys));
    };
    for (const { pageNumber } of node.parts) put(pageNumber);
    for (const pageNumber of node.mergedFromPages ?? []) put(pageNumber);
    return undefined;
  });
  return (pageNumber) => [...(found.get(pageNumber) ?? [])];
}
