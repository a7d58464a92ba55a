import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { PayloadError } from "../../src/errors.ts";
import { isRecord, payloadKind } from "../../src/payload/kind.ts";
import { type ParseResult, type ReadOptions, readParseResult } from "../../src/payload/parse.ts";
import type { ByteRange } from "../../src/payload/stream/byte-source.ts";
import { openPages, type PageSource, readPages, type StreamOptions } from "../../src/payload/stream.ts";
import { codes, text } from "../build.ts";
import { pageLists, payloads } from "./stream-payloads.ts";
import { cut, Pieces, pieceSizes, reopenable, toBytes } from "./stream-pieces.ts";

type Outcome = { readonly error: unknown } | { readonly result: unknown };

/** The result with its warnings in an order of their own, or what the error says. */
async function outcomeOf(read: () => ParseResult | Promise<ParseResult>): Promise<Outcome> {
  try {
    const { warnings, ...result } = await read();
    return { result: { ...result, warnings: warnings.map((warning) => JSON.stringify(warning)).sort() } };
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error;
    return { error: { code: error.code, message: error.message, issues: error.issues } };
  }
}

async function readAll(source: PageSource, options: StreamOptions = {}): Promise<ParseResult> {
  const pages: ParseResult["pages"][number][] = [];
  const stream = readPages(source, options);
  for (;;) {
    const step = await stream.next();
    if (step.done) return { ...step.value, pages };
    pages.push(step.value);
  }
}

/** Bytes of texts, with single bytes between them. */
function bytesOf(...parts: readonly (string | number)[]): Uint8Array {
  return new Uint8Array(parts.flatMap((part) => (typeof part === "string" ? [...toBytes(part)] : [part])));
}

const indents = fc.constantFrom<string | undefined>(undefined, "  ", "\t");

/** As the eager reader would have to be given what is read as the only line of NDJSON. */
function asLines(payload: unknown): unknown {
  const [kind, asList] = [payloadKind(payload), payloadKind([payload])];
  if (!isRecord(payload) || isRecord(payload.job) || Array.isArray(payload.pages)) return payload;
  return (kind === "unknown" || kind === "grounded-items") && (asList === "parse-section" || asList === "parse-v1") ? [payload] : payload;
}

async function expectSame(text: string, eager: unknown, sizes: readonly number[], options: ReadOptions = {}): Promise<void> {
  const wanted = await outcomeOf(() => readParseResult(eager, options));
  const bytes = toBytes(text);
  for (const source of [reopenable(bytes, sizes), new Pieces(bytes, sizes)]) {
    expect(await outcomeOf(() => readAll(source, options))).toEqual(wanted);
  }
}

test.each([40, 6])(
  "readPages() gives what readParseResult() gives, for any payload, any cut and both kinds of source (%d)",
  async (oddity) => {
    await fc.assert(
      fc.asyncProperty(payloads(oddity), indents, pieceSizes, fc.boolean(), async (payload, indent, sizes, allowUnfinished) => {
        const text = JSON.stringify(payload, null, indent);
        await expectSame(text, asLines(JSON.parse(text)), sizes, { allowUnfinished });
      }),
    );
  },
);

test("readPages() reads NDJSON, a page a line, as a list of those pages", async () => {
  await fc.assert(
    fc.asyncProperty(
      pageLists,
      fc.constantFrom("\n", "\r\n", "\n\n \r\n"),
      fc.boolean(),
      pieceSizes,
      async (pages, lineEnd, isEnded, sizes) => {
        // The first line has to look like a page.
        const lines = [{ page_number: 9 }, ...pages];
        const text = lines.map((page) => JSON.stringify(page)).join(lineEnd) + (isEnded ? lineEnd : "");
        await expectSame(text, JSON.parse(JSON.stringify(lines)), sizes);
      },
    ),
  );
});

const fixtures = ["fixtures/", "fixtures/formats/"].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.includes("parse.") && !name.includes("extract"))
    .map((name) => folder + name),
);

test.each(fixtures)("readPages() gives the pages of %s, and none of it cut short", async (path) => {
  const text = readFileSync(path, "utf8");
  const payload = path.endsWith(".ndjson")
    ? text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line))
    : JSON.parse(text);
  await expectSame(text, payload, [1000]);
  await expectSame(`\ufeff \r\n${text.trimEnd()}\t\r\n`, payload, [65_536]);
  const bytes = toBytes(text.trimEnd());
  const ends = Array.from({ length: 60 }, (_, index) => Math.floor((bytes.length * index) / 60));
  for (const end of [...ends, bytes.length - 1]) {
    const isLine = path.endsWith(".ndjson") && (bytes[end] === 0x0a || bytes[end - 1] === 0x0a) && end > 0;
    if (!isLine) await expect(readAll(reopenable(bytes.subarray(0, end), [65_536]))).rejects.toMatchObject({ code: "json-invalid" });
  }
});

