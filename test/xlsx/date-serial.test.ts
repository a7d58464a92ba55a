import fc from "fast-check";
import { expect, test } from "vitest";
import { dateSerial } from "../../src/xlsx/date-serial.ts";

const day = 86_400_000;

test("W4: dateSerial() counts the days that a spreadsheet counts, for every date from 1900-03-01 to 9999-12-31", () => {
  fc.assert(
    fc.property(fc.integer({ min: 61, max: 2_958_465 }), (serial) => {
      const date = new Date(Date.UTC(1899, 11, 30) + serial * day).toISOString().slice(0, 10);
      expect(dateSerial(date)).toBe(serial);
    }),
  );
  expect(["1900-03-01", "2000-02-29", "2024-12-31", "9999-12-31"].map(dateSerial)).toEqual([61, 36_585, 45_657, 2_958_465]);
});

test("W4: dateSerial() gives nothing for a day that never was, or that has two numbers", () => {
  for (const date of ["1900-02-28", "1899-12-31", "0001-01-01", "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31"])
    expect(dateSerial(date), date).toBeUndefined();
  for (const date of ["", "2024-1-1", "10000-01-01", "2024-05-06T00:00:00Z"]) expect(dateSerial(date), date).toBeUndefined();
});
