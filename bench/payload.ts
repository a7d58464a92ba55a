const vocabulary =
  "pump valve flow meter sensor north report annual margin review order ledger site water light mass pressure of the and to in for".split(
    " ",
  );

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The JSON text of a parse result of so many pages: furniture, headings, prose, a list and a table with html on each. */
export function payloadText(pageCount: number, seed: number): string {
  const random = seeded(seed);
  const words = (count: number): string =>
    Array.from({ length: count }, () => vocabulary[Math.floor(random() * vocabulary.length)]).join(" ");
  const pages = Array.from({ length: pageCount }, (_, index) => page(index + 1, words, random));
  return JSON.stringify({ job: { id: "pjb-bench", project_id: "prj-bench", status: "COMPLETED" }, items: { pages } });
}

type Words = (count: number) => string;

function page(number: number, words: Words, random: () => number): object {
  let y = 60;
  const boxed = (item: Record<string, unknown>, height: number): object => {
    y += height + 4;
    const box = {
      x: 72,
      y: y - height,
      w: 468,
      h: height,
      confidence: 0.9,
      label: "text",
      start_index: 0,
      end_index: String(item.md).length - 1,
    };
    return { ...item, bbox: [box] };
  };
  const text = (value: string): object => boxed({ type: "text", md: value, value }, 40);
  const paragraphs = (count: number): object[] => Array.from({ length: count }, () => text(`${words(60)}. ${words(30)}.`));
  const title = words(4);
  const listItems = Array.from({ length: 5 }, () => words(12));
  const items = [
    { type: "header", md: "Annual report", items: [{ type: "text", md: "Annual report", value: "Annual report" }] },
    boxed({ type: "heading", level: 1 + (number % 3), md: `${"#".repeat(1 + (number % 3))} ${title}`, value: title }, 16),
    ...paragraphs(5),
    boxed(
      {
        type: "list",
        ordered: false,
        md: listItems.map((item) => `- ${item}`).join("\n"),
        items: listItems.map((item) => ({ type: "text", md: item, value: item })),
      },
      60,
    ),
    boxed(table(words, random), 160),
    ...paragraphs(3),
  ];
  return { page_number: number, page_width: 612, page_height: 792, success: true, items };
}

function table(words: Words, random: () => number): Record<string, unknown> {
  const header = ["Item", "2023", "2024", "Change", "Note"];
  const body = Array.from({ length: 12 }, () => [
    words(3),
    (random() * 9000).toFixed(1),
    (random() * 9000).toFixed(1),
    `${(random() * 20).toFixed(1)}%`,
    words(2),
  ]);
  const line = (cells: string[]): string => `| ${cells.join(" | ")} |`;
  const md = [line(header), line(header.map(() => "---")), ...body.map(line)].join("\n");
  const row = (tag: string, cells: string[]): string => `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
  const html = `<table><thead>${row("th", header)}</thead><tbody>${body.map((cells) => row("td", cells)).join("")}</tbody></table>`;
  const csv = [header, ...body].map((cells) => cells.map((cell) => `"${cell}"`).join(",")).join("\n");
  return { type: "table", rows: [header, ...body], md, html, csv };
}