const small = JSON.stringify({
  job: { id: "pjb-1", status: "COMPLETED", tier: '"\\é{[' },
  items: {
    pages: [
      { page_number: 2, success: true, items: [text("two 😀")] },
      { items: [text('one \\" {[')], success: true, page_number: 1 },
    ],
  },
  markdown_full: 'all \\ of " it',
  markdown: { pages: [{ page_number: 1, markdown: "é" }] },
});

test("readPages() refuses every proper prefix of a response, and every one followed by anything but white space", async () => {
  const bytes = toBytes(small);
  for (let end = 0; end < bytes.length; end++) {
    await expect(readAll(new Pieces(bytes.subarray(0, end)))).rejects.toMatchObject({ code: "json-invalid" });
  }
  for (const tail of ["x", "{}", "\n{}", ",", "]", "\u0000", "\ufeff"]) {
    await expect(readAll(new Pieces(toBytes(small + tail)))).rejects.toMatchObject({ code: "json-invalid" });
  }
});

test("readPages() takes a byte that was changed only where JSON.parse does", async () => {
  const bytes = toBytes(small);
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.oneof(fc.nat(255), fc.constantFrom(...toBytes('{}[]",:\\ '))), async (at, byte) => {
      const changed = bytes.with(at, byte);
      const outcome = await outcomeOf(() => readAll(reopenable(changed)));
      let payload: unknown;
      try {
        payload = JSON.parse(decoder.decode(changed));
      } catch (error) {
        const code = error instanceof SyntaxError ? "json-invalid" : "json-encoding";
        // Of two faults the other one may be found first.
        const expected = code === "json-invalid" ? code : expect.stringMatching(/^json-/);
        expect(outcome).toMatchObject({ error: { code: expected } });
        return;
      }
      expect(outcome).toEqual(await outcomeOf(() => readParseResult(asLines(payload))));
    }),
  );
});

test.each<[string, Uint8Array, string]>([
  ["in a page", bytesOf('{"pages":[{"page_number":1,"text":"é', 0xff, '"}]}'), "byte 37 is not expected there"],
  [
    "in a page that has replacement characters",
    bytesOf('{"pages":[{"page_number":1,"text":"\ufffd\ufffd', 0xc3, '"}]}'),
    "byte 41 is not expected there",
  ],
  ["cut off at its end", bytesOf('{"pages":[{"page_number":1,"text":"', 0xf0, 0x9f, 0x98, '"}]}'), "byte 35 is not expected there"],
  ["beside the pages", bytesOf('{"pages":[],"a":"', 0xc0, 0x80, '"}'), "byte 17 is not expected there"],
  ["a surrogate", bytesOf('{"pages":[],"a":"', 0xed, 0xa0, 0x80, '"}'), "byte 17 is not expected there"],
  ["in a whole text that nobody needs", bytesOf(`${small.slice(0, -1)},"text_full":"`, 0xff, '"}'), "the string at byte"],
])("readPages() refuses bytes that are no UTF-8, %s, wherever a piece is cut", async (_, bytes, message) => {
  for (const size of [1, 2, 3, 1000]) {
    const read = readAll(reopenable(bytes, [size]));
    await expect(read).rejects.toMatchObject({ code: "json-encoding", message: expect.stringContaining(message) });
  }
});

