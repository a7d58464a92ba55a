import { expect, test } from "vitest";
import * as z from "zod";
import { WarningLog } from "../../src/errors.ts";
import { readRecord, toIssues } from "../../src/payload/record.ts";

const page = z.union([z.int().min(1), z.string().regex(/^[1-9]$/)]);
const either = z.union([z.string(), z.boolean()]);
test.each<[string, z.ZodType, unknown, string]>([
  ["a string", z.number(), "a", "is string, expected number"],
  ["nothing", z.number(), undefined, "is missing, expected number"],
  ["null", z.string(), null, "is null, expected string"],
  ["a list", z.object({}), [], "is array, expected object"],
  ["1e999", z.number(), Number("1e999"), "is Infinity, expected number"],
  ["1e999 where a side is expected", z.number().positive(), Number("1e999"), "is Infinity, expected number"],
  ["1e999 where a page is expected", z.int().min(1), Number("1e999"), "is Infinity, expected number"],
  ["NaN", z.int(), Number.NaN, "is NaN, expected number"],
  ["a fraction", z.int(), 1.5, "is number, expected integer"],
  ["page 0", z.int().min(1), 0, "is too small, expected a number of at least 1"],
  ["a side of 0", z.number().positive(), 0, "is too small, expected a number above 0"],
  ["a large number", z.number().max(5), 6, "is too large, expected a number of at most 5"],
  ["a number at a limit", z.number().lt(5), 5, "is too large, expected a number below 5"],
  ["an unsafe integer", z.int(), 1e300, "is too large, expected an integer of at most 9007199254740991"],
  ["no text", z.string().min(1), "", "is too short, expected at least 1 characters"],
  ["a short pair", z.tuple([z.int(), z.int()]), [1], "is too short, expected at least 2 items"],
  ["a long list", z.array(z.int()).length(1), [1, 2], "is too long, expected exactly 1 items"],
  ["another word", z.enum(["md", "value", "text"]), "x", 'is unknown, expected "md", "value" or "text"'],
  ["another literal", z.literal("md"), 5, 'is unknown, expected "md"'],
  ["another form", z.string().regex(/^[1-9]$/), "x", "does not match /^[1-9]$/"],
  ["a value of no type of a union", either, 5, "is number, expected string or boolean"],
  ["nothing for a union", either, undefined, "is missing, expected string or boolean"],
  ["a value of no type of a page", page, true, "is boolean, expected number or string"],
  ["a page that is 0", page, 0, "is too small, expected a number of at least 1"],
  ["a page that is text", page, "iv", "does not match /^[1-9]$/"],
  ["what a check of our own refuses", z.string().refine(() => false, "expected a tier"), "x", "is wrong, expected a tier"],
  ["what a check without words refuses", z.custom(() => false), "x", "is wrong"],
  ["an unknown key", z.strictObject({}), { a: 1 }, "is wrong"],
])("%s is told in words whose subject is the value", (_, schema, value, message) => {
  const verdict = schema.safeParse(value);
  expect(verdict.success ? [] : toIssues(verdict.error, "/a")).toEqual([{ pointer: "/a", message }]);
});

test("a warning of a record is a sentence", () => {
  const log = new WarningLog();
  readRecord(z.object({ w: z.number().positive().nullish() }), { w: 0 }, "", log, "field-invalid");
  expect(log.list()).toEqual([
    { code: "field-invalid", message: "The field w is too small, expected a number above 0: the field is left out", pointer: "/w" },
  ]);
});
