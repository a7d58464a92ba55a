import fc from "fast-check";
import { expect, test } from "vitest";
import { typeCells } from "../../src/table/typed.ts";
import type { Cell, Column, NumberLocale, TypedValue } from "../../src/tree/table.ts";
import type { Table } from "../../src/tree/types.ts";
import { soup, words } from "../arbitraries.ts";
import { deepFreeze } from "../build.ts";
import { folded, printUnder } from "./typed-printer.ts";
import { columnOf, type Given, tableOf } from "./typed-tables.ts";

type Shape = Required<NumberLocale>;

const locales: readonly Shape[] = [
  { decimal: ".", grouping: "," },
  { decimal: ".", grouping: "'" },
  { decimal: ",", grouping: "." },
  { decimal: ",", grouping: " " },
];

const affixes = fc.constantFrom(
  ...[
    "#",
    "#",
    "-#",
    "−#",
    "+#",
    "#-",
    "–#",
    "\u2011#",
    "\u200e#",
    "#.–",
    "CHF #.-",
    "(#)",
    "$#",
    "-$#",
    "$-#",
    "$ (#)",
    "($#)",
    "# €",
    "(# €)",
    "€ −#",
    "CHF #",
    "# kr.",
    "US$ #",
  ],
  ...["#%", "# %", "-#%", "(#%)", "(#)%", "#*", "# (a)", "$#M", "# bn", "#E+03", "#e-2", "#E5"],
);

const wholes = fc.oneof(fc.constant(0), fc.nat(999), fc.nat(99_999), fc.nat(9_999_999), fc.nat(999_999_999_999)).map(String);

/** Numbers as this locale writes them, in all sizes and signs. */
function numbersIn({ decimal, grouping }: Shape): fc.Arbitrary<string> {
  const fractions = fc.stringMatching(/^\d{0,4}$/);
  return fc.tuple(wholes, fractions, fc.constantFrom("three", "two", "none"), affixes).map(([whole, fraction, groups, affix]) => {
    const pattern = groups === "two" && grouping === "," ? /\B(?=(?:\d{2})*\d{3}$)/g : /\B(?=(?:\d{3})+$)/g;
    const grouped = groups === "none" ? whole : whole.replace(pattern, grouping);
    return affix.replace("#", () => (fraction === "" ? grouped : `${grouped}${decimal}${fraction}`));
  });
}

const identifiers = fc.constantFrom("00123", "+44 20 7946 0958", "4111 1111 1111 1111", "1234567890123456", "12-34-56", "05");
const dates = fc
  .tuple(
    fc.integer({ min: 1900, max: 2100 }),
    fc.integer({ min: 1, max: 13 }),
    fc.integer({ min: 1, max: 31 }),
    fc.constantFrom("ymd", "dmy", "mdy"),
  )
  .map(([year, month, day, order]) => {
    const [mm, dd] = [String(month).padStart(2, "0"), String(day).padStart(2, "0")];
    return order === "ymd" ? `${year}-${mm}-${dd}` : order === "dmy" ? `${day}/${month}/${year}` : `${mm}/${dd}/${year}`;
  });
const others = fc.oneof(fc.constantFrom("", "-", "n/a", "…", "TRUE", "no", "1E5"), words, soup, identifiers, dates);
const jsonNumbers = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ max: 99_999 }).map((n) => n / 100),
);

/** Columns that are mostly of one kind, with a stray cell now and then. */
const columns: fc.Arbitrary<Given[]> = fc
  .oneof(
    fc.constantFrom(...locales).map(numbersIn),
    fc.constantFrom<fc.Arbitrary<Given>>(dates, others, jsonNumbers, identifiers),
    fc.constant(fc.oneof(...locales.map(numbersIn))),
  )
  .chain((main) => fc.array(fc.oneof({ weight: 15, arbitrary: main }, { weight: 1, arbitrary: others }), { minLength: 1, maxLength: 20 }));

const optionSets = fc.record(
  {
    locale: fc.constantFrom<NumberLocale>(...locales, { decimal: "." }, { decimal: "," }),
    dateOrder: fc.constantFrom("dmy" as const, "mdy" as const),
    minimumShare: fc.constantFrom(0.3, 0.5, 0.9, 1),
    footnotes: fc.constantFrom("keep" as const, "strip" as const),
    expandMagnitudes: fc.boolean(),
    booleans: fc.boolean(),
  },
  { requiredKeys: [] },
);

