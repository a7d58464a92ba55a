import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { box, page, parseResult, text } from "./build.ts";
import { cli, filesIn, fixture, temporaryFolder, written } from "./cli/run.ts";
import { expected, names } from "./pdf/files.ts";
import { annotationsOf } from "./pdf/read-back.ts";
import { readBack } from "./xlsx/read-back.ts";

const shared = fileURLToPath(new URL("../../shared/data/", import.meta.url));
const folder = temporaryFolder();

describe.skipIf(!existsSync(shared))("with the real payloads of ../shared/data", () => {
  const path = join(shared, "parse-v2.executive-summary.json");
  const output = join(folder, "out");
  let numbers: string[] = [];
  beforeAll(async () => {
    const { items } = JSON.parse(readFileSync(path, "utf8"));
    const found = items.pages.flatMap((one: { items: { type: string; rows: string[][] }[] }) => one.items);
    const rows: string[][] = found.flatMap((item: { type: string; rows: string[][] }) => (item.type === "table" ? item.rows.slice(1) : []));
    numbers = rows.flat().filter((cell) => /\d/.test(cell));
    expect((await cli(["convert", path, "-o", output])).code).toBe(0);
  });

  test("every number of the table is in the CSV", () => {
    const csv = filesIn(output).filter((name) => name.endsWith(".csv"));
    const content = csv.map((name) => readFileSync(join(output, name), "utf8")).join("\n");
    expect(numbers.length).toBeGreaterThan(40);
    for (const number of numbers) expect(content).toContain(number);
  });

  test("every number of the table is a number in the workbook, digit for digit", async () => {
    const cells = new Set((await readBack(readFileSync(join(output, "tables.xlsx")))).flatMap((sheet) => sheet.values.flat()));
    const isShare = (text: string): boolean => text.includes("%");
    for (const text of numbers) {
      const digits = text.replace(/[^\d.]/g, "");
      const sign = /[-(\u2212]/.test(text) ? "-" : "";
      const value = Number(`${sign}${digits}${isShare(text) ? "e-2" : ""}`);
      expect(cells, text).toContain(/^[-(\u2212\s]*[$]?[\s(]*[\d,]+(?:\.\d+)?\s?%?\)?$/.test(text) ? value : text);
    }
  });

  test("every file of the folder that is a payload is inspected, or refused with 3 and one line", async () => {
    for (const name of filesIn(shared).filter((one) => /\.jsonl?$/.test(one))) {
      const { code, stdout, stderr } = await cli(["inspect", join(shared, name)]);
      const isRead = !/^receipt|field-metadata/.test(name);
      expect([code, isRead ? stderr : stdout], name).toEqual([isRead ? 0 : 3, ""]);
      if (isRead) expect(stdout, name).toMatch(/\n {2}audit {5}\S/);
    }
  });
});

test.each(names)("annotate draws the box of %s.pdf where it stands on the page", async (name) => {
  const { payloadPage, rect } = expected[name] as (typeof expected)[string];
  const [page_width, page_height] = payloadPage;
  const payload = written(
    folder,
    `${name}.json`,
    parseResult({ ...page(text("TARGET 42", box(72, 72, 144, 36))), page_width, page_height }),
  );
  const password = name === "enc-password" ? ["--password-file", written(folder, "password.txt", "secret\n")] : [];
  const output = join(folder, `${name}.pdf`);
  const { code, stderr } = await cli(["annotate", "--pdf", fixture(`pdfs/${name}.pdf`), "--parse", payload, ...password, "-o", output]);
  expect(code, stderr).toBe(0);
  const [first = [], ...others] = await annotationsOf(readFileSync(output));
  const marks = first.filter(({ subtype }) => subtype === "Highlight");
  expect(marks).toHaveLength(1);
  for (const [side, value] of rect.entries()) expect(Math.abs((marks[0]?.rect[side] ?? Number.NaN) - value)).toBeLessThanOrEqual(0.02);
  expect(others.flat().filter(({ subtype }) => subtype === "Highlight")).toEqual([]);
});
