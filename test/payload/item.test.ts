import { expect, test } from "vitest";
import { WarningLog } from "../../src/errors.ts";
import { type ParseItem, readItems } from "../../src/payload/item.ts";
import type { PageHints } from "../../src/payload/item-type.ts";
import { box, code, codes, footer, header, heading, image, link, list, rowsTable, table, text, type Wire } from "../build.ts";

function read(items: readonly unknown[], page: PageHints = {}): { items: ParseItem[]; warnings: ReturnType<WarningLog["list"]> } {
  const log = new WarningLog();
  return { items: readItems(items, "/i", { log, maxDepth: 64, page }), warnings: log.list() };
}

function untyped(item: Wire): Wire {
  return Object.fromEntries(Object.entries(item).filter(([key]) => key !== "type"));
}

test.each([
  ["text", text("a")],
  ["heading", heading(2, "a")],
  ["list", list("a", list("b"))],
  ["code", code("a", "ts")],
  ["table", table("a|b", "1|2")],
  ["image", image("a", "a.png")],
  ["link", link("a", "https://h.example")],
  ["header", header(text("a"))],
  ["footer", footer(text("a"))],
])("readItems() reads a %s, with nothing to say and nothing kept beside it", (type, item) => {
  const { items, warnings } = read([{ ...item, ...box(1, 2, 3, 4) }]);
  expect(items).toMatchObject([
    { type, pointer: "/i/0", markdown: item.md, boxes: [{ pointer: "/i/0/bbox/0", x: 1, y: 2, width: 3, height: 4 }] },
  ]);
  expect(items[0]).not.toHaveProperty("raw");
  expect(warnings).toEqual([]);
});

test.each([
  ["text", untyped(text("a"))],
  ["heading", untyped(heading(2, "a"))],
  ["list", untyped(list("a"))],
  ["code", untyped(code("a", "ts"))],
  ["code", untyped(code("a"))],
  ["code", { value: "a", md: "~~~~\na\n```\n~~~~\n" }],
  ["text", { value: "two", md: "```\na\n```\nand\n```\nb\n```" }],
  ["text", { value: "open", md: "```\na" }],
  ["text", { value: "`a`", md: "```a```" }],
  ["text", { value: "a", md: "a", language: null }],
  ["table", untyped(table("a|b", "1|2"))],
  ["image", untyped(image("a", "a.png"))],
  ["image", { caption: "", url: "a.png", md: "" }],
  ["link", untyped(link("a", "https://h.example"))],
  ["text", { ...text("a"), type: null }],
])("readItems() tells a %s without a type by its fields (%#)", (type, item) => {
  const { items, warnings } = read([item]);
  expect(items.map((item) => item.type)).toEqual([type]);
  expect(warnings).toEqual([]);
});

const child = (label: string): Wire => text("a", box(1, 1, 9, 9, { label }));
const bare = (item: Wire): Wire => untyped(header(item));
test.each([
  ["the label of a child", [bare(child("page-header"))], {}, ["header"], []],
  ["the label of a child, wherever it stands", [text("b"), bare(child("footer")), text("c")], {}, ["text", "footer", "text"], []],
  ["the page's own header", [text("b"), bare(text("a"))], { header: "a" }, ["text", "header"], []],
  ["the page's own footer", [bare(text("a")), text("b")], { footer: "a" }, ["footer", "text"], []],
  ["its place above the body", [bare(text("a")), text("b")], {}, ["header", "text"], ["item-type-guessed"]],
  ["its place below the body", [text("b"), bare(text("a"))], {}, ["text", "footer"], ["item-type-guessed"]],
  ["its place below a list", [list("b"), bare(text("a"))], {}, ["list", "footer"], ["item-type-guessed"]],
  ["its place below a typed item", [{ ...list("b"), type: "list" }, bare(text("a"))], {}, ["list", "footer"], ["item-type-guessed"]],
  [
    "nothing: it stands in the middle",
    [text("b"), bare(text("a")), text("c")],
    {},
    ["text", "unknown", "text"],
    ["item-type-guessed", "item-type-unknown"],
  ],
  ["its place in the top quarter", [bare(child("text")), text("b")], { height: 10 }, ["header", "text"], ["item-type-guessed"]],
  [
    "nothing: it is first, but below a quarter",
    [{ ...bare(text("a")), ...box(1, 30, 9, 9) }, text("b")],
    { height: 100 },
    ["unknown", "text"],
    ["item-type-guessed", "item-type-unknown"],
  ],
  [
    "its place on a sheet without a height",
    [{ ...bare(text("a")), ...box(1, 30, 9, 9) }, text("b")],
    { height: 0 },
    ["header", "text"],
    ["item-type-guessed"],
  ],
])("readItems() tells header from footer by %s", (_, items, page, types, warned) => {
  const read_ = read(items, page);
  expect(read_.items.map((item) => item.type)).toEqual(types);
  expect(codes(read_.warnings)).toEqual(warned);
});

test("readItems() reads an item of nothing but markdown as text, with a warning", () => {
  const { items, warnings } = read([{ md: "a *b*" }]);
  expect(items).toEqual([{ type: "text", pointer: "/i/0", markdown: "a *b*", boxes: [], value: "a *b*" }]);
  expect(codes(warnings)).toEqual(["item-type-guessed"]);
});

