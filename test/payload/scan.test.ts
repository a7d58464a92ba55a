import fc from "fast-check";
import { expect, test } from "vitest";
import { PayloadError } from "../../src/errors.ts";
import { resolvePointer } from "../../src/payload/pointer.ts";
import type { Scan } from "../../src/payload/stream/page-index.ts";
import { Scanner } from "../../src/payload/stream/scanner.ts";
import { cut, pieceSizes, toBytes, traps } from "./stream-pieces.ts";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

function scan(bytes: Uint8Array, sizes: readonly number[] = [1 << 16], limit = 1 << 20): Scan {
  const scanner = new Scanner(limit);
  for (const piece of cut(bytes, sizes)) scanner.push(piece);
  return scanner.end();
}

/** The payload put together again from what the scan found. */
function rebuilt(bytes: Uint8Array, { rest, pages, texts }: Scan): unknown {
  const at = (start: number, end: number): unknown => JSON.parse(decoder.decode(bytes.subarray(start, end)));
  const root = JSON.parse(decoder.decode(rest));
  for (const { pointer, starts, ends } of pages) {
    const list = resolvePointer(root, pointer) as unknown[];
    expect(list).toEqual([]);
    for (const [index, start] of starts.entries()) list.push(at(start, ends[index] as number));
  }
  for (const { name, start, end } of texts) root[name] = at(start, end);
  return root;
}

const keys = fc.oneof(fc.constantFrom("pages", "job", "items", "text", "markdown", "page_number", "page", "markdown_full"), traps);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    fc.oneof(traps, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(null, true, false)),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(keys, tie("value"), { maxKeys: 5 }),
  ),
}));

test("a scan finds the pages of any JSON and keeps the rest: together they are what JSON.parse gives, however the bytes are cut", () => {
  fc.assert(
    fc.property(json.value, fc.constantFrom(undefined, 1, "\t"), pieceSizes, (value, indent, sizes) => {
      const bytes = toBytes(JSON.stringify(value, null, indent));
      expect(rebuilt(bytes, scan(bytes, sizes))).toEqual(JSON.parse(decoder.decode(bytes)));
    }),
  );
});

test.each<[string, string, string[]]>([
  ["the sections of a response", '{"text":{"pages":[1,2]},"job":{},"items":{"a":[],"pages":[3]}}', ["/text/pages 2", "/items/pages 1"]],
  ["a bare section", '{"pages":[{},{}]}', ["/pages 2"]],
  ["a list of pages", '[{"page_number":1},{"page_number":2},3]', [" 3"]],
  ["a list of results", '[{"pages":[{}]},{"pages":[]},[{}]]', ["/0/pages 1", "/1/pages 0", "/2 1"]],
  ["a list of responses", '[{"job":{}},{"items":{"pages":[{}]}}]', ["/1/items/pages 1"]],
  ["a page a line", '{"page":1,"text":"a"}\r\n\r\n  {"page":2}\n[]\n7\n', [" 4"]],
  ["a lone page, for it may be something else", '{"page_number":1,"items":[]}\n', []],
  ["nothing under keys that are none", '{"x":{"pages":[1]},"items":{"x":{"pages":[1]},"y":"\\"pages\\":[1]"},"pages":{"pages":[1]}}', []],
  ["nothing in a page", '{"pages":[{"items":{"pages":[1]},"pages":[2]}]}', ["/pages 1"]],
  ["keys written with escapes", '{"\\u0069tems":{"p\\u0061ges":[1]}}', ["/items/pages 1"]],
  ["nothing in a scalar", "5", []],
])("a scan finds %s", (_, text, wanted) => {
  for (const sizes of [[1], [3], [1 << 16]]) {
    expect(scan(toBytes(text), sizes).pages.map(({ pointer, starts }) => `${pointer} ${starts.length}`)).toEqual(wanted);
  }
});

