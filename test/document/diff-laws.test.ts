import fc from "fast-check";
import { expect, test } from "vitest";
import { concatDocuments } from "../../src/document/concat.ts";
import { align } from "../../src/document/diff/alignment.ts";
import { type Edit, wordEdits } from "../../src/document/diff/edits.ts";
import { commonSequence } from "../../src/document/diff/sequence.ts";
import { type DocumentDiff, diffDocuments } from "../../src/document/diff.ts";
import { normalize } from "../../src/document/normalize.ts";
import { selectPages } from "../../src/document/select.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import type { Document } from "../../src/tree/types.ts";
import { bodyItems, parseResults, prose, soup } from "../arbitraries.ts";
import { deepFreeze, doc, heading, page, rowsTable, text, type Wire } from "../build.ts";

/** Blocks of few words, so that they repeat and are like each other. */
const few: fc.Arbitrary<Wire> = fc.oneof(
  fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 3 }).map((list) => text(list.join(" "))),
  fc.constantFrom(1, 2).map((level) => heading(level, "a")),
  fc
    .array(fc.constantFrom("a", "b"), { minLength: 1, maxLength: 3 })
    .map((cells) => rowsTable([["h", "i"], ...cells.map((cell) => [cell, "1"])])),
);
const fewPages = fc.array(fc.array(few, { maxLength: 6 }), { maxLength: 4 });
const parsed = parseResults.map((payload) => normalize(readParseResult(payload)));
const documents = fc.oneof(
  parsed,
  fewPages.map((pages) => doc(...pages.map((items) => page(...items)))),
);

const bodyPointers = (document: Document): string[] =>
  document.children.flatMap((child) =>
    child.children.flatMap(({ type, pointer }) => (type === "pageHeader" || type === "pageFooter" ? [] : [pointer])),
  );
const pointersOf = (entries: readonly { readonly pointer: string }[]): string[] => entries.map((entry) => entry.pointer);
const pairPointers = (pairs: DocumentDiff["moved"]): string[] => pairs.map(({ before, after }) => `${before.pointer} ${after.pointer}`);
const counts = ({ added, removed, changed, moved }: DocumentDiff): number[] => [added, removed, changed, moved].map((list) => list.length);

test("law: a document does not differ from itself, wherever its payload stands and whatever was warned of", () => {
  fc.assert(
    fc.property(documents, (document) => {
      const blocks = bodyPointers(document).length;
      expect(diffDocuments(document, document)).toMatchObject({ unchangedCount: blocks, isEqual: true });
      const moved = selectPages(concatDocuments([document, doc()], { renumber: "never" }), "1-");
      expect(diffDocuments(document, { ...moved, warnings: [] })).toMatchObject({ unchangedCount: blocks, isEqual: true });
    }),
  );
});

test("law: every block is told of once on its side, and nothing of the documents is changed", () => {
  fc.assert(
    fc.property(documents, documents, (before, after) => {
      const { added, removed, changed, moved, unchangedCount } = diffDocuments(deepFreeze(before), deepFreeze(after));
      const left = [...pointersOf(removed), ...[...changed, ...moved].map((pair) => pair.before.pointer)];
      const right = [...pointersOf(added), ...[...changed, ...moved].map((pair) => pair.after.pointer)];
      for (const [told, document] of [
        [left, before],
        [right, after],
      ] as const) {
        const all = bodyPointers(document);
        expect(new Set(told).size).toBe(told.length);
        expect(all).toEqual(expect.arrayContaining(told));
        expect(told.length + unchangedCount).toBe(all.length);
      }
    }),
  );
});

test("law: turned around, a diff is the same with its sides turned around", () => {
  fc.assert(
    fc.property(documents, documents, (before, after) => {
      const [there, back] = [diffDocuments(before, after), diffDocuments(after, before)];
      expect(pointersOf(back.removed)).toEqual(pointersOf(there.added));
      expect(pointersOf(back.added)).toEqual(pointersOf(there.removed));
      for (const list of ["changed", "moved"] as const) {
        const turned = there[list].map((pair) => ({ before: pair.after, after: pair.before }));
        expect(pairPointers(back[list]).sort()).toEqual(pairPointers(turned).sort());
      }
      expect(back.changed.map(({ similarity }) => similarity).sort()).toEqual(there.changed.map(({ similarity }) => similarity).sort());
      expect(back.isEqual).toBe(there.isEqual);
    }),
  );
});

test("law: a change says what, and how like the two are", () => {
  fc.assert(
    fc.property(documents, documents, (before, after) => {
      for (const { before: one, after: other, what, similarity, edits, table } of diffDocuments(before, after).changed) {
        expect(what.length).toBeGreaterThan(0);
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity).toBeLessThanOrEqual(1);
        if (similarity < 0.5) expect(one.node.type).toBe(other.node.type);
        expect(edits !== undefined).toBe(what.includes("text"));
        if (what.includes("cells")) expect(Object.values(table ?? {}).some((list) => list.length > 0)).toBe(true);
      }
    }),
  );
});

/** Pages of items, one page of them, and a place on it. */
const placed = (items: fc.Arbitrary<Wire>) =>
  fc
    .array(fc.array(items, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 })
    .chain((pages) => fc.tuple(fc.constant(pages), fc.nat(pages.length - 1), fc.nat(5)));
const wires = fc.oneof(placed(bodyItems), placed(few));
const docOf = (pages: readonly (readonly Wire[])[]): Document => doc(...pages.map((items) => page(...items)));

