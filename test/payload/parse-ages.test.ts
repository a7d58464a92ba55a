import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalize } from "../../src/document/normalize.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { resolvePointer } from "../../src/payload/pointer.ts";
import type { Document, Node } from "../../src/tree/types.ts";
import { visit } from "../../src/tree/visit.ts";
import { parseResults } from "../arbitraries.ts";
import { codes, deepFreeze, markdownResult, page, parseResult, text, type Wire } from "../build.ts";

const fixture = (name: string): unknown =>
  deepFreeze(JSON.parse(readFileSync(new URL(`../../fixtures/formats/parse.${name}.json`, import.meta.url), "utf8")));
const read = (name: string) => readParseResult(fixture(name));
const tree = (name: string): Document => normalize(read(name));
const types = (document: Document): string[][] => document.children.map((page) => page.children.map((node) => node.type));

/** Every node of the payload, the listed wrappers of ours left out. */
function nodes(document: Document): Node[] {
  const found: Node[] = [];
  visit(document, (node) => {
    if (node.type !== "root" && node.type !== "listItem") found.push(node);
    return undefined;
  });
  return found;
}

describe("the older v2 result", () => {
  test("has pages without success, one of which failed", () => {
    const document = tree("older");
    expect(types(document)).toEqual([["heading", "paragraph", "list", "table", "code", "image", "link"], ["paragraph"]]);
    expect(document.children[1]).toMatchObject({ error: "the page could not be rendered", source: "text", text: "Signed at the harbor." });
    expect(document.warnings).toEqual([]);
  });

  test("knows the page of an image by its name alone", () => {
    expect(tree("older").images).toMatchObject([{ filename: "img_p0_1.jpg", pageNumber: 1, contentType: "image/jpeg" }]);
  });
});

describe("the newer v2 result", () => {
  test("holds header, footer, concerns, categories and the words about the document", () => {
    const document = tree("newer");
    expect(types(document)[0]).toEqual(["pageHeader", "heading", "paragraph", "list", "table", "code", "image", "link", "pageFooter"]);
    expect(document.children[0]).toMatchObject({
      header: "Harbor trust",
      footer: "Page 1 of 2",
      triggeredAutoMode: true,
      printedNumber: "1",
    });
    expect(document.metadata).toMatchObject({
      status: "COMPLETED",
      tier: "agentic",
      name: "lease.pdf",
      createdAt: "2026-03-02T09:00:00Z",
      jobMetadata: { job_pages: 2 },
      parameters: { tier: "agentic" },
      resultFiles: { grounded_items: { size_bytes: 812 } },
    });
    expect(document.images).toMatchObject([
      { category: "layout", pageNumber: 1, region: { pageNumber: 1, box: { x: 72, y: 360, width: 200, height: 150 } } },
      { category: "embedded", filename: "cover.png" },
    ]);
    expect(document.images[1]).not.toHaveProperty("pageNumber");
    expect(document.warnings).toEqual([]);
  });
});

