import fc from "fast-check";
import { bodyItems, prose, soup, words } from "../arbitraries.ts";
import { box, code, heading, image, list, rowsTable, text, type Wire } from "../build.ts";
import { tilings, toHtml, toItem, toRows } from "../table/tilings.ts";

/** Characters that belong together, alone, side by side and without end. */
const clusters = fc
  .array(fc.constantFrom("👩‍👩‍👧‍👦", "e\u0301", " \u0301", "🇫🇷", "漢", "。\ufe00", "ไทย", "\ud800", "\udc00", "a", " ", "한"), {
    maxLength: 80,
  })
  .map((parts) => parts.join(""));

const spaceless = fc
  .tuple(fc.constantFrom("漢字仮名交じり文", "ภาษาไทยไม่มีช่องว่าง", "QUJDREVGR0hJSktMTU5P", "e\u0301"), fc.integer({ min: 1, max: 40 }))
  .map(([unit, times]) => unit.repeat(times));

const special = fc
  .array(fc.constantFrom("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|fim_prefix|>", "[INST]", "</s>", " ", "a"), { maxLength: 9 })
  .map((parts) => parts.join(""));

/** What may not be cut: links, images, code and mathematics, with spaces inside. */
const inline = fc
  .tuple(words, fc.constantFrom("https://x.test/a?sig=1", "https://x.test/b", "https://u:p@x.test/c?sig=2#f"))
  .chain(([label, url]) =>
    fc.constantFrom(
      `[${label}](${url})`,
      `![${label}](${url})`,
      `\`${label}\``,
      `\`\` ${label} \`\``,
      `$${label}$`,
      `[${label}][ref]`,
      `${url}`,
    ),
  );
const inlines = fc
  .array(fc.tuple(words, inline), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.map(([before, atom]) => `${before} ${atom}`).join(" and "));

const sentences = fc
  .array(fc.tuple(words, fc.constantFrom(". ", "! ", '." ', "。", "? ", ", ", "; ", ".\n", "\n", "\r\n")), { minLength: 1, maxLength: 30 })
  .map((parts) => parts.flat().join(""));

/** Text in two boxes, each with the characters it covers (the wire's last index is inclusive), and maybe a third that does not say. */
const twoBoxed = fc.tuple(prose, prose, fc.boolean()).map(([one, other, hasMore]): Wire => {
  const value = `${one} ${other}`;
  const [first] = box(10, 10, 50, 20, { start_index: 0, end_index: one.length - 1 }).bbox as Wire[];
  const [second] = box(300, 10, 50, 20, { start_index: one.length + 1, end_index: value.length - 1, confidence: 0.4 }).bbox as Wire[];
  const [third] = box(300, 90, 50, 20).bbox as Wire[];
  return text(value, { bbox: hasMore ? [first, second, third] : [first, second] });
});

export const paragraphs: fc.Arbitrary<Wire> = fc.oneof(
  ...[soup, clusters, spaceless, special, inlines, sentences, prose].map((texts) => texts.map((value) => text(value))),
  twoBoxed,
);

const announcements = words.map((value) => text(`${value}:`));
const captions = words.map((value) => text(`Table 1: ${value}`));
const halves = words.map((value) => text(`${value}-`));

export const headings: fc.Arbitrary<Wire> = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.oneof({ weight: 4, arbitrary: words }, { weight: 1, arbitrary: prose }))
  .map(([level, value]) => heading(level, value));

const entries = fc.oneof({ weight: 3, arbitrary: words }, { weight: 1, arbitrary: prose }, { weight: 1, arbitrary: inlines });

/**
 * Lists in lists, ordered or not; each item's markdown is that of its list, less its indentation. Only a list that begins with 1 may follow the
 * text of an item on its next line (CommonMark 0.31 §5.3), so inner ones do.
 */
export const lists: fc.Arbitrary<Wire> = fc
  .tuple(
    fc.constantFrom("-", "*", "+", "1.", "7)", "98."),
    fc.letrec<{ list: Wire; children: (string | Wire)[] }>((tie) => ({
      list: fc.tuple(fc.constantFrom("-", "*", "+", "1.", "1)"), tie("children")).map(([marker, children]) => markedList(marker, children)),
      children: fc.array(
        fc.oneof(
          { maxDepth: 3, depthSize: "small", withCrossShrink: true },
          { weight: 4, arbitrary: entries },
          { weight: 1, arbitrary: tie("list") },
        ),
        { minLength: 1, maxLength: 7 },
      ),
    })).children,
  )
  .map(([marker, children]) => markedList(marker, children));

