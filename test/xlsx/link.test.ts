import fc from "fast-check";
import { expect, test } from "vitest";
import { isSafeUrl, pageLinks } from "../../src/xlsx/link.ts";
import { texts } from "./read-back.ts";

const link = (source: string, keepUrls = false): string | undefined => pageLinks(source, keepUrls)(3);

test.each([
  ["https://host.example/a b.pdf", "https://host.example/a%20b.pdf#page=3"],
  ["HTTP://host.example/a.pdf#page=9", "http://host.example/a.pdf#page=3"],
  ["https://host.example/a!1.pdf", "https://host.example/a%211.pdf#page=3"],
  ["report.pdf", "report.pdf#page=3"],
  ["a.pdf#page=9", "a.pdf#page=3"],
  ["../in/report #2 100%.pdf", "../in/report%20%232%20100%25.pdf#page=3"],
  ["wow!A1", "wow%21A1#page=3"],
  ["bericht für 2024.pdf", "bericht%20f%C3%BCr%202024.pdf#page=3"],
])("W11: pageLinks() leads from %s to its page", (source, expected) => {
  expect(link(source)).toBe(expected);
});

test("W11: pageLinks() gives no query of a presigned address unless asked", () => {
  const presigned = "https://user:pass@host.example/a.pdf?X-Amz-Signature=CANARY";
  expect(link(presigned)).toBe("https://host.example/a.pdf#page=3");
  expect(link(presigned, true)).toContain("CANARY");
  expect(link("a.pdf?token=CANARY")).toBe("a.pdf#page=3");
});

test.each([
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "file:///etc/passwd",
  "data:text/html,x",
  "vbscript:x",
  "C:\\a.pdf",
  "\\\\host\\a",
  "//host/a",
  "/etc/passwd",
  "",
  "https://",
  `${"a".repeat(2_100)}.pdf`,
])("W11: pageLinks() makes no link of %s", (source) => {
  expect(link(source)).toBeUndefined();
  expect(isSafeUrl(source)).toBe(false);
});

test("W11: whatever the source, a link is a safe one or none", () => {
  fc.assert(
    fc.property(fc.oneof(texts, fc.webUrl({ withQueryParameters: true }), fc.webPath()), fc.boolean(), (source, keepUrls) => {
      const made = link(source, keepUrls);
      expect(made === undefined || isSafeUrl(made)).toBe(true);
    }),
  );
});