test("law: a block inserted is one block added, or removed the other way around", () => {
  fc.assert(
    fc.property(wires, fc.oneof(bodyItems, few), ([pages, at, place], item) => {
      const inserted = docOf(pages.map((items, index) => (index === at ? items.toSpliced(place, 0, item) : items)));
      expect(counts(diffDocuments(docOf(pages), inserted))).toEqual([1, 0, 0, 0]);
      expect(counts(diffDocuments(inserted, docOf(pages)))).toEqual([0, 1, 0, 0]);
    }),
  );
});

test("law: a page left out is its blocks removed, and nothing else", () => {
  fc.assert(
    fc.property(wires, ([pages, at]) => {
      const document = docOf(pages);
      const kept = { ...document, children: document.children.toSpliced(at, 1) };
      expect(counts(diffDocuments(document, kept))).toEqual([0, pages[at]?.length, 0, 0]);
    }),
  );
});

test("law: blocks in another order are moved, never added, removed or changed", () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.oneof(bodyItems, few), { minLength: 2, maxLength: 9 })
        .chain((items) => fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length }))),
      ([items, shuffled]) => {
        const [before, after] = [docOf([items]), docOf([shuffled])];
        const { added, removed, changed, moved, isEqual } = diffDocuments(before, after);
        expect([added, removed, changed]).toEqual([[], [], []]);
        expect(isEqual).toBe(moved.length === 0);
      },
    ),
  );
});

test("law: two distinct blocks that change places are moved", () => {
  fc.assert(
    fc.property(fc.array(few, { minLength: 2, maxLength: 9 }), fc.nat(), fc.nat(), (items, one, other) => {
      const [i, j] = [one % items.length, other % items.length];
      const [first, second] = [items[i], items[j]] as [Wire, Wire];
      fc.pre(JSON.stringify(first) !== JSON.stringify(second));
      const swapped = items.with(i, second).with(j, first);
      const [added, removed, changed, moved] = counts(diffDocuments(docOf([items]), docOf([swapped])));
      expect([added, removed, changed]).toEqual([0, 0, 0]);
      expect(moved).toBeGreaterThan(0);
    }),
  );
});

const sequences = fc.integer({ min: 1, max: 30 }).chain((most) => fc.array(fc.nat(most), { maxLength: 40 }));

test("law: the common sequence ascends, joins equal values, and has room for no more", () => {
  fc.assert(
    fc.property(sequences, sequences, (left, right) => {
      const matches = commonSequence(left, right);
      const pairs = [...matches].flatMap((match, index) => (match < 0 ? [] : [[index, match] as const]));
      let last = -1;
      for (const [index, match] of pairs) {
        expect(match).toBeGreaterThan(last);
        expect(left[index]).toBe(right[match]);
        last = match;
      }
      const bounds = [[-1, -1] as const, ...pairs, [left.length, right.length] as const];
      for (const [place, [fromLeft, fromRight]] of bounds.slice(0, -1).entries()) {
        const [toLeft, toRight] = bounds[place + 1] as readonly [number, number];
        const free = new Set(left.slice(fromLeft + 1, toLeft));
        expect(right.slice(fromRight + 1, toRight).filter((value) => free.has(value))).toEqual([]);
      }
    }),
  );
});

test("law: what moved crossed something that did not, and equal entries are never both added and removed", () => {
  fc.assert(
    fc.property(sequences, sequences, (left, right) => {
      const entries = (values: readonly number[]) => values.map((value) => ({ type: "n", key: `${value}`, words: () => [`${value}`] }));
      const { unchanged, moved, added, removed } = align(entries(left), entries(right));
      for (const pair of moved) {
        expect(unchanged.some((fixed) => fixed.left < pair.left !== fixed.right < pair.right)).toBe(true);
      }
      const gone = new Set(removed.map((index) => left[index]));
      expect(added.filter((index) => gone.has(right[index] as number))).toEqual([]);
    }),
  );
});

const join = (edits: readonly Edit[], left: Edit["kind"]): string =>
  edits.flatMap(({ kind, text }) => (kind === left ? [] : [text])).join("");

test("law: edits make up both texts, are not empty, and no two of a kind follow each other", () => {
  const texts = fc.oneof(
    soup,
    prose,
    fc.array(fc.constantFrom("a", "b", " "), { maxLength: 30 }).map((list) => list.join("")),
    fc.string({ unit: "binary" }),
  );
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const edits = wordEdits(before, after);
      expect(join(edits, "insert")).toBe(before);
      expect(join(edits, "delete")).toBe(after);
      for (const [index, edit] of edits.entries()) {
        expect(edit.text).not.toBe("");
        expect(edit.kind).not.toBe(edits[index + 1]?.kind);
      }
      expect(wordEdits(before, before).filter(({ kind }) => kind !== "equal")).toEqual([]);
    }),
  );
});

test("law: as few words are deleted as can be, when they stand apart", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), (keeps) => {
      const before = keeps.map((_, index) => `w${index};`).join("");
      const after = keeps.map((keep, index) => (keep ? `w${index};` : "")).join("");
      const edits = wordEdits(before, after);
      expect(edits.some(({ kind }) => kind === "insert")).toBe(false);
      expect(
        join(
          edits.filter(({ kind }) => kind === "delete"),
          "equal",
        ),
      ).toHaveLength(before.length - after.length);
    }),
  );
});
