import fc from "fast-check";
import { expect } from "vitest";
import { fromMarkdown } from "../../src/markdown/from-markdown.ts";
import { scanMarkdown } from "../../src/markdown/scan.ts";

const words = fc.constantFrom("a", "b c", "d e f", "é", "漢 字");
const indent = fc.constantFrom("", "", "", " ", "  ", "   ");
const lines = fc.array(words, { minLength: 1, maxLength: 4 });

/** Lines that are text, but look like the beginnings of blocks when they stand in a fence. */
const looks = fc.constantFrom("# a", "- b", "> c", "| d | e |", "```", "~~~", "===", "---", "<!--", "");

const headings = fc
  .tuple(indent, fc.integer({ min: 1, max: 6 }), fc.constantFrom("", "a", "b # c", "d\\#"), fc.constantFrom("", " #", " ## ", " "))
  .map(([before, depth, text, close]) => `${before}${"#".repeat(depth)} ${text}${close}`);

const underlined = fc
  .tuple(lines, indent, fc.constantFrom("=", "-"), fc.integer({ min: 1, max: 9 }))
  .map(([text, before, mark, count]) => `${text.join("\n")}\n${before}${mark.repeat(count)}`);

const paragraphs = fc.tuple(indent, lines).map(([before, text]) => before + text.join("\n        "));

const fences = fc
  .tuple(
    indent,
    fc.constantFrom("`", "~"),
    fc.integer({ min: 3, max: 8 }),
    fc.constantFrom("", "ts", " python x=1", "a\\*b"),
    fc.array(fc.oneof(words, looks), { maxLength: 6 }),
    fc.boolean(),
  )
  .map(([before, mark, count, info, text, isClosed]) => {
    const fence = before + mark.repeat(count);
    return [fence + info, ...text.map((line) => before + line), ...(isClosed ? [`${fence}${mark}`] : [])].join("\n");
  });

const indented = fc.array(fc.oneof(words, looks), { minLength: 1, maxLength: 4 }).map((text) => `    ${text.join("\n    ")}`);

const tableRows = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 4 }))
  .chain(([columns, rows]) => fc.array(fc.array(words, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }));
const cells = fc.oneof(words, fc.constantFrom("a\\|b", "`c`", "", "1. d", "# e"));
const pipes = fc
  .tuple(tableRows, cells, fc.boolean(), indent, fc.constantFrom("-", ":-", "-:", ":---:"))
  .map(([[header = [], ...body], cell, hasEdges, before, align]) => {
    const row = (texts: readonly string[]): string => (hasEdges || texts.length === 1 ? `| ${texts.join(" | ")} |` : texts.join(" | "));
    const delimiter = header.map(() => (header.length === 1 ? ":-" : align));
    return [header, delimiter, ...body, [cell, ...header.slice(1)]].map((texts) => before + row(texts)).join("\n");
  });

const htmlTables = fc
  .tuple(fc.constantFrom("<table>", "<TABLE >", '<table class="a">', "<table\n>"), tableRows, fc.constantFrom("", "\n", "\n\n", "\n    "))
  .map(([open, rows, between]) => {
    const body = rows.map((row) => `<tr>${row.map((text) => `<td>${text}</td>`).join("")}</tr>`);
    return `${open}${between}${body.join(`${between}\n`)}${between}</table>`;
  });

const html = fc.constantFrom(
  "<div>\n# a\n</div>",
  "<!-- a\n\n- b -->",
  "<!-- -->",
  "<!-->",
  "<pre>\n\n# a\n</pre> b",
  "<?a\n\n?>",
  "<!A\n\n>",
  "<![CDATA[\n\n]]>",
  '<a b="c" d>\n\ne',
  "</p>",
);

const definitions = fc
  .array(fc.constantFrom("[a]: b", "[c]: <d> 'e'", "[f]:\n/g\n'h\ni'", "[j]: k 'l' m", "[n]: (", "[o]: p\n'q"), {
    minLength: 1,
    maxLength: 3,
  })
  .map((list) => list.join("\n"));

const links = fc.constantFrom(
  "[a](b)",
  '![c d](e.png "f")',
  "[![a](b)](<c d>)",
  "[`]`](a)",
  "<https://a.b/c>",
  "[a](b) c",
  "![a](b)![c](d)",
  "[a [b](c)](d)",
  "[a](b",
  "![a]\n(b)",
);

const other = fc.constantFrom("---", "* * *", "___", "[^a]: b\n\n    c", "[^d]:", "\\# a", "a|b\n-", "|", "-a", "1.b", "1234567890. c");

/** What lines without the marks of their containers can be; no tables and single tags, for which remark departs from the letter of GFM and CommonMark. */
const lazy: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: paragraphs },
  headings,
  underlined,
  fences,
  indented,
  definitions,
  links,
  other,
);
/** A table in a container is never the last line of it, for the same reason. */
const held: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: lazy },
  pipes.map((table) => `${table}\n\na`),
  html,
);

const markers = fc.constantFrom("- ", "-   ", "* ", "+\t", "1. ", "7) ", "10. ");