test.each([
  ["a page that ends with a comma", '{"pages":[{"page_number":1},{"page_number":2,"text":"b",^}]}', "byte ^ is not expected there"],
  ["two values with nothing between", '{"pages":[{"page_number":1,"text":["a" ^"b"]}]}', "byte ^ is not expected there"],
  ["brackets that cross", '{"pages":[{"page_number":1,"items":[}^]]}', "byte ^ is not expected there"],
  ["brackets that cross further down", '{"pages":[{"page_number":1,"items":[[}^]}]}', "the value at /pages/0, from byte 10 on, is broken"],
  ["a raw line feed", '{"pages":[{"page_number":1,"text":"^\n"}]}', "byte ^ is not expected there"],
  ["a number that is none", '{"pages":[{"page_number":1,"confidence":0^1}]}', "byte ^ is not expected there"],
  ["a broken value after the pages", '{"a":"é","pages":[{"page_number":1}],"b":[1 ^2],"c":1}', "byte ^ is not expected there"],
  ["a broken escape in a whole text", `${small.slice(0, -1)},"text_full":"a\\x"}`, "is broken"],
  [
    "a page twice, the second one broken",
    '{"pages":[{"page_number":1,"text":"a"},{"page_number":1,"text":[tru]}]}',
    "the value at /pages/1, from byte 39 on, is broken",
  ],
])("readPages() refuses %s", async (_, marked, message) => {
  const at = toBytes(marked.slice(0, marked.indexOf("^"))).length;
  for (const size of [1, 1000]) {
    const read = readAll(reopenable(toBytes(marked.replace("^", "")), [size]));
    await expect(read).rejects.toMatchObject({ code: "json-invalid", message: expect.stringContaining(message.replace("^", `${at}`)) });
  }
});

test("readPages() checks whole texts that are as long as one likes piece by piece, wherever an escape is cut", async () => {
  const whole = String.raw`\\\\\" \u00e9\ud83d\ude00 \n 😀 \\u \\\u0041 \\`.repeat(5);
  for (let size = 1; size < 12; size++) {
    const read = await readAll(reopenable(toBytes(`${small.slice(0, -1)},"text_full":"${whole}"}`), [size]));
    expect(read.pages.length).toBe(2);
  }
  const long = `${small.slice(0, -1)},"text_full":"${"x".repeat(1000)}"}`;
  expect((await readAll(reopenable(toBytes(long)), { maxPageBytes: 500 })).pages.length).toBe(2);
  const needed = JSON.stringify({ job: { id: "1", status: "COMPLETED" }, text_full: "x".repeat(1000) });
  await expect(readAll(reopenable(toBytes(needed)), { maxPageBytes: 500 })).rejects.toMatchObject({ code: "page-too-large" });
});

test("readPages() refuses a job that is not completed, or a broken page number, before the first page", async () => {
  for (const [broken, code] of [
    [small.replace("COMPLETED", "FAILED"), "job-not-completed"],
    [small.replace('"page_number":2', '"page_number":"2"'), "payload-invalid"],
    [small.replace(/"pages"/g, '"page"').replace('"job"', '"jobs"'), "payload-wrong-kind"],
  ] as const) {
    for (const source of [reopenable(toBytes(broken)), new Pieces(toBytes(broken))])
      await expect(openPages(source)).rejects.toMatchObject({ code });
  }
});

test("openPages() tells the numbers of the pages and the head before a page is read", async () => {
  const source = reopenable(toBytes(small));
  const opened = await openPages(source);
  expect(opened.pageNumbers).toEqual([1, 2]);
  expect(opened.head).toMatchObject({ job: { id: "pjb-1" }, images: [] });
  expect(opened.head).not.toHaveProperty("markdownFull");
  expect(source.ranges).toEqual([undefined]);
  const pages = [];
  for await (const page of opened.pages()) pages.push(page);
  expect({ ...opened.rest(), pages }).toEqual(readParseResult(JSON.parse(small)));
  await expect(opened.pages().next()).rejects.toThrow("call openPages again");
});

test("openPages() warns of nothing twice, and of pages once they are read", async () => {
  const doubled = small.replace('"page_number":2', '"page_number":1,"extra":1').replace('"job":{', '"job":{"odd":1,');
  const opened = await openPages(reopenable(toBytes(doubled)));
  expect(codes(opened.rest().warnings)).toEqual(["field-unknown"]);
  for await (const _ of opened.pages());
  expect(codes(opened.rest().warnings)).toEqual(["field-unknown", "page-duplicate", "field-unknown"]);
});

/** Large enough that its lists are not read at once. */
const largePages = (count: number): { page_number: number; markdown: string }[] =>
  Array.from({ length: count }, (_, index) => ({ page_number: index + 1, markdown: "x".repeat(10_000) }));
const large = toBytes(JSON.stringify({ job: { id: "1", status: "COMPLETED" }, markdown: { pages: largePages(1000) } }));

