import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { groups } from "../bench/tables/plan.ts";
import { works } from "../bench/tables/works.ts";

const names = groups.flatMap((group) => group.works);
const isOurs = (name: string): boolean => /^(?:to[A-Z]|write[A-Z]|type|lint|stitch|unstitch|html to|normalize)/.test(name);

test("the plan of the table bench and its works name the same", () => {
  expect([...new Set(names)].sort()).toEqual(Object.keys(works).sort());
});

test.each([...new Set(names)].filter(isOurs))("the table bench runs %s", async (name) => {
  const run = await works[name]?.(60, 4);
  await expect(Promise.resolve(run?.())).resolves.not.toThrow();
});

test("the README's tables of writers and stages are ones that the bench prints", () => {
  const readme = readFileSync("README.md", "utf8");
  for (const name of names) expect(readme).toContain(`| ${name} `);
});