test.each([
  ["null", null, "", ["item-invalid"]],
  ["text", "words", "words", ["item-invalid"]],
  ["a list", [text("a")], "", ["item-invalid"]],
  ["an unknown type", { type: "chart", md: "m", value: "v" }, "v", ["item-type-unknown"]],
  ["a type named like a method", { type: "constructor", md: "m" }, "m", ["item-type-unknown"]],
  ["an empty item", {}, "", ["item-type-unknown"]],
  ["a text without a value", { type: "text", md: "m" }, "m", ["item-invalid"]],
  ["a heading whose level is text", { type: "heading", md: "# m", value: "m", level: "1" }, "m", ["item-invalid"]],
  ["a heading of an infinite level", JSON.parse('{"type":"heading","md":"# m","value":"m","level":1e999}'), "m", ["item-invalid"]],
  ["a table without markdown", { type: "table", rows: [["a"]], html: "", csv: "" }, "", ["item-invalid"]],
])("readItems() keeps %s as unknown, with its text and as it was sent", (_, raw, value, warned) => {
  const { items, warnings } = read([raw, text("next")]);
  expect(items).toMatchObject([{ type: "unknown", pointer: "/i/0", value }, { type: "text" }]);
  expect((items[0] as { raw?: unknown }).raw).toBe(raw);
  expect(codes(warnings)).toEqual(warned);
  expect(warnings[0]?.pointer.startsWith("/i/0")).toBe(true);
});

test.each([
  ["absent", undefined],
  ["null", null],
])("readItems() reads a table whose rows are %s, for its html may have them", (_, rows) => {
  const { items, warnings } = read([{ type: "table", rows, md: "", html: "<table><tr><td>a</table>", csv: "" }]);
  expect(items).toMatchObject([{ type: "table", rows: [], html: "<table><tr><td>a</table>" }]);
  expect(warnings).toEqual([]);
});

test("readItems() empties a row that is no list and keeps the others", () => {
  const { items, warnings } = read([{ type: "table", rows: [["a"], 5, ["b"]], md: "", html: "", csv: "" }]);
  expect(items).toMatchObject([{ type: "table", rows: [["a"], [], ["b"]] }]);
  expect(warnings).toMatchObject([{ code: "field-invalid", pointer: "/i/0/rows/1" }]);
});

test("readItems() says what is wrong with an item, what was expected, and what became of it", () => {
  const { warnings } = read([{ type: "heading", md: "# m", value: "m", level: "1" }]);
  expect(warnings[0]?.message).toBe("The field level is string, expected number: the item is kept as unknown");
});

test("readItems() reads the items in a container of an unknown type", () => {
  const { items } = read([{ type: "section", md: "", items: [text("a"), list("b")] }]);
  expect(items).toMatchObject([{ type: "unknown", items: [{ type: "text", pointer: "/i/0/items/0" }, { type: "list" }] }]);
});

test.each([
  ["an unknown field", text("a", { mood: "good" }), ["field-unknown"], "/i/0/mood"],
  ["an optional field of a wrong type", { ...code("a"), language: 5 }, ["field-invalid"], "/i/0/language"],
  ["a merge flag of a wrong type", { ...table("a", "1"), merged_into_page: "2" }, ["field-invalid"], "/i/0/merged_into_page"],
  ["a box that cannot be used", text("a", box(1, 2, 0, 4)), ["box-invalid"], "/i/0/bbox/0/w"],
  ["a single box that cannot be used", text("a", { bbox: { x: 1 } }), ["box-invalid"], "/i/0/bbox/y"],
  ["boxes that are none", text("a", { bbox: "left" }), ["box-invalid"], "/i/0/bbox"],
  ["a detail of a box that is wrong", text("a", box(1, 2, 3, 4, { confidence: "high" })), ["field-invalid"], "/i/0/bbox/0/confidence"],
  ["a cell that is an object", { ...table("a"), rows: [[{ value: "a" }]] }, ["field-invalid"], "/i/0/rows/0/0"],
])("readItems() keeps the item as sent beside what it read where there was %s", (_, raw, warned, pointer) => {
  const { items, warnings } = read([raw]);
  expect(items[0]?.type).toBe(raw.type);
  expect(items[0]?.raw).toBe(raw);
  expect(warnings.map((warning) => warning.code)).toEqual(warned);
  expect(warnings[0]?.pointer).toBe(pointer);
});

test("readItems() keeps a list as sent when it is at fault itself, not when one of its items is", () => {
  const raw = { ...list("a"), items: [text("a", { mood: 1 })] };
  const [item] = read([raw]).items;
  expect(item).not.toHaveProperty("raw");
  expect(item).toMatchObject({ items: [{ raw: raw.items[0] }] });
});

test("readItems() reads cells of text, numbers and null as they are, and any other as text", () => {
  const cells = JSON.parse('["a", 1.5, null, true, {"value":"v"}, {"md":"m"}, {"text":"t"}, {"html":"h"}, {"other":1}, [], 1e999]');
  const { items, warnings } = read([rowsTable([["a", 1, null]]), { type: "table", md: "", rows: [cells] }]);
  expect(items).toMatchObject([
    { rows: [["a", 1, null]] },
    { rows: [["a", 1.5, null, "true", "v", "m", "t", "h", "", "", "Infinity"]], html: "", csv: "" },
  ]);
  expect(codes(warnings)).toEqual(new Array(8).fill("field-invalid"));
});

test("readItems() keeps what the service says of a table", () => {
  const said = { merged_from_pages: [1, 2], merged_into_page: 1, parse_concerns: [{ type: "multi_table_page", details: "2 tables" }] };
  expect(read([rowsTable([["a"]], said)]).items).toMatchObject([
    { mergedFromPages: [1, 2], mergedIntoPage: 1, concerns: [{ type: "multi_table_page", details: "2 tables" }] },
  ]);
});

test("no message shows the query of a link that is a type or a field name", () => {
  const secret = "https://h.example/a?sig=CANARY";
  const { warnings } = read([{ type: secret, md: "" }, text("a", { [secret]: 1 })]);
  expect(warnings.map((warning) => warning.message).join()).not.toContain("CANARY");
});