test.each<[string, number, number]>([
  ['"page_number":12', 12, 0],
  ['"page":12,"page_number":3', 3, 12],
  ['"page\\u005fnumber": 12', 12, 0],
  ['"a":{"page_number":1},"b":["page_number",2],"c":"page_number"', 0, 0],
  ...[
    '"page_number":1,"page_number":2',
    '"page_number":"1"',
    '"page_number":1.0',
    '"page_number":-1',
    '"page_number":null',
    '"page_number":{}',
    '"page_number":0',
    '"page_number":12345678901234567',
  ].map((fields): [string, number, number] => [fields, Number.NaN, 0]),
])("a scan tells the number of the page {%s}, or that only parsing can", (fields, pageNumber, v1Number) => {
  for (const text of [`{"pages":[{${fields}}]}`, `[{"page":1},{${fields}}]`, `{"page":1}\n{${fields}}`]) {
    for (const sizes of [[1], [1 << 16]]) {
      const [found] = scan(toBytes(text), sizes).pages;
      expect([found?.pageNumbers.at(-1), found?.v1Numbers.at(-1)]).toEqual([pageNumber, v1Number]);
    }
  }
});

/** Every character as an escape of six bytes. */
const escaped = (text: string): string => text.replace(/./g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

test.each([
  '[{"page_number":1,"items":[]},{"page_number":2,"job":{},"pages":[]}]',
  '[{"page":1,"md":"a"},{"page":2}]',
  '{"page_number":1}\n{"page_number":2}',
  '{"job":{},"items":{"pages":[1]},"markdown":{"pages":[1]},"text":{"pages":[1]},"metadata":{"pages":[1]},"forms":{"pages":[1]}}',
  '{"job":{},"markdown_full":"a","text_full":"b"}',
])("a scan finds in %s the same whether its keys are written with escapes or not", (text) => {
  const found = (json: string): unknown => {
    const { pages, texts, isLines } = scan(toBytes(json), [5]);
    return [isLines, texts.map(({ name }) => name), pages.map(({ starts, ends, ...spans }) => ({ ...spans, count: starts.length }))];
  };
  expect(found(text.replace(/\w+(?=":)/g, escaped))).toEqual(found(text));
});

test("a scan leaves out the whole texts of a response, whatever is in them", () => {
  fc.assert(
    fc.property(traps, traps, pieceSizes, (markdown_full, text_full, sizes) => {
      const bytes = toBytes(JSON.stringify({ markdown_full, job: {}, text_full }));
      const found = scan(bytes, sizes);
      expect(decoder.decode(found.rest)).toBe('{"markdown_full":"","job":{},"text_full":""}');
      expect(rebuilt(bytes, found)).toEqual(JSON.parse(decoder.decode(bytes)));
    }),
  );
});

test("a scan knows where in the input stands what it keeps", () => {
  const text = '\ufeff {"items":{"pages":[{"page_number":1}, {}],"a":1},"markdown_full":"long","job":{}}';
  const { rest, offsetOf } = scan(toBytes(text), [5]);
  for (const word of ['"items"', '"a"', '"job"']) {
    expect(offsetOf(decoder.decode(rest).indexOf(word))).toBe(toBytes(text.slice(0, text.indexOf(word))).length);
  }
});

/** The byte that is refused is marked by `^`; without it the input breaks off. */
test.each([
  '{"pages":[{}^{}]}',
  '{"pages":[{},^]}',
  '{"pages":[^,{}]}',
  '{"pages":[{}^}]}',
  '{"pages":[{}]^]',
  '{"pages":[^x]}',
  '{"pages":[{}],^}',
  '{"pages":[{}] ^"a":1}',
  '{"pages"^[]}',
  "{^pages:[]}",
  '{"items":{"pages":[]^]}',
  '{"items":{"pages":[]}^]',
  "{^]",
  "[^}",
  '{"pages":[{"a":1^]}]}',
  '{"pages":[{"page_number" ^1}]}',
  '{"pages":[]}^{"pages":[]}',
  '{"pages":[]}\n^{"pages":[]}',
  '{"page":1} ^{"page":2}',
  '{"page":1}\n{"page":2}^{"page":3}',
  '{"page":1}\n{"page":2}\n^x',
  '[{"page":1}]\n^[{"page":1}]',
  "^\u00a0{}",
  '{"pages":[]}^\u0000',
  "^undefined",
])("a scan refuses %j, and says which byte", (marked) => {
  const at = toBytes(marked.slice(0, marked.indexOf("^"))).length;
  for (const sizes of [[1], [1 << 16]]) {
    const read = (): Scan => scan(toBytes(marked.replace("^", "")), sizes);
    expect(read).toThrow(PayloadError);
    expect(read).toThrow(`Cannot read the parse result: it is not JSON: byte ${at} is not expected there`);
  }
});

test.each([
  ["", "it is not JSON: it is empty"],
  [" \r\n", "it is not JSON: it is empty"],
  ["\ufeff", "it is not JSON: it is empty"],
  ["\n<!DOCTYPE html>", "it is not JSON: but HTML or XML: has the link it came from expired?"],
  ['{"pages":[{}]', "it is not JSON: it breaks off at byte 13"],
  ['{"job":{}}\n{"job":{}}\n', "it is not JSON: byte 11 is not expected there: lines of their own are for pages, the parts"],
  ['{"pages":[],"job":null,"pages":[]}', "it is not JSON: the field pages stands there twice, again at byte 31"],
  ['{"pages":null,"p\\u0061ges":[]}', "it is not JSON: the field pages stands there twice, again at byte 27"],
  ['{"items":{"pages":[]},"items":null}', "it is not JSON: the field items stands there twice, again at byte 30"],
  ['{"items":{"pages":[],"pages":[]}}', "it is not JSON: the field pages stands there twice, again at byte 29"],
])("a scan refuses %j: %s", (text, message) => {
  expect(() => scan(toBytes(text), [1])).toThrow(`Cannot read the parse result: ${message}`);
});

test("a byte order mark is passed over, half of one or a second one is not", () => {
  const mark = "\ufeff";
  expect(scan(toBytes(`${mark}{"pages":[]}`), [1]).pages.length).toBe(1);
  expect(() => scan(toBytes(`${mark}${mark}{}`), [1])).toThrow("byte 3 is not expected there");
  for (const half of [[0xef], [0xef, 0xbb]]) expect(() => scan(new Uint8Array([...half, 0x7b, 0x7d]), [1])).toThrow(PayloadError);
});

test.each([
  ['{"pages":[{},{"a":"XXXXXXXX"}]}', "/pages/1", "the page at /pages/1, which begins at byte 13, is larger than 16 bytes"],
  ['{"job":{"a":"XXXXXXXX"}}', "", "what stands beside its pages is larger than 16 bytes"],
])("a scan of %s stops where a page, or what is beside them, gets too large", (text, pointer, message) => {
  const long = text.replace("XXXXXXXX", "x".repeat(1e6));
  let pushed = 0;
  const read = (): void => {
    const scanner = new Scanner(16);
    for (const piece of cut(toBytes(long), [8])) {
      pushed++;
      scanner.push(piece);
    }
  };
  const issue = expect.objectContaining({ pointer, message: expect.stringContaining(message) });
  expect(read).toThrow(expect.objectContaining({ code: "page-too-large", issues: [issue] }));
  expect(pushed).toBeLessThan(9);
});

test("a string with 10 million backslashes, and a page nested 10 million deep, are passed over in one go", () => {
  const many = 10_000_000;
  for (const page of [`"${"\\\\".repeat(many / 2)}"`, `${"[".repeat(many)}${"]".repeat(many)}`]) {
    const bytes = toBytes(`{"pages":[${page},{}]}`);
    expect(scan(bytes, [1000], many * 3).pages[0]?.ends).toEqual([bytes.length - 5, bytes.length - 2]);
  }
});
