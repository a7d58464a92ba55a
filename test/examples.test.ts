import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";

const folder = new URL("./.examples/", import.meta.url);
const sources = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
mkdirSync(folder, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

for (const file of ["README.md", ...sources.map((name) => `src/${name}`)]) {
  const text = readFileSync(file, "utf8").replaceAll(/^ *\* ?/gm, "");
  for (const { 1: code = "", index } of text.matchAll(/^```ts\n(.*?)^```/gms)) {
    const line = text.slice(0, index).split("\n").length;
    test(`${file}:${line} runs`, async () => {
      const url = new URL(`${file.replaceAll(/\W/g, "-")}-${line}.ts`, folder);
      writeFileSync(url, code);
      await import(/* @vite-ignore */ url.href);
    });
  }
}

test("the README has an example", () => {
  expect(readFileSync("README.md", "utf8")).toMatch(/^```ts\n/m);
});
