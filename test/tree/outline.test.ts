import fc from "fast-check";
import { expect, test } from "vitest";
import { layouter } from "../../src/chunk/layout.ts";
import { chunkSettings } from "../../src/chunk/options.ts";
import { sectionLog } from "../../src/chunk/sections.ts";
import { headingPath } from "../../src/tree/locate.ts";
import { outline, type Section } from "../../src/tree/outline.ts";
import type { Block, Document, Page } from "../../src/tree/types.ts";
import { deepFreeze, doc, failedPage, footer, header, heading, list, page, text } from "../build.ts";
import { bodyBlocks, documentOf, results } from "../chunk/documents.ts";

/** `A 1-2 (2) [B 1-1 (0)]`: its heading, pages, how many blocks, its sections. */
const shown = ({ heading: own, pageNumbers, content, children }: Section): string => {
  const inner = children.length === 0 ? "" : ` [${children.map(shown).join(", ")}]`;
  return `${own?.value ?? "root"} ${pageNumbers?.join("-")} (${content.length})${inner}`;
};

test("outline() nests sections by depth; a heading closes all open ones of its depth or deeper", () => {
  const document = doc(
    page(text("before"), heading(2, "A"), text("a"), heading(4, "B"), text("b"), text("b")),
    page(text("b"), heading(3, "C")),
    page(heading(1, "D"), heading(1, "E"), text("e")),
  );
  expect(shown(outline(document))).toBe("root 1-3 (1) [A 1-2 (1) [B 1-2 (3), C 2-2 (0)], D 3-3 (0), E 3-3 (1)]");
  expect(outline(document).children[0]).toMatchObject({
    depth: 2,
    pointer: "/items/pages/0/items/1",
    path: [],
    children: [{ path: [{ text: "A" }] }, {}],
  });
});

test("outline() takes no heading out of furniture, lists or unknown items, and leaves furniture out", () => {
  const odd = { type: "hologram", md: "x", items: [heading(1, "in the unknown")] };
  const document = doc(page(header(heading(1, "top")), list(heading(1, "in a list")), odd, text("a"), footer(heading(1, "end"))));
  expect(shown(outline(document))).toBe("root 1-1 (3)");
});

test("outline() spans failed pages, and is empty for a document without pages", () => {
  expect(shown(outline(doc(page(heading(1, "A"), text("a")), failedPage(), page(text("b")))))).toBe("root 1-3 (0) [A 1-3 (2)]");
  expect(shown(outline(doc(failedPage(), page(text("a")), page())))).toBe("root 1-3 (1)");
  expect(outline({ ...doc(), children: [] })).toEqual({ depth: 0, pointer: "", path: [], content: [], children: [] });
});

test("outline() gives the same sections again, for nothing changed", () => {
  const document = doc(page(heading(1, "A")));
  expect(outline(document)).toBe(outline(document));
});

const blocksOf = (section: Section): Block[] => [
  ...(section.heading === undefined ? [] : [section.heading]),
  ...section.content,
  ...section.children.flatMap(blocksOf),
];

test("outline: each block of the body is in one section, in reading order, under headings that are open over it", () => {
  fc.assert(
    fc.property(results, (wire) => {
      const document = deepFreeze(documentOf(wire));
      const root = outline(document);
      expect(blocksOf(root)).toEqual(bodyBlocks(document).map(({ block }) => block));
      const pageOf = new Map(document.children.flatMap((one) => one.children.map((block) => [block, one.number])));
      const check = (section: Section, above: readonly Section[]): void => {
        expect(section.path.map((open) => open.pointer)).toEqual(above.slice(1).map((one) => one.pointer));
        for (const one of above) expect(one.depth).toBeLessThan(section.depth);
        const numbers = blocksOf(section).map((block) => pageOf.get(block) as number);
        if (above.length > 0) expect(section.pageNumbers).toEqual([numbers[0], numbers.at(-1)]);
        for (const block of section.content) {
          expect(headingPath(document, block)?.map((open) => open.pointer)).toEqual([...above, section].slice(1).map((one) => one.pointer));
        }
        for (const child of section.children) check(child, [...above, section]);
      };
      check(root, []);
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 30) },
  );
});

test("headingPath: the headings that chunks have open over the same block", () => {
  const compare = (document: Document): void => {
    const settings = chunkSettings({});
    const { add } = layouter(settings, sectionLog(settings));
    const blocks = document.children.flatMap((one) => add(one, undefined, () => undefined).blocks);
    if (blocks.some((block) => block.isFurniture === true)) return;
    for (const { pointer: own, path } of blocks) {
      expect(headingPath(document, own)?.map(({ text: words, depth, pointer }) => ({ text: words, depth, pointer }))).toEqual(path);
    }
  };
  fc.assert(
    fc.property(results, (wire) => {
      compare(documentOf(wire));
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 30) },
  );
  // Blank headings too: they close those before them.
  compare(
    doc(
      page(
        heading(1, "A"),
        heading(1, "", { md: "" }),
        text("a"),
        heading(2, " ", { md: " " }),
        text("b"),
        heading(1, "", { md: "#" }),
        text("c"),
      ),
    ),
  );
});

test("outline() is linear and not deep: 20,000 headings, each in its section", () => {
  const document = doc(page(heading(1, "x"), text("y")));
  const [first] = document.children as [Page];
  const children = Array.from({ length: 20_000 }, (_, index): Page => {
    const [one, other] = first.children as [Block, Block];
    return { ...first, number: index + 1, children: [{ ...one, depth: (index % 6) + 1 } as Block, { ...other }] };
  });
  const large: Document = { ...document, children };
  const root = outline(large);
  expect(blocksOf(root)).toHaveLength(40_000);
  expect(root.children).toHaveLength(Math.ceil(20_000 / 6));
  let length = 0;
  for (const one of children) length += headingPath(large, one.children[1] as Block)?.length ?? 0;
  expect(length).toBe(children.reduce((sum, _, index) => sum + (index % 6) + 1, 0));
});