const tableSets = fc
  .array(fc.array(columns, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
  .map((sets) => sets.map(tableOfColumns));

function tableOfColumns(sets: readonly (readonly Given[])[]): Table {
  const height = Math.max(...sets.map((set) => set.length));
  const rows = Array.from({ length: height }, (_, row) => sets.map((set) => set[row] ?? ""));
  return tableOf([sets.map((_, column) => `h${column}`), ...rows]);
}

interface Found {
  readonly cell: Cell;
  readonly typed: TypedValue;
  readonly column: Column;
}

function foundIn(tables: readonly Table[]): Found[] {
  return tables.flatMap(({ grid }) =>
    grid.rows.flatMap((row) =>
      row.cells.flatMap((cell, index) =>
        row.role === "body" && cell.typed !== undefined ? [{ cell, typed: cell.typed, column: grid.columns[index] as Column }] : [],
      ),
    ),
  );
}

const numericKinds = new Set(["number", "percent", "currency"]);
const numbersOf = (tables: readonly Table[]): Found[] => foundIn(tables).filter(({ typed }) => numericKinds.has(typed.kind));

/** The marks a number may have been read under. */
function readingsOf({ cell, column }: Found, given: NumberLocale | undefined): NumberLocale[] {
  const grouping =
    column.locale?.grouping ?? given?.grouping ?? (/\d[\s\u00a0]\d/.test(cell.text) ? " " : /\d['’]\d/.test(cell.text) ? "'" : undefined);
  const decimals: readonly NumberLocale["decimal"][] =
    typeof cell.raw === "number" ? ["."] : column.locale === undefined ? [".", ","] : [column.locale.decimal];
  return decimals.map((decimal) => ({ decimal, grouping: grouping ?? (decimal === "." ? "," : ".") }));
}

/** The number that a text says, read without any of the code under test. */
function parse(text: string, { decimal }: NumberLocale): number {
  const exponent = /[eE]([-+]?\d+)$/.exec(text);
  const size = /(M|bn)\)?$/.exec(text)?.[1];
  const core = exponent === null ? text : text.slice(0, exponent.index);
  const digits = core
    .replace(/\([a-z]\)/, "")
    .replace(decimal === "." ? /[^\d.]/g : /[^\d,]/g, "")
    .replace(",", ".");
  const number = digits.replace(/^\.+(?=\d+\.)/, "").replace(/\.$/, "");
  const power = (exponent === null ? 0 : Number(exponent[1])) + (size === "M" ? 6 : size === "bn" ? 9 : 0) - (text.includes("%") ? 2 : 0);
  const isNegative = /^[^\d]*[-−–\u2011(]/.test(text) || /\d-$/.test(text);
  const value = Number(`${number}e${power}`);
  return isNegative && value !== 0 ? -value : value;
}

test("T1: raw and text stay as they are, and so does the table that is given", () => {
  fc.assert(
    fc.property(tableSets, optionSets, (tables, options) => {
      const typed = typeCells(deepFreeze(tables), options);
      const untyped = typed.map((table) => ({
        ...table,
        grid: {
          ...table.grid,
          columns: table.grid.columns.map(({ name, path }) => ({ name, path })),
          rows: table.grid.rows.map((row) => ({ ...row, cells: row.cells.map(({ typed: _, ...cell }) => cell) })),
        },
      }));
      expect(untyped).toEqual(tables);
    }),
  );
});

/** What a cell is to say: of a JSON number the 15 digits that a spreadsheet keeps. */
function keptText({ raw, text }: Cell): string {
  return typeof raw === "number" && text === JSON.stringify(raw) ? JSON.stringify(Number(raw.toPrecision(15))) : text;
}

test("T2: the text of a number parses to its value under the locale of its column, a JSON number to 15 digits", () => {
  fc.assert(
    fc.property(tableSets, optionSets, (tables, options) => {
      for (const found of numbersOf(typeCells(tables, options))) {
        const values = readingsOf(found, options.locale).map((locale) => parse(keptText(found.cell), locale));
        expect(values, found.cell.text).toContain(found.typed.value);
      }
    }),
  );
});

test("T3: typing twice is typing once, and the order of rows decides nothing", () => {
  fc.assert(
    fc.property(columns, optionSets, fc.infiniteStream(fc.nat()), (cells, options, keys) => {
      const once = typeCells([columnOf(...cells)], options);
      expect(typeCells(once, options)).toEqual(once);
      expect(typeCells(typeCells(once, { typing: "none" }), options)).toEqual(once);
      const order = cells.map((cell, index) => ({ cell, index, key: Number(keys.next().value) })).sort((one, other) => one.key - other.key);
      const [shuffled] = typeCells([columnOf(...order.map(({ cell }) => cell))], options);
      expect(shuffled?.grid.columns).toEqual(once[0]?.grid.columns);
      for (const [row, { index }] of order.entries()) {
        expect(shuffled?.grid.rows[row + 1]?.cells[1]?.typed).toEqual(once[0]?.grid.rows[index + 1]?.cells[1]?.typed);
      }
    }),
  );
});

test("T4: a text that is two numbers under two locales stays text where nothing proves one", () => {
  fc.assert(
    fc.property(tableSets, (tables) => {
      const under = (decimal: "." | ","): Map<string, unknown> =>
        new Map(
          numbersOf(typeCells(tables, { locale: { decimal }, minimumShare: 0.01 })).map(({ cell, typed }) => [cell.text, typed.value]),
        );
      const [points, commas] = [under("."), under(",")];
      for (const { cell, typed, column } of numbersOf(typeCells(tables))) {
        if (column.locale !== undefined || typeof cell.raw === "number") continue;
        const values = [points.get(cell.text) ?? typed.value, commas.get(cell.text) ?? typed.value];
        expect(values, cell.text).toEqual([typed.value, typed.value]);
      }
    }),
  );
});

test("T4: an ambiguous number stays text, alone or among numbers without a mark", () => {
  const ambiguous = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.constantFrom(".", ","), fc.integer({ min: 100, max: 999 }), affixes);
  const texts = ambiguous
    .filter(([, , , affix]) => !/[eE]/.test(affix))
    .map(([whole, mark, rest, affix]) => affix.replace("#", `${whole}${mark}${rest}`));
  fc.assert(
    fc.property(fc.array(texts, { minLength: 1, maxLength: 4 }), fc.nat(50), optionSets, (cells, count, { locale: _, ...options }) => {
      const plain = Array.from({ length: count }, (_, index) => String(index));
      const found = numbersOf(typeCells([columnOf(...cells, ...plain)], options));
      expect(found.filter(({ cell }) => cells.includes(cell.text))).toEqual([]);
    }),
  );
});

test("T5: a number is finite, below 2^53, and of at most 15 digits", () => {
  fc.assert(
    fc.property(tableSets, optionSets, (tables, options) => {
      for (const { typed, cell } of numbersOf(typeCells(tables, options))) {
        const value = typed.value as number;
        expect(Number.isFinite(value) && Math.abs(value) < 2 ** 53, cell.text).toBe(true);
        expect(Number(value.toPrecision(15)), cell.text).toBe(value);
        expect(Object.is(value, -0), cell.text).toBe(false);
      }
    }),
  );
});

test("T6: zeros in front are never lost", () => {
  const padded = fc
    .tuple(fc.constantFrom("", "-", "$", "("), fc.stringMatching(/^0\d{1,9}(?:[.,]\d{1,3})?$/))
    .map(([sign, text]) => `${sign}${text}`);
  fc.assert(
    fc.property(
      fc.array(fc.oneof(padded, numbersIn(locales[0] as Shape)), { minLength: 1, maxLength: 12 }),
      optionSets,
      (cells, options) => {
        for (const { cell } of numbersOf(typeCells([columnOf(...cells)], options))) expect(cell.text).not.toMatch(/^\D{0,2}0\d/);
      },
    ),
  );
});

test("T7: without typing there is only empty and text", () => {
  fc.assert(
    fc.property(tableSets, optionSets, (tables, options) => {
      const typed = typeCells(tables, { ...options, typing: "none" });
      for (const { cell, typed: value } of foundIn(typed)) expect(value).toEqual({ kind: cell.text === "" ? "empty" : "text" });
      for (const { grid } of typed) for (const column of grid.columns) expect(["empty", "text"]).toContain(column.kind);
      expect(typed.flatMap(({ grid }) => grid.columns).some((column) => column.locale !== undefined)).toBe(false);
    }),
  );
});

test("T8: the value under its number format reads like the text, a JSON number to 15 digits", () => {
  fc.assert(
    fc.property(tableSets, optionSets, (tables, options) => {
      for (const found of foundIn(typeCells(tables, options))) {
        const { value, numberFormat, note = "" } = found.typed;
        if (numberFormat === undefined || value === undefined || typeof value === "boolean") continue;
        const printed = readingsOf(found, options.locale).map((locale) => folded(printUnder(numberFormat, value, locale) + note));
        expect(printed, `${found.cell.text} under ${numberFormat}`).toContain(folded(keptText(found.cell)));
      }
    }),
  );
});