const containers = fc.letrec<{ blocks: string; item: string; list: string; quote: string }>((tie) => ({
  blocks: fc
    .array(fc.oneof({ maxDepth: 3 }, held, tie("list"), tie("quote")), { minLength: 1, maxLength: 3 })
    .chain((parts) => fc.constantFrom("\n", "\n\n").map((between) => parts.join(between))),
  item: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(markers, lazy).map(([marker, text]) => marker + text),
    fc.tuple(markers, tie("blocks")).map(([marker, text]) => marker + hung(text, " ".repeat(marker.length))),
  ),
  list: fc
    .array(tie("item"), { minLength: 1, maxLength: 3 })
    .chain((items) => fc.constantFrom("\n", "\n\n").map((between) => items.join(between))),
  quote: fc.oneof(
    { maxDepth: 3 },
    lazy.map((text) => `> ${text}`),
    fc.tuple(tie("blocks"), fc.constantFrom("> ", ">")).map(([text, mark]) => mark + hung(text, mark)),
  ),
}));

function hung(text: string, before: string): string {
  return text.replaceAll("\n", `\n${before}`);
}

/** Under a table, without a blank line between. */
const closings = fc.constantFrom("", "", "# a", "> b", "2. c", "***", "===", "    d", "<div>", "e");
const apart: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(pipes, closings).map(([table, closing]) => `${table}\n${closing}\n`),
  htmlTables.map((table) => `${table}\n`),
);

/** Markdown of every kind of block, most with a blank line between them, with line feeds, carriage returns or both. */
export const markdowns: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(
      fc.oneof(
        fc.tuple(
          fc.oneof({ weight: 3, arbitrary: lazy }, html, containers.list, containers.quote),
          fc.constantFrom("\n", "\n\n", "\n\n", "\n \n", "\n\t\n"),
        ),
        fc.tuple(apart, fc.constantFrom("\n", " \n")),
      ),
      { maxLength: 8 },
    ),
    fc.constantFrom("\n", "\n", "\r\n", "\r"),
  )
  .map(([blocks, lineEnd]) => blocks.flat().join("").replaceAll("\n", lineEnd));

export const lists: fc.Arbitrary<string> = containers.list;

/** Any text, made mostly of what blocks begin and end with. */
export const markSoup: fc.Arbitrary<string> = fc.string({
  unit: fc.oneof(
    fc.constantFrom("\n", "\n", "\r\n", "\r", "\n\n", " ", "  ", "    ", "\t", "\u00a0", "\ufeff", "\u2028", "\0", "\ud800"),
    fc.constantFrom(
      "- ",
      "* ",
      "+",
      "1. ",
      "23)",
      "> ",
      ">",
      "# ",
      "##",
      "=",
      "---",
      "***",
      "```",
      "~~~~",
      "|",
      "|-|",
      ":-",
      "\\",
      "[^a]: ",
    ),
    fc.constantFrom(
      "<table>",
      "</table>",
      "<table ",
      "<td>",
      "<!--",
      "-->",
      "<pre>",
      "</pre>",
      "<b>",
      "[a]: ",
      "[a](b)",
      "![a](b)",
      "](",
      "<",
    ),
    fc.constantFrom("a", "b c", "é", "漢", "😀"),
  ),
  maxLength: 80,
});

/** That the scanner and remark tell the same blocks; of an empty comment `fromMarkdown` makes none. */
export function expectAlike(markdown: string): void {
  expect(scanned(markdown).filter((block) => !/^paragraph: <!--\s*-->$/.test(block))).toEqual(
    parsed(markdown).filter((block) => !/^paragraph: <!--\s*-->$/.test(block)),
  );
}

/** A block in a line: what it is and the text it covers, without the white space around it. */
export function scanned(markdown: string): string[] {
  return [...scanMarkdown(markdown)].map((block) => {
    const covered = markdown.slice(block.start, block.end).trim();
    switch (block.type) {
      case "heading":
        return `heading ${block.depth} ${unmarked(markdown.slice(block.valueStart, block.valueEnd), covered)}: ${covered}`;
      case "code": {
        const { start, end, lang = "", fence = { valueStart: start, valueEnd: end } } = block;
        return `code ${lang} ${bare(markdown.slice(fence.valueStart, fence.valueEnd))}: ${covered}`;
      }
      case "list":
        return `list ${block.ordered}: ${covered}`;
      case "image":
      case "link":
        return `${block.type} ${block.url}: ${covered}`;
      case "htmlTable":
        return `table: ${covered}`;
      default:
        return `${block.type}: ${covered}`;
    }
  });
}

/** The same by remark. */
function parsed(markdown: string): string[] {
  let end = 0;
  return fromMarkdown(markdown).map((block) => {
    const [from = 0, to = 0] = block.data?.span ?? [];
    // A setext heading after definitions begins at these.
    const covered = markdown.slice(Math.max(from, end), to).trim();
    end = to;
    switch (block.type) {
      case "heading":
        return `heading ${block.depth} ${unmarked(block.value, covered)}: ${covered}`;
      case "code":
        return `code ${block.lang ?? ""} ${bare(block.value)}: ${covered}`;
      case "list":
        return `list ${block.ordered}: ${covered}`;
      case "image":
      case "link":
        return `${block.type} ${block.url}: ${covered}`;
      default:
        return `${block.type}: ${covered}`;
    }
  });
}

/** The text of a heading that holds no inline marks. */
function unmarked(text: string, covered: string): string {
  return /[[<`*_\\]/.test(covered) ? "" : bare(text);
}

/** A text without indentation, its lines ended alike; an unclosed fence holds blank lines that we leave outside. */
function bare(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/^[ \t]+/gm, "")
    .trimEnd();
}