test("readPages() opens a list of pages that ascend once, and asks for what it needs only", async () => {
  const source = reopenable(large, [65_536]);
  const stream = readPages(source);
  expect((await stream.next()).value).toMatchObject({ number: 1 });
  expect((await stream.next()).value).toMatchObject({ number: 2 });
  const [all, list] = source.opened;
  expect(source.ranges.length).toBe(2);
  expect(source.ranges[1]).toMatchObject({ start: 60, end: large.length - 3 });
  expect([all?.closed, list?.pulled, list?.closed]).toEqual([1, 1, 0]);
  await stream.return({} as never);
  expect(list?.closed).toBe(1);
});

test("readPages() reads pages that descend, and of several sections, with few bytes read for naught", async () => {
  const pages = largePages(600);
  const text = JSON.stringify({
    job: { id: "1", status: "COMPLETED" },
    markdown: { pages: pages.toReversed() },
    text: { pages: pages.map(({ page_number, markdown }) => ({ page_number, text: markdown })) },
  });
  const source = reopenable(toBytes(text), [65_536]);
  const result = await readAll(source);
  expect(result).toEqual(readParseResult(JSON.parse(text)));
  expect(source.opened.every(({ closed }) => closed === 1)).toBe(true);
  const pulled = source.opened.reduce((sum, pieces) => sum + pieces.pulled, 0);
  expect(pulled * 65_536).toBeLessThan(12 * text.length);
});

test("readPages() reads a large list that does not say what it is, and openPages() leaves nothing open", async () => {
  const source = reopenable(toBytes(JSON.stringify(largePages(300))), [65_536]);
  const opened = await openPages(source);
  expect(source.opened.map(({ closed }) => closed)).toEqual([1, 1]);
  const numbers = [];
  for await (const page of opened.pages()) numbers.push(page.number);
  expect(numbers).toEqual(opened.pageNumbers);
  expect(source.opened.map(({ closed }) => closed)).toEqual([1, 1, 1]);
});

test("openPages() passes over pages whose number it knows", async () => {
  const text = JSON.stringify({ job: { id: "1", status: "COMPLETED" }, markdown: { pages: largePages(1000) } });
  const source = reopenable(
    toBytes(text.replace('"page_number":1,', '"page_number":1.0,').replace('"page_number":1000,', '"page_number":1e3,')),
    [65_536],
  );
  expect((await openPages(source)).pageNumbers.at(-1)).toBe(1000);
  expect(source.opened.slice(1).map(({ pulled }) => pulled)).toEqual([1, 1]);
});

const job = { id: "1", status: "COMPLETED" };

test.each<[string, unknown]>([
  [
    "a page that failed in one part and not in the next",
    [
      { job, text: { pages: [{ page_number: 1, error: "x" }] } },
      { job, text: { pages: [{ page_number: 1, text: "a" }] } },
    ],
  ],
  ["a list of what is no page", [{ page: 1 }, {}, {}]],
  ["a list of pages with a response among them", [{ page_number: 1, text: "a" }, {}, { job }, {}]],
  [
    "job metadata beside pages of v2, not the first one",
    { job_metadata: {}, pages: [{ page: 1, page_number: 1 }, { text: "" }, { page_number: 2 }] },
  ],
  ["pages whose first one is no object, and the next one no page", { pages: [1, { error: "x" }, { page_number: 1, text: "a" }] }],
  ["a list of responses, the first one without a job and with a page", [{ page: 1, text: { pages: [] } }, {}, { job }]],
  [
    "a list of pages, the first one with what a section has",
    [
      { page_number: 1, text: { pages: [1, { a: 2 }] } },
      { page_number: 2, text: "b" },
    ],
  ],
  ["the same of v1", { pages: [1, { error: "x" }, { page: 1, text: "a" }] }],
  ["job metadata beside a page of v2 that comes late", { job_metadata: {}, pages: [{ text: "a" }, {}, { page_number: 2 }] }],
  ["sections in a v1 result", { pages: [{ page: 1, md: "a" }], items: { pages: [1, { a: 2 }] } }],
  ["pages of no section in a response", { job, pages: [{ page_number: 1 }], text: { pages: [] }, images: { pages: [1] } }],
  ["the whole text of a v1 result, a field like any other", { markdown_full: "all", pages: [{ page: 1, md: "a" }], text_full: "" }],
  [
    "two responses with whole texts",
    [
      { job, markdown_full: "a" },
      { job, markdown_full: "b", text_full: "c" },
    ],
  ],
  ["a whole text where no page has content", { job, markdown_full: "a\u0000\n", text: { pages: [{ page_number: 1, text: " " }] } }],
  [
    "lists that are too deep",
    {
      job,
      items: {
        pages: [
          { page_number: 1, items: JSON.parse(`${'[{"type":"list","md":"","ordered":false,"items":'.repeat(66)}[]${"}]".repeat(66)}`) },
        ],
      },
    },
  ],
])("readPages() reads %s as the eager reader does", async (_, payload) => {
  await expectSame(JSON.stringify(payload), payload, [5]);
});

