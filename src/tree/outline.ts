import { withoutLinkQueries } from "../payload/links.ts";
import { perDocument } from "./memo.ts";
import type { Block, Document, Heading, Node } from "./types.ts";

/** A heading that is open over something: white space as one blank, links without their queries. */
export interface OpenHeading {
  readonly text: string;
  readonly depth: number;
  readonly pointer: string;
  readonly pageNumber: number;
}

/** A heading with all that stands under it, up to the next heading of its depth or above. */
export interface Section {
  /** Absent for the root, which holds what stands before the first heading. */
  readonly heading?: Heading;
  /** Of its heading, 1 to 6; 0 for the root. */
  readonly depth: number;
  /** Of its heading; `""` for the root. */
  readonly pointer: string;
  /** The headings open over it, outermost first; its own is not among them. */
  readonly path: readonly OpenHeading[];
  /** The first and last page it has a block on, with its subsections; for the root those of the document, absent when it has no pages. */
  readonly pageNumbers?: readonly [first: number, last: number];
  /** The blocks between its heading and its first subsection; furniture is in no section. */
  readonly content: readonly Block[];
  readonly children: readonly Section[];
}

/**
 * The sections of a document, nested: the root, whose children are the sections of its outermost headings.
 *
 * A heading closes all open ones of its depth or deeper. Headings in furniture, in lists and in unknown items open nothing. Every block of
 * the body is in one section, as its heading or in its content.
 */
export function outline(document: Document): Section {
  return outlined(document).root;
}

interface Outlined {
  readonly root: Section;
  /** The headings open over each page, where it begins, and over each block of the body. */
  readonly paths: ReadonlyMap<Node, readonly OpenHeading[]>;
}

interface Draft extends Section {
  pageNumbers?: [first: number, last: number];
  readonly content: Block[];
  readonly children: Draft[];
}

/** An open section, and the headings open over what stands in it. */
interface Open {
  readonly section: Draft;
  readonly path: readonly OpenHeading[];
}

export const outlined: (document: Document) => Outlined = perDocument((document) => {
  const root: Draft = { depth: 0, pointer: "", path: [], content: [], children: [] };
  const [first, last] = [document.children.at(0), document.children.at(-1)];
  if (first !== undefined && last !== undefined) root.pageNumbers = [first.number, last.number];
  const paths = new Map<Node, readonly OpenHeading[]>();
  const open: [Open, ...Open[]] = [{ section: root, path: [] }];
  const top = (): Open => open.at(-1) as Open;
  for (const page of document.children) {
    paths.set(page, top().path);
    for (const block of page.children) {
      if (block.type === "pageHeader" || block.type === "pageFooter") continue;
      if (block.type === "heading") {
        while (open.length > 1 && top().section.depth >= block.depth) open.pop();
        const { section: parent, path } = top();
        const section: Draft = { heading: block, depth: block.depth, pointer: block.pointer, path, content: [], children: [] };
        parent.children.push(section);
        paths.set(block, path);
        open.push({ section, path: [...path, toOpenHeading(block, page.number)] });
      } else {
        top().section.content.push(block);
        paths.set(block, top().path);
      }
      for (const { section } of open) if (section !== root) section.pageNumbers = [section.pageNumbers?.[0] ?? page.number, page.number];
    }
  }
  return { root, paths };
});

function toOpenHeading({ value, depth, pointer }: Heading, pageNumber: number): OpenHeading {
  return { text: withoutLinkQueries(value).replaceAll(/\s+/g, " ").trim(), depth, pointer, pageNumber };
}