describe("the newest v2 result", () => {
  test("holds usage, user metadata and the document's confidence", () => {
    expect(tree("newest").metadata).toMatchObject({
      credits: 12.5,
      userMetadata: { customer: "Harbor trust" },
      confidence: 0.91,
      confidenceBreakdown: { minPageScore: 0.91, scoredPages: 1, totalPages: 1 },
    });
  });

  test("turns boxes by their angle, 270 degrees being -90", () => {
    const [, one, other] = tree("newest").children[0]?.children ?? [];
    expect([one?.regions[0]?.box.rotation, other?.regions[0]?.box.rotation]).toEqual([-90, -90]);
  });

  test("has revisions and line numbers, whose spans are their words in the page's markdown", () => {
    const [page] = tree("newest").children;
    const slice = (span: readonly [number, number] | undefined): string | undefined => span && page?.markdown.slice(...span);
    expect(page?.revisions).toMatchObject([
      { type: "comment", content: "Until when?", author: "J. Reed", balloon: { box: { x: 520 } }, target: { region: { box: { x: 120 } } } },
      { type: "inserted", target: { text: "mends the winch" }, targetParts: [{ text: "mends" }, { text: "winch" }] },
    ]);
    const targets = page?.revisions?.flatMap(({ target, targetParts }) => [target, ...targetParts]) ?? [];
    // The second target came with offsets that miss it: it is looked up.
    expect(targets.map((target) => slice(target.span))).toEqual(targets.map((target) => target.text));
    expect(page?.lineNumbers?.map(({ label, span }) => [label, slice(span)])).toEqual([
      ["1", "The tenant keeps the slipway clear."],
      ["2", "The landlord mends the winch."],
    ]);
  });

  test("has a form of fields, sections and tables, none of them in the item tree", () => {
    const [page] = tree("newest").children;
    expect(page?.children.map((node) => node.type)).toEqual(["heading", "paragraph", "paragraph"]);
    expect(page?.forms).toMatchObject([
      {
        markdown: "* Name: Ada Moor\n* Winch: yes",
        children: [
          {
            type: "section",
            label: "Tenant",
            children: [
              { type: "field", kind: "text", value: "Ada Moor", isEmpty: false, regions: [{ pageNumber: 1, box: { x: 72, y: 600 } }] },
              { kind: "checkbox", value: true },
              {
                kind: "single_select",
                valueItems: [
                  { label: "one year", value: true },
                  { label: "two years", value: false },
                ],
              },
              { kind: "signature", isEmpty: true },
            ],
          },
          {
            type: "table",
            columns: ["Name", "Length"],
            rows: [
              ["Heron", "6 m"],
              [null, [{ type: "field", value: "7 m" }]],
            ],
          },
        ],
      },
    ]);
  });

  test("has speaker notes and slide sections", () => {
    expect(tree("newest").children[0]).toMatchObject({ speakerNotes: "Say why the slipway matters.", slideSectionName: "Duties" });
  });
});

describe("the legacy v1 result", () => {
  test("is read into the same shape, its pointers leading into what was sent", () => {
    const document = tree("v1");
    expect(types(document)).toEqual([["heading", "paragraph", "table"], ["paragraph"]]);
    for (const node of nodes(document)) expect(resolvePointer(fixture("v1"), node.pointer), node.pointer).toBeDefined();
    expect(document.jobId).toBe("1f0c-formats-v1");
    expect(document.children[0]).toMatchObject({ width: 1000, header: "Harbor trust", speakerNotes: "Say why.", confidence: 0.88 });
    expect(document.children[0]).not.toHaveProperty("printedNumber");
    expect(document.children[1]).toMatchObject({ error: "The status of the page is ERROR", text: "Signed at the harbor." });
  });

  test("takes the boxes of the layout, which have spans in the markdown, and the single one where there is no other", () => {
    const [title, paragraph] = tree("v1").children[0]?.children ?? [];
    expect(title?.regions).toMatchObject([{ box: { x: 61, y: 57 }, span: [0, 24], label: "doc_title" }]);
    expect(paragraph?.regions).toMatchObject([{ box: { x: 60, y: 120 } }]);
  });

  test("loses a box without a width, and says where it stood", () => {
    expect(tree("v1").warnings).toMatchObject([{ code: "box-invalid", pointer: "/pages/0/items/2/bBox/w" }]);
  });

  test("keeps concerns, images with their category, and what nothing reads", () => {
    const document = tree("v1");
    expect(document.children[0]?.children[2]).toMatchObject({
      concerns: [{ type: "multi_table_page" }],
      data: { raw: { isPerfectTable: true } },
    });
    expect(document.images.map(({ category, pageNumber }) => [category, pageNumber])).toEqual([
      ["embedded", 1],
      ["screenshot", 1],
      ["layout", 1],
    ]);
    expect(document.images[0]?.raw).toMatchObject({ ocr: [{ y: -2 }] });
    expect(document.children[0]?.data?.raw).toMatchObject({ layout: [{ label: "table" }], links: [{ text: "the harbor office" }] });
    expect(document.data?.raw).toEqual({ file_path: "lease.pdf" });
  });

  test("is read in the list of files it comes in, as the same page", () => {
    const { job: _, ...listed } = readParseResult([fixture("v1")]);
    const { job: __, ...alone } = read("v1");
    const text = (result: object): string => JSON.stringify(result).replaceAll("/0/pages/", "/pages/");
    expect(text(listed)).toBe(text(alone));
    expect(listed.pages[0]?.items?.[0]?.pointer).toBe("/0/pages/0/items/0");
  });

  test("says of each page what the newer API says of it", () => {
    fc.assert(
      fc.property(parseResults, (input) => {
        const wanted = normalize(readParseResult(input));
        const found = normalize(readParseResult(deepFreeze(toV1(input))));
        expect(shape(found)).toEqual(shape(wanted));
      }),
    );
  });
});

