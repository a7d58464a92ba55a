import { seeded } from "../payload.ts";
import { seed } from "./corpora.ts";
import { manual } from "./manual.ts";

/** A text that grows, at a hundredth, a tenth, a half and all of its size. */
export interface Growing {
  /** In units of `make`, such as rows. */
  readonly size: number;
  readonly make: (size: number) => string;
}

const characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function base64(length: number): string {
  const random = seeded(seed);
  return Array.from({ length }, () => characters[Math.floor(random() * characters.length)]).join("");
}

/** What makes a chunker slow that looks twice at something. */
export const hostile: Readonly<Record<string, Growing>> = {
  "a generated manual of 10 MB": { size: 10_000_000, make: (size) => manual(seed, size).markdown },
  "one table of 20,000 rows": {
    size: 20_000,
    make: (size) =>
      `| Station | Flow | Remark |\n| --- | ---: | --- |\n${Array.from({ length: size }, (_, row) => `| Pump ${row} | ${row % 97}.5 | of ${row % 13} |`).join("\n")}`,
  },
  "one paragraph of 1 MB": { size: 40_000, make: (size) => "One more sentence of it. ".repeat(size) },
  "one line of 1 MB without a sentence": { size: 200_000, make: (size) => "word ".repeat(size) },
  "10,000 lists, each in an item of the last": { size: 10_000, make: (size) => `${"- ".repeat(size)}one` },
  "10,000 lists, six deep": {
    size: 10_000,
    make: (size) => Array.from({ length: size }, (_, line) => `${"  ".repeat(line % 6)}- item ${line}`).join("\n"),
  },
  "10,000 headings": {
    size: 10_000,
    make: (size) => Array.from({ length: size }, (_, line) => `${"#".repeat((line % 6) + 1)} h ${line}`).join("\n\n"),
  },
  "one code block of 50,000 lines": { size: 50_000, make: (size) => `\`\`\`\n${"x = read(1)\n".repeat(size)}\`\`\`` },
  "1 MB of base64 without a space": { size: 1_000_000, make: base64 },
  "100 kB of one letter": { size: 100_000, make: (size) => "x".repeat(size) },
  "100 kB of backticks": { size: 100_000, make: (size) => `a ${"`".repeat(size)}` },
  "100 kB of `![(`": { size: 33_333, make: (size) => "![(".repeat(size) },
  "100 kB of `[a](`": { size: 25_000, make: (size) => "[a](".repeat(size) },
  "100 kB of `*a_`": { size: 33_333, make: (size) => "*a_".repeat(size) },
  "100 kB of `<`": { size: 100_000, make: (size) => `a ${"<".repeat(size)}` },
  "100 kB of spaces": { size: 100_000, make: (size) => `a${" ".repeat(size)}b` },
  "100 kB of line feeds": { size: 100_000, make: (size) => `a${"\n".repeat(size)}b` },
};
