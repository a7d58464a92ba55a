import fc from "fast-check";
import { expect, test } from "vitest";
import { joinPointer, resolvePointer } from "../../src/payload/pointer.ts";

// The examples of RFC 6901 §5.
const rfc = JSON.parse('{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\\\j":5,"k\\"l":6," ":7,"m~n":8,"__proto__":9}');

test.each([
  ["", rfc],
  ["/foo", ["bar", "baz"]],
  ["/foo/0", "bar"],
  ["/", 0],
  ["/a~1b", 1],
  ["/c%d", 2],
  ["/e^f", 3],
  ["/g|h", 4],
  ["/i\\j", 5],
  ['/k"l', 6],
  ["/ ", 7],
  ["/m~0n", 8],
  ["/__proto__", 9],
])("resolvePointer() follows %j", (pointer, expected) => {
  expect(resolvePointer(rfc, pointer)).toEqual(expected);
});

test.each(["foo", "/none", "/foo/2", "/foo/-", "/foo/01", "/foo/length", "/foo/0/0", "/constructor", "/foo/__proto__"])(
  "resolvePointer() gives undefined for %j",
  (pointer) => {
    expect(resolvePointer(rfc, pointer)).toBeUndefined();
  },
);

test("pointer: resolvePointer finds what joinPointer names, for any keys", () => {
  const keys = fc.array(fc.oneof(fc.constantFrom("__proto__", "a/b", "~1", "~01", "", "constructor", "0"), fc.string()), { maxLength: 5 });
  fc.assert(
    fc.property(keys, (path) => {
      const found = Symbol("found");
      let root: unknown = found;
      for (const key of path.toReversed()) root = Object.fromEntries([[key, root]]);
      expect(resolvePointer(root, joinPointer("", ...path))).toBe(found);
    }),
  );
});