/** What a newer result would have been in the legacy API. */
function toV1(input: Wire): Wire {
  const { pages } = input.items as { pages: Wire[] };
  const item = ({ level, bbox, items, parse_concerns, ...rest }: Wire): Wire => ({
    ...rest,
    ...(level === undefined ? {} : { lvl: level }),
    ...(bbox === undefined ? {} : { bBox: (bbox as Wire[])[0], layoutAwareBbox: bbox }),
    ...(parse_concerns === undefined ? {} : { parseConcerns: parse_concerns }),
    ...(items === undefined ? {} : { items: (items as Wire[]).map(item) }),
  });
  return {
    job_metadata: {},
    pages: pages.map(({ page_number, page_width, page_height, items, error }) => ({
      page: page_number,
      width: page_width,
      height: page_height,
      status: error === undefined ? "OK" : "ERROR",
      items: ((items ?? []) as Wire[]).map(item),
    })),
  };
}

/** The tree without pointers and what only one of the APIs says. */
function shape(document: Document): unknown {
  const left = new Set(["pointer", "warnings", "data", "jobId", "metadata", "error", "source", "parts"]);
  return JSON.parse(JSON.stringify(document, (key, value) => (left.has(key) ? undefined : value)));
}

describe("a bare section", () => {
  test("is read as the pages it has, its markdown spelled md", () => {
    const { job, pages } = read("section");
    expect(job).toBeUndefined();
    expect(pages).toMatchObject([
      { number: 1, markdownPointer: "/pages/0/md" },
      { number: 2, error: "the page could not be rendered" },
    ]);
    const [heading] = tree("section").children[0]?.children ?? [];
    expect(heading).toMatchObject({ type: "heading", pointer: "/pages/0/md" });
  });

  test.each([
    ["items", { page_number: 1, items: [text("a")] }, { items: [{ value: "a" }] }],
    ["markdown", { page_number: 1, markdown: "a" }, { markdown: "a" }],
    ["text", { page_number: 1, text: "a" }, { text: "a" }],
    ["metadata", { page_number: 1, printed_page_number: "i" }, { printedNumber: "i" }],
    ["forms", { page_number: 1, forms: [] }, { forms: [] }],
  ])("of %s is told by its fields, in an object and as a list", (_, entry, wanted) => {
    expect(readParseResult({ pages: [entry] }).pages).toMatchObject([{ number: 1, ...wanted }]);
    expect(readParseResult([entry]).pages).toMatchObject([{ number: 1, ...wanted }]);
  });
});

