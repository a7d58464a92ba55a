import * as crypto from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { digestOf } from "../../src/chunk/digest.ts";

test("a runtime without hashing of its own gives the same digests", () => {
  const [own, portable] = [digestOf(crypto), digestOf({})];
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom("sha1" as const, "sha256" as const), (bytes, algorithm) => {
      expect(portable(algorithm, bytes)).toBe(own(algorithm, bytes));
    }),
  );
});