test("readPages() checks pages that nothing reads", async () => {
  const text = JSON.stringify({ pages: [{ page: 1 }], text: { pages: [{ page_number: 1 }] } });
  await expect(readAll(reopenable(toBytes(text.replace('"page_number":1', '"page_number":01'))))).rejects.toMatchObject({
    code: "json-invalid",
  });
  await expect(
    readAll(reopenable(toBytes(text.replace('[{"page_n', `[${"1,".repeat(500)}{"page_n`))), { maxPageBytes: 400 }),
  ).rejects.toMatchObject({
    code: "page-too-large",
  });
});

test("readPages() reads a result in 18 large parts that all have the same pages with few streams open", async () => {
  const part = { job: { id: "1", status: "COMPLETED" }, markdown: { pages: largePages(110) } };
  const parts = Array.from({ length: 18 }, () => part);
  const source = reopenable(toBytes(JSON.stringify(parts)), [65_536]);
  let most = 0;
  const counting = (range?: ByteRange): AsyncIterable<Uint8Array> => {
    most = Math.max(most, source.opened.filter(({ pulled, closed }) => pulled > 0 && closed === 0).length);
    return source(range);
  };
  expect(await readAll(counting)).toEqual(readParseResult(parts));
  expect([most > 9, most < 17]).toEqual([true, true]);
  expect(source.opened.every(({ closed }) => closed === 1)).toBe(true);
});

/** How many bytes are read of parts that tell of the same pages, each page with a text of so many bytes. */
async function bytesRead(parts: number, pages: number, length: number): Promise<{ readonly size: number; readonly read: number }> {
  const markdown = "x".repeat(length);
  const entries = Array.from({ length: pages }, (_, index) => ({ page_number: index + 1, markdown }));
  const payload = Array.from({ length: parts }, () => ({ job, markdown: { pages: entries } }));
  const bytes = toBytes(JSON.stringify(payload));
  let read = 0;
  async function* counting(range?: ByteRange): AsyncGenerator<Uint8Array> {
    for (const piece of cut(bytes.subarray(range?.start, range?.end), [65_536])) {
      read += piece.length;
      yield piece;
    }
  }
  const numbers: number[] = [];
  for await (const page of readPages(counting)) if (page.markdown === markdown) numbers.push(page.number);
  expect(numbers).toEqual(entries.map(({ page_number }) => page_number));
  return { size: bytes.length, read };
}

test.each([
  ["small", 40, 400, 100, 3],
  ["large", 20, 220, 5000, 3],
  ["small, but too large together to be held", 52, 8, 124_000, 4],
])("readPages() reads few bytes twice of many parts that tell of the same pages: %s ones", async (_, parts, pages, length, times) => {
  const { size, read } = await bytesRead(parts, pages, length);
  expect(read).toBeLessThan(times * size);
});

test("readPages() loses no page whose key is written with escapes, and none that a scan takes for a response", async () => {
  const list = [
    { page_number: 1, items: [text("a")] },
    { page_number: 2, items: [] },
  ];
  const plain = JSON.stringify(list);
  const key = String.raw`\u0070\u0061\u0067\u0065\u005f\u006e\u0075\u006d\u0062\u0065\u0072`;
  for (const written of [plain.replace("page_number", key), plain.replaceAll("page_number", key)]) {
    expect((await readAll(reopenable(toBytes(written)))).pages.map(({ number }) => number)).toEqual([1, 2]);
    await expectSame(written, list, [7]);
  }
  // By its first `job` the first entry is a response; by its last one, which counts, it is a page.
  const doubled = plain.replace('"items"', '"job":{},"job":null,"items"');
  expect((await readAll(reopenable(toBytes(doubled)))).pages.length).toBe(2);
  await expectSame(doubled, JSON.parse(doubled), [7]);
  await expectSame(doubled.replace('"page_number":2', '"page_number":"2"'), [list[0], { page_number: "2" }], [7]);
});

test("readPages() says how the parts of a result come when they come a line each", async () => {
  const line = JSON.stringify({ job, items: { pages: [] } });
  await expect(readAll(new Pieces(toBytes(`${line}\n${line}\n`)))).rejects.toMatchObject({
    code: "json-invalid",
    message: expect.stringContaining(
      `byte ${line.length + 1} is not expected there: lines of their own are for pages, the parts of a result come as one JSON list`,
    ),
  });
});