/** A list under this marker; the numbers of an ordered one go on from its own. */
export function markedList(marker: string, children: readonly (string | Wire)[]): Wire {
  const items = children.map((child) => (typeof child === "string" ? text(child) : child));
  const isOrdered = /\d/.test(marker);
  let number = Number.parseInt(marker, 10);
  let indentation = "  ";
  const lines = items.map((item, index) => {
    if (item.type === "list" && index > 0) return indented(String(item.md), indentation);
    const own = isOrdered ? `${number++}${marker.at(-1)} ` : `${marker} `;
    indentation = " ".repeat(own.length);
    return own + indented(String(item.md), indentation).trimStart();
  });
  return { type: "list", ordered: isOrdered, items, md: lines.join("\n") };
}

function indented(lines: string, indentation: string): string {
  return lines.replaceAll(/^/gm, indentation);
}

const codeLines = fc.oneof(
  { weight: 4, arbitrary: words },
  { weight: 1, arbitrary: fc.constantFrom("", "", "# no heading", "| no | table |", "    indented();", "``", "~~") },
  { weight: 1, arbitrary: soup.map((value) => value.replaceAll(/[`~\r\n]/g, " ")) },
  { weight: 1, arbitrary: prose },
);

/** Fences of three to eight marks of both kinds, with shorter ones inside, info strings and both line ends. */
export const fences: fc.Arbitrary<Wire> = fc
  .record({
    mark: fc.constantFrom("`", "~"),
    length: fc.integer({ min: 3, max: 8 }),
    info: fc.constantFrom("", "ts", 'python title="a longer information string of the code, for the reader"'),
    lineEnd: fc.constantFrom("\n", "\n", "\r\n"),
    hasInner: fc.boolean(),
    lines: fc.array(codeLines, { minLength: 1, maxLength: 40 }),
  })
  .map(({ mark, length, info, lineEnd, hasInner, lines }): Wire => {
    const fence = mark.repeat(length);
    const inner = hasInner && length > 3 ? [fence.slice(1), "inner", fence.slice(1)] : [];
    const value = [...lines, ...inner];
    const [language = ""] = info.split(" ");
    return { type: "code", value: value.join("\n"), md: [fence + info, ...value, fence].join(lineEnd), ...(language && { language }) };
  });

const cells = fc.oneof(
  { weight: 5, arbitrary: words },
  { weight: 2, arbitrary: fc.constantFrom("", "x|y", "2023\\*", "12.5%", "1,234.00", "a  b", "\\", "`|`", "😀") },
  { weight: 1, arbitrary: fc.constantFrom(null, 0, 12.5) },
);

function rowsOf(
  columns: { min: number; max: number },
  rows: { min: number; max: number },
  kind: fc.Arbitrary<string | number | null> = cells,
) {
  return fc
    .tuple(fc.integer(columns), fc.integer(rows))
    .chain(([width, height]) =>
      fc.array(fc.array(kind, { minLength: width, maxLength: width }), { minLength: height + 1, maxLength: height + 1 }),
    );
}

/** A pipe table with the alignments and the line ends of its own. */
function aligned(rows: (string | number | null)[][], marks: readonly string[], lineEnd: string): Wire {
  const item = rowsTable(rows);
  const lines = String(item.md).split("\n");
  lines[1] = `|${(rows[0] as unknown[]).map((_, column) => marks[column % marks.length]).join("|")}|`;
  return { ...item, md: lines.join(lineEnd) };
}

export const pipeTables: fc.Arbitrary<Wire> = fc
  .tuple(
    rowsOf({ min: 1, max: 5 }, { min: 1, max: 30 }),
    fc.array(fc.constantFrom("---", ":-:", "--:", ":--"), { minLength: 1, maxLength: 5 }),
    fc.constantFrom("\n", "\n", "\r\n"),
  )
  .map(([rows, marks, lineEnd]) => aligned(rows, marks, lineEnd));

/** Tables whose header alone is much of a window. */
export const wideTables: fc.Arbitrary<Wire> = fc
  .tuple(fc.array(prose, { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 12 }))
  .chain(([names, height]) =>
    fc
      .array(fc.array(words, { minLength: names.length, maxLength: names.length }), { minLength: height, maxLength: height })
      .map((rows) => rowsTable([names, ...rows])),
  );

/** Tables some of whose rows are much of a window. */
export const tallTables: fc.Arbitrary<Wire> = rowsOf(
  { min: 1, max: 4 },
  { min: 1, max: 9 },
  fc.oneof(words, prose, sentencesInCells()),
).map((rows) => rowsTable([(rows[0] as unknown[]).map((_, column) => `name ${column}`), ...rows.slice(1)]));

function sentencesInCells(): fc.Arbitrary<string> {
  return sentences.map((value) => value.replaceAll(/[\r\n]+/g, " "));
}

/** Tables of several header rows and of spans, which their html tells; the markdown is the html, or a pipe table with the header folded or stacked. */
export const spanTables: fc.Arbitrary<Wire> = fc
  .tuple(tilings(false), fc.constantFrom("folded", "stacked", "html"))
  .map(([tiling, form]) => {
    if (form === "folded") return toItem(tiling);
    if (form === "html") return { ...toItem(tiling), md: toHtml(tiling) };
    const stacked = toRows({ ...tiling, headerRows: 0 });
    return rowsTable(stacked, { html: toHtml(tiling) });
  });

/** HTML tables of many rows, some under a span, as their own markdown; some have a caption. */
export const htmlTables: fc.Arbitrary<Wire> = fc
  .tuple(
    fc.array(fc.tuple(words, words, words, fc.constantFrom(1, 1, 1, 2, 3)), { minLength: 1, maxLength: 20 }),
    fc.option(words, { nil: "" }),
  )
  .map(([rows, caption]): Wire => {
    let open = 0;
    const lines = rows.map(([one, two, three, span], index) => {
      const isOpen = open > 0;
      const rowSpan = Math.min(span, rows.length - index);
      open = isOpen ? open - 1 : rowSpan - 1;
      const first = isOpen ? "" : `<td${rowSpan > 1 ? ` rowspan="${rowSpan}"` : ""}>${one}</td>`;
      return { html: `<tr>${first}<td>${two}</td><td>${three}</td></tr>`, texts: [isOpen ? "" : one, two, three] };
    });
    const title = caption === "" ? "" : `<caption>${caption}</caption>\n`;
    const head = "<thead>\n<tr><th>one</th><th>two</th><th>three</th></tr>\n</thead>";
    const md = `<table>\n${title}${head}\n<tbody>\n${lines.map(({ html }) => html).join("\n")}\n</tbody>\n</table>`;
    return { type: "table", rows: [["one", "two", "three"], ...lines.map(({ texts }) => texts)], md, html: md, csv: "" };
  });

const strangeTables = rowsOf({ min: 1, max: 3 }, { min: 1, max: 4 }, soup).map((rows) => rowsTable(rows));

export const tables: fc.Arbitrary<Wire> = fc.oneof(pipeTables, pipeTables, wideTables, tallTables, spanTables, htmlTables, strangeTables);

const unknowns = fc.oneof(
  soup.map((value): Wire => ({ type: "hologram", md: value, value })),
  fc.array(words, { minLength: 1, maxLength: 3 }).map(
    (values): Wire => ({
      type: "hologram",
      md: values.join("\n\n"),
      items: values.map((value) => text(value)),
    }),
  ),
);
const pictures = fc.oneof(
  words.map((caption) => image(caption, "https://x.test/page_1_image_1.jpg?sig=1")),
  fc.constant(image("", "page_1_image_2.jpg")),
  words.map((alt): Wire => ({ type: "image", caption: "", url: "a.jpg", md: `![${alt}](a.jpg)` })),
);
const blanks = fc.constantFrom(text(""), text(" \n "), list(text("")), rowsTable([]), code(""), heading(2, ""));
const unwritten = fc
  .oneof(
    words.map((value) => text(value)),
    lists,
    pipeTables,
    headings,
  )
  .map((item): Wire => ({ ...item, md: "" }));

const places = fc
  .tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 200, max: 600 }), fc.constantFrom(0.2, 0.9))
  .map(([x, y, confidence]) => box(x, y, 50, 20, { confidence }));

/** Items of every type, many of them hostile, and some with a box. */
export const anyItems: fc.Arbitrary<Wire> = fc
  .tuple(
    fc.oneof(
      { weight: 6, arbitrary: paragraphs },
      { weight: 3, arbitrary: headings },
      { weight: 3, arbitrary: lists },
      { weight: 3, arbitrary: fences },
      { weight: 4, arbitrary: tables },
      { weight: 2, arbitrary: bodyItems },
      { weight: 3, arbitrary: fc.oneof(announcements, captions, halves, pictures) },
      { weight: 2, arbitrary: fc.oneof(unknowns, blanks, unwritten) },
    ),
    fc.option(places, { nil: {} }),
  )
  .map(([item, place]) => ({ ...place, ...item }));
