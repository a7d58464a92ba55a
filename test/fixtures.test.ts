import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fixtureFiles } from "../fixtures/files.ts";

test("the committed fixtures are what the generator makes, byte for byte", async () => {
  const files = await fixtureFiles();
  expect(files.size).toBeGreaterThanOrEqual(5);
  for (const [name, bytes] of files) {
    expect(Buffer.compare(readFileSync(new URL(`../fixtures/${name}`, import.meta.url)), bytes), `${name}: run npm run fixtures`).toBe(0);
  }
});