describe("a result in parts", () => {
  test("is joined by page number, its pointers beginning with the index of the part", () => {
    const result = read("parts");
    expect(result.job).toMatchObject({ id: "pjb-formats-parts", tier: "agentic" });
    expect(result.pages.map((page) => [page.number, page.items?.length, page.markdown?.slice(0, 6), page.printedNumber])).toEqual([
      [1, 2, "# Leas", "i"],
      [2, 1, "| Item", "ii"],
    ]);
    const document = tree("parts");
    expect(document.warnings).toEqual([]);
    for (const node of nodes(document)) expect(resolvePointer(fixture("parts"), node.pointer), node.pointer).toBeDefined();
  });

  test("takes what parts say alike once, and the one that did not fail where they differ", () => {
    const one = parseResult(page(text("a")), { error: "timeout", success: false });
    const { pages, warnings } = readParseResult([one, one, parseResult(page(text("b")), page(text("c")))]);
    expect(pages.map(({ items, error }) => [items?.map((item) => item.markdown), error])).toEqual([
      [["a"], undefined],
      [["c"], undefined],
    ]);
    expect(warnings).toMatchObject([
      { code: "part-conflict", pointer: "/2/items/pages/0" },
      { code: "part-conflict", pointer: "/2/items/pages/1" },
    ]);
  });

  test("of different jobs or APIs is refused", () => {
    const other = { ...parseResult(), job: { id: "pjb-2", status: "COMPLETED" } };
    expect(() => readParseResult([parseResult(), other])).toThrow(/\/1 is of another job or file than the first part/);
    expect(() => readParseResult([parseResult(), fixture("v1")])).toThrow(/the one at \/1 is of another API/);
    expect(() => readParseResult([parseResult(), { data: 1 }])).toThrow(/a part of a parse result, at \/1/);
  });

  test("warns where whole texts differ", () => {
    const job = { id: "pjb-1", status: "COMPLETED" };
    const { markdownFull, warnings } = readParseResult([
      { job, markdown_full: "a" },
      { job, markdown_full: "b" },
    ]);
    expect([markdownFull, codes(warnings)]).toEqual(["a", ["part-conflict"]]);
  });

  test("gives what the whole gives, whatever the sections and page ranges it was fetched in", () => {
    const split = fc.tuple(parseResults, fc.infiniteStream(fc.nat(3))).map(([input, numbers]) => {
      const { pages } = input.items as { pages: Wire[] };
      const metadata = { pages: pages.map(({ page_number }) => ({ page_number, printed_page_number: `p${page_number}` })) };
      const whole = { ...input, metadata };
      const ranges = new Map<number, Wire[]>();
      for (const entry of pages) {
        const range = numbers.next().value;
        ranges.set(range, [...(ranges.get(range) ?? []), entry]);
      }
      const parts: Wire[] = [...ranges.values()].map((range) => ({ job: input.job, items: { pages: range } }));
      return [whole, [...parts, { job: input.job, metadata }]] as const;
    });
    fc.assert(
      fc.property(split, ([whole, parts]) => {
        expect(shape(normalize(readParseResult(parts)))).toEqual(shape(normalize(readParseResult(whole))));
      }),
    );
  });
});

test("an unknown field of the root, the job, a section or a page is warned of and kept raw", () => {
  const result = {
    ...markdownResult(),
    job: { id: "pjb-1", status: "COMPLETED", new1: 1 },
    new2: { deep: true },
    items: { pages: [{ page_number: 1, items: [], new3: [3] }], new4: 4 },
    metadata: { pages: [], document: { new5: 5 } },
  };
  const document = normalize(readParseResult(result));
  expect(
    document.warnings
      .filter(({ code }) => code === "field-unknown")
      .map(({ pointer }) => pointer)
      .sort(),
  ).toEqual(["/items/new4", "/items/pages/0/new3", "/job/new1", "/metadata/document/new5", "/new2"]);
  expect(document.data?.raw).toEqual({ job: { new1: 1 }, new2: { deep: true }, items: { new4: 4 }, document: { new5: 5 } });
  expect(document.children[0]?.data?.raw).toEqual({ items: { new3: [3] } });
});

test("a form, a revision or an image of a wrong kind costs only itself", () => {
  const broken = parseResult({
    ...page(text("a")),
    revisions: [5, { type: "comment", content: "b", target: "a", start_index: 9, end_index: 3 }],
  });
  const document = normalize(
    readParseResult({
      ...broken,
      images_content_metadata: { images: [null, { filename: "page_0_x.jpg" }, { filename: "page_1_x.jpg", bbox: { x: 1 } }] },
      forms: { pages: [{ page_number: 1, forms: [null, { json: [7, { type: "slider", label: "Heat" }, { field: "text", value: 9 }] }] }] },
    }),
  );
  expect(document.children[0]?.revisions).toMatchObject([
    { type: "unknown", raw: 5 },
    { content: "b", target: { text: "a" } },
  ]);
  expect(document.children[0]?.revisions?.[1]?.target).not.toHaveProperty("span");
  expect(document.images.map(({ filename, pageNumber, raw }) => [filename, pageNumber, raw === undefined])).toEqual([
    ["", undefined, true],
    ["page_0_x.jpg", undefined, false],
    ["page_1_x.jpg", 1, false],
  ]);
  expect(document.children[0]?.forms?.[0]?.children).toMatchObject([{ type: "unknown", raw: null }]);
  expect(document.children[0]?.forms?.[1]?.children).toMatchObject([
    { type: "unknown", raw: 7 },
    { type: "unknown", label: "Heat" },
    { type: "field", kind: "text" },
  ]);
  expect(codes(document.warnings).sort()).toEqual([
    "box-invalid",
    "field-invalid",
    "field-invalid",
    "field-invalid",
    "field-invalid",
    "item-type-unknown",
    "item-type-unknown",
    "span-dropped",
  ]);
});