test("readPages() closes its source when a page is too large, an iterable too", async () => {
  const once = new Pieces(large);
  await expect(readAll(once, { maxPageBytes: 9000 })).rejects.toMatchObject({
    code: "page-too-large",
    issues: [{ pointer: "/markdown/pages/0" }],
  });
  expect(once.closed).toBe(1);
  expect(once.pulled).toBeLessThan(2000);
});

test("readPages() stops with the reason of its signal, even while its source gives nothing", async () => {
  const reason = new Error("enough");
  await expect(readAll(new Pieces(large), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  const halfway = new AbortController();
  const stream = readPages(reopenable(large, [65_536]), { signal: halfway.signal });
  await stream.next();
  halfway.abort(reason);
  await expect(stream.next().then(() => stream.next())).rejects.toBe(reason);
  const waiting = new AbortController();
  const silent = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) };
  const read = readAll(silent, { signal: waiting.signal });
  waiting.abort(reason);
  await expect(read).rejects.toBe(reason);
});

test("readPages() lets timers fire while it reads what it holds", async () => {
  let fired = 0;
  const timer = setInterval(() => fired++, 1);
  await readAll(new Pieces(large, [1 << 20]));
  clearInterval(timer);
  expect(fired).toBeGreaterThan(3);
});

test("readPages() takes a web stream, and a Blob that it opens again", async () => {
  const wanted = readParseResult(JSON.parse(small));
  const blob = new Blob([small]);
  expect(await readAll(blob.stream())).toEqual(wanted);
  expect(await readAll((range) => blob.slice(range?.start, range?.end).stream())).toEqual(wanted);
});

test("readPages() passes on what its source throws, and refuses pieces that are no bytes", async () => {
  const broken = new Error("disk");
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield toBytes("{");
    throw broken;
  }
  await expect(readAll(failing)).rejects.toBe(broken);
  async function* strings(): AsyncGenerator<Uint8Array> {
    yield "{}" as never;
  }
  await expect(readAll(strings())).rejects.toThrow(new TypeError("The source gave a string, expected Uint8Array"));
  await expect(readAll("a.json" as never)).rejects.toThrow("The source is a string, expected an async iterable of bytes");
});

test("readPages() says so when its source has fewer bytes when it is opened again", async () => {
  let opened = 0;
  const bytes = toBytes(small);
  const shrinking = (range?: { start: number; end: number }): Pieces =>
    new Pieces(bytes.subarray(range?.start, opened++ === 0 ? undefined : 90));
  await expect(readAll(shrinking)).rejects.toMatchObject({ code: "json-invalid", message: expect.stringContaining("fewer bytes") });
});

test("readPages() keeps bytes of an iterable that uses its buffer again", async () => {
  const buffer = new Uint8Array(9);
  async function* reusing(): AsyncGenerator<Uint8Array> {
    for (const piece of cut(toBytes(small), [9])) {
      buffer.set(piece);
      yield buffer.subarray(0, piece.length);
    }
  }
  expect(await readAll(reusing())).toEqual(readParseResult(JSON.parse(small)));
});

test("readPages() reads one page of 20 MB that comes in pieces of 100 bytes, and 100,000 pages that ascend by halves", async () => {
  const page = JSON.stringify({ pages: [{ page_number: 1, markdown: "a\\".repeat(5_000_000) }] });
  expect((await readAll(reopenable(toBytes(page), [100]))).pages[0]?.markdown?.length).toBe(10_000_000);
  const pages = Array.from({ length: 100_000 }, (_, index) => ({ page_number: 1 + (index % 2) * 50_000 + (index >> 1), text: "" }));
  const { pageNumbers } = await openPages(reopenable(toBytes(JSON.stringify(pages)), [65_536]));
  expect([pageNumbers.length, pageNumbers[0], pageNumbers.at(-1)]).toEqual([100_000, 1, 100_000]);
});

test.each([0, -1, Number.NaN, 2 ** 29])("readPages() throws a RangeError for maxPageBytes %d", async (maxPageBytes) => {
  await expect(readAll(new Pieces(toBytes(small)), { maxPageBytes })).rejects.toThrow(
    new RangeError(`maxPageBytes is ${maxPageBytes}, expected 1 to 536870888`),
  );
});
