import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { normalize } from "../../src/document/normalize.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { tables } from "../../src/table/tables.ts";
import { typeCells } from "../../src/table/typed.ts";
import { folded, printUnder } from "./typed-printer.ts";

/** A real result; it is no part of this repository. */
const file = fileURLToPath(new URL("../../../shared/data/parse-v2.executive-summary.json", import.meta.url));

test.skipIf(!existsSync(file))("each value column of the real Treasury table has 20 amounts and 3 percents, digit for digit", () => {
  const [table] = typeCells(tables(normalize(readParseResult(JSON.parse(readFileSync(file, "utf8"))))));
  for (const column of [1, 2]) {
    const cells = (table?.grid.rows ?? []).filter((row) => row.role === "body").map((row) => row.cells[column]);
    const kinds = cells.map((cell) => cell?.typed?.kind);
    expect(["currency", "percent"].map((kind) => kinds.filter((one) => one === kind).length)).toEqual([20, 3]);
    expect(table?.grid.columns[column]).toMatchObject({ kind: "currency", locale: { decimal: ".", grouping: "," } });
    for (const cell of cells) {
      const { kind, value, numberFormat = "" } = cell?.typed ?? {};
      if (typeof value !== "number") continue;
      const digits = Number(`${cell?.text.replace(/[^\d.]/g, "")}${kind === "percent" ? "e-2" : ""}`);
      expect(value, cell?.text).toBe(cell?.text.includes("(") ? -digits : digits);
      expect(folded(printUnder(numberFormat, value, { decimal: ".", grouping: "," }))).toBe(folded(cell?.text ?? ""));
    }
  }
});