test("forms nested past the limit are refused", () => {
  let part: Wire = { field: "text" };
  for (let level = 0; level < 100; level++) part = { items: [part] };
  const input = { job: { id: "pjb-1", status: "COMPLETED" }, forms: { pages: [{ page_number: 1, forms: [{ json: [part] }] }] } };
  expect(() => readParseResult(input)).toThrow(/nested deeper than 64 levels/);
});

test("nothing that the reader knows or does not know is lost without a word", () => {
  const box = { x: 1, y: 1, w: 9, h: 9, mark: "a box" };
  const result = {
    job: {
      id: "pjb-1",
      status: "COMPLETED",
      project_id: "prj-1",
      error_message: "one page was slow",
      usage: { credits: 1, mark: "usage" },
    },
    items: {
      pages: [{ ...page({ ...text("a"), bbox: [box] }), page_number: 1, revisions: [{ type: "comment", target_bbox: { ...box, w: 0 } }] }],
    },
    markdown: {
      pages: [{ page_number: 1, markdown: "a", line_numbers: [{ line_number: "1", start_index: 0, end_index: 1, mark: "line" }] }],
    },
    metadata: { pages: [], document: { confidence_breakdown: { total_pages: 1, mark: "breakdown" } } },
    forms: {
      pages: [
        {
          page_number: 1,
          forms: [{ json: [{ rows: [[{ items: [], mark: "cell" }]] }], list: { md: "", items: ["listed"] }, mark: "form" }],
        },
      ],
    },
    images_content_metadata: { images: [{ filename: "a.png", index: 7, size_bytes: 8, mark: "image" }], mark: "images" },
  };
  const held = JSON.stringify(normalize(readParseResult(result)));
  const marks = ["a box", "usage", "line", "breakdown", "cell", "form", "image", "images", "listed", "prj-1", "one page was slow"];
  expect(marks.filter((mark) => !held.includes(`"${mark}"`))).toEqual([]);
  expect(held).toContain('"w":0');
});

test("a page whose forms failed keeps its content and says so; one that is known by a failure alone has failed", () => {
  const forms = {
    pages: [
      { page_number: 1, error: "no model", success: false },
      { page_number: 2, error: "no model", success: false },
    ],
  };
  const { pages, warnings } = readParseResult({ ...parseResult(page(text("a"))), forms });
  expect(pages.map(({ error }) => error)).toEqual([undefined, "no model"]);
  expect(warnings).toMatchObject([{ code: "section-failed", pointer: "/forms/pages/0", message: expect.stringContaining("no model") }]);
});

test("a page that our reader refuses the items of is not said to have failed", () => {
  const { pages, warnings } = readParseResult({ ...parseResult(), items: { pages: [{ page_number: 1, items: "oops" }] } });
  expect([pages[0]?.error, codes(warnings)]).toEqual([undefined, ["field-invalid"]]);
});

test("the whole markdown stands in for a page without content, where it really stands", () => {
  const job = { id: "pjb-1", status: "COMPLETED" };
  const inputs = [
    { job, markdown: { pages: [{ page_number: 1, markdown: "" }] }, markdown_full: "# A" },
    [{ job }, { job, markdown_full: "# A" }],
    { job, items: { pages: [{ page_number: 1, error: "boom", success: false }] }, markdown_full: "# A" },
  ];
  for (const input of inputs) {
    const [node] = normalize(readParseResult(input)).children[0]?.children ?? [];
    expect(node?.type).toBe("heading");
    expect(resolvePointer(input, node?.pointer ?? "")).toBe("# A");
  }
});

test("parts bring their own metadata, and what contradicts is said", () => {
  const job = { id: "pjb-1", status: "COMPLETED" };
  const { metadata, warnings } = readParseResult([
    { job, result_content_metadata: { md: { size_bytes: 1, presigned_url: "https://h.example/1" } } },
    { job, result_content_metadata: { md: { size_bytes: 2, presigned_url: "https://h.example/2" }, grounded_items: { size_bytes: 3 } } },
  ]);
  expect(metadata.resultFiles).toMatchObject({ md: { size_bytes: 1 }, grounded_items: { size_bytes: 3 } });
  expect(warnings).toMatchObject([{ code: "part-conflict", message: expect.stringContaining("resultFiles.md.size_bytes") }]);
});

test("two v1 files in one list are two documents", () => {
  const file = (file_path: string) => ({ pages: [{ page: 1, md: "a" }], job_metadata: {}, file_path });
  expect(() => readParseResult([file("a.pdf"), file("b.pdf")])).toThrow(/of another job or file/);
});

test("a bare section brings other sections along, and a response without its job is read", () => {
  const items = { pages: [{ page_number: 1, items: [text("i")] }] };
  expect(readParseResult({ pages: [{ page_number: 1, markdown: "m" }], items, job_metadata: {} }).pages).toMatchObject([
    { items: [{ value: "i" }], markdown: "m" },
  ]);
  expect(readParseResult({ items }).pages).toMatchObject([{ items: [{ value: "i" }] }]);
  expect(readParseResult([{ items }, { markdown: { pages: [{ page_number: 1, markdown: "m" }] } }]).pages).toMatchObject([
    { markdown: "m" },
  ]);
});

test("the record of a failed job says why it failed, and words alone are no result", () => {
  const record = { id: "pjb-1", project_id: "prj-1", status: "FAILED", error_message: "quota" };
  expect(() => readParseResult(record)).toThrow(/is FAILED, not COMPLETED: the service says "quota"/);
  expect(() => readParseResult([{ page_number: 1, x: 1, y: 2, w: 3, h: 4, text: "a" }])).toThrow(/raw_words sidecar/);
});

test.each([
  [
    "revisions whose targets are nowhere",
    (count: number) => ({
      items: {
        pages: [
          {
            page_number: 1,
            items: [text("a")],
            revisions: Array.from({ length: count }, (_, index) => ({ type: "comment", target: `${index} none`, start_index: index })),
          },
        ],
      },
      markdown: { pages: [{ page_number: 1, markdown: "x ".repeat(count * 150) }] },
    }),
  ],
  [
    "one opening fence",
    (count: number) => ({ items: { pages: [{ page_number: 1, items: [{ md: `${"`".repeat(count * 20)}a\`x`, value: "v" }] }] } }),
  ],
])("%s are read at full size", (_, sections) => {
  const document = normalize(readParseResult({ job: { id: "pjb-1", status: "COMPLETED" }, ...sections(2000) }));
  expect(document.children).toHaveLength(1);
});

test("joining parts changes none of them, however deep their metadata", () => {
  const part = (added: Wire): Wire => ({ job: { id: "pjb-1", status: "COMPLETED", user_metadata: { a: added } } });
  const { job } = readParseResult(deepFreeze([part({ x: 1 }), part({ y: 2 }), part({ z: { w: 3 } })]));
  expect(job?.userMetadata).toEqual({ a: { x: 1, y: 2, z: { w: 3 } } });
});

test("images of one part that have one name, or none, are all kept", () => {
  const job = { id: "pjb-1", status: "COMPLETED" };
  const files = [
    { presigned_url: "https://h.example/1" },
    { presigned_url: "https://h.example/2" },
    { filename: "a.png" },
    { filename: "a.png" },
  ];
  const { images, warnings } = readParseResult([{ job }, { job, images_content_metadata: { images: files } }]);
  expect([images.length, warnings]).toEqual([4, []]);
});

test("a page that failed in the only section with content has failed, whatever its metadata says", () => {
  const { pages } = readParseResult({
    job: { id: "pjb-1", status: "COMPLETED" },
    text: { pages: [{ page_number: 1, success: false, error: "boom" }] },
    metadata: { pages: [{ page_number: 1, confidence: 0.5 }] },
  });
  expect(pages[0]?.error).toBe("boom");
});
