import fc from "fast-check";
import { expect, test } from "vitest";
import { excerpt } from "../../src/payload/excerpt.ts";
import { linkCuts, withoutLinkQueries } from "../../src/payload/links.ts";
import { prose, soup } from "../arbitraries.ts";

test.each([
  ["https://h.example/a?sig=1", "https://h.example/a"],
  ["HTTPS://h.example/a?sig=1", "HTTPS://h.example/a"],
  ["http://h.example#top", "http://h.example"],
  ["s3://bucket/key?versionId=1", "s3://bucket/key"],
  ["gs://bucket/key?sig=1", "gs://bucket/key"],
  ["abfss://box@account.example/a?sig=1", "abfss://account.example/a"],
  ["ftp://user:word@h.example/a", "ftp://h.example/a"],
  ["wss://h.example/a?token=1", "wss://h.example/a"],
  ["git+ssh://me@h.example/a#1", "git+ssh://h.example/a"],
  ["file:///a/b?c=1", "file:///a/b"],
  ["blob:https://h.example/a?sig=1", "blob:https://h.example/a"],
  ["x-app://open?token=1", "x-app://open"],
  ["[a](/b?sig=1)", "[a](/b)"],
  ["[a](b.pdf?sig=1)", "[a](b.pdf)"],
  ["[a](//me:word@h.example/b?c=1)", "[a](//h.example/b)"],
  ["[a](?page=2)", "[a](?)"],
  ["[a](mailto:me@h.example?body=1)", "[a](mailto:me@h.example)"],
])("withoutLinkQueries(%j) is %j", (text, expected) => {
  expect(withoutLinkQueries(text)).toBe(expected);
});

test.each([
  ["a link to a heading of its own document", "[a](#scope) [b](<#scope>)"],
  ["a regular expression", "[^/](?:abc)"],
  ["an empty query", "Have you seen https://h.example/a? (https://h.example/b)?"],
  ["no link", "What? me@h.example #1 a://"],
])("withoutLinkQueries() keeps %s", (_, text) => {
  expect(withoutLinkQueries(text)).toBe(text);
});

test.each([
  ["punctuation behind it", "See https://h/a?b=1, then **https://h/a?b=1**.", "See https://h/a, then **https://h/a**."],
  ["brackets round it", "(https://h/a?b=1) [https://h/a?b=1] <https://h/a?b=1>", "(https://h/a) [https://h/a] <https://h/a>"],
  ["quotes round it", `"https://h/a?b=1" 'https://h/a?b=1' \`https://h/a?b=1\``, `"https://h/a" 'https://h/a' \`https://h/a\``],
  ["a dictionary round it", "{'u':'https://h/it's?b=1','v':'what?'}", "{'u':'https://h/it's','v':'what?'}"],
  ["the next cell", "|https://h/a?b=1|#5|", "|https://h/a|#5|"],
  ["a script without spaces behind it", "詳細はhttps://h/a?b=1をご覧ください。次は?", "詳細はhttps://h/aをご覧ください。次は?"],
  ["an image in a link", "[![i](https://h/i?s=1)](https://h/y?s=2)", "[![i](https://h/i)](https://h/y)"],
  ["a title", '[a](https://h/a?b=1 "What? Why?")', '[a](https://h/a "What? Why?")'],
  ["a parenthesis opened before the query", "[a](https://h/(a?b=1))?c", "[a](https://h/(a))?c"],
])("withoutLinkQueries() keeps %s", (_, text, expected) => {
  expect(withoutLinkQueries(text)).toBe(expected);
});

test.each([
  ["parentheses of a file name", "https://h/report%20(1).pdf?sig=1", "https://h/report%20(1).pdf"],
  ["an unbalanced parenthesis", "https://h/a)b?sig=1", "https://h/a)b"],
  ["the brackets of an IPv6 host", "https://[::1]/a?sig=1", "https://[::1]/a"],
  ["an escaped parenthesis", "[a](https://h/a\\)?sig=1) b", "[a](https://h/a\\)) b"],
  ["an escaped question mark", "[a](https://h/a\\?sig=1)", "[a](https://h/a)"],
  ["an escaped colon", "https\\://h/a?sig=1", "https\\://h/a"],
  ["an escaped pipe", "| https://h/a\\|b?sig=1 |", "| https://h/a\\|b |"],
  ["spaces in angle brackets", "[a](<https://h/a b?sig=1>) c", "[a](<https://h/a b>) c"],
  ["a link in a link", "https://proxy/https://me:word@h/a?sig=1", "https://proxy/https://h/a"],
  ["an at sign in a password", "https://me:w@rd@h/a", "https://h/a"],
  ["words in another script before the signature", "https://h/a?name=日本&sig=1", "https://h/a"],
])("withoutLinkQueries() is not led astray by %s", (_, text, expected) => {
  expect(withoutLinkQueries(text)).toBe(expected);
});

const pathUnits = [..."abcXYZ019-._~!$&)*+,;=:@%[日é", "/"];
const queryUnits = [..."abcXYZ019-._~!$&()*+,;=:@%/?é"];
const links = fc
  .record({
    scheme: fc.constantFrom("https", "http", "HTTPS", "s3", "gs", "ftp", "wss", "git+ssh", "blob:https"),
    user: fc.constantFrom("", "me:CANARY@", "CANARY@"),
    path: fc.string({ unit: fc.constantFrom(...pathUnits), maxLength: 20 }),
    mark: fc.constantFrom("?", "#"),
    before: fc.string({ unit: fc.constantFrom(...queryUnits), maxLength: 10 }),
  })
  .map(({ scheme, user, path, mark, before }) => `${scheme}://${user}h.example/${path}${mark}${before}&sig=CANARY`);
const settings = fc.constantFrom(
  ...["{}", "see {} now", "<{}>", "({})", "[{}]", '"{}"', "'{}'", "`{}`", "**{}**", "| {} |", "|{}|", "[a](<{}>)", '![a](<{}> "t")'],
  ...["[a]({})", "[r]: {}", '<a href="{}">b</a>', '{"u":"{}","v":2}', "詳細は{}をご覧"],
);
const texts = fc
  .array(fc.tuple(settings, links), { minLength: 1, maxLength: 3 })
  .map((list) => list.map(([setting, link]) => setting.replace("{}", () => inPlace(setting, link))).join(" "));

/** A destination without angle brackets has its parentheses escaped. */
function inPlace(setting: string, link: string): string {
  return setting === "[a]({})" ? link.replaceAll(/[()]/g, "\\$&") : link;
}

test("links: no canary in a query, a fragment or a password survives, wherever the link stands", () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(withoutLinkQueries(text)).not.toContain("CANARY");
    }),
  );
});

const unit = fc.constantFrom(..."()[]?#@/'\" \n<>|`\\ab=&.,日*_:%-", "://", "](", "https");
const noise = fc.oneof(fc.string({ unit, maxLength: 25 }), soup);

test("links: leaving the queries out twice is leaving them out once", () => {
  fc.assert(
    fc.property(fc.oneof(noise, texts), (text) => {
      const once = withoutLinkQueries(text);
      expect(withoutLinkQueries(once)).toBe(once);
    }),
    { numRuns: 2000 },
  );
});

test("links: what is left out is in order, disjoint and not empty", () => {
  fc.assert(
    fc.property(noise, (text) => {
      let last = 0;
      for (const [start, end] of linkCuts(text)) {
        expect(start >= last && end > start && end <= text.length).toBe(true);
        last = end;
      }
    }),
  );
});

test("links: a text without links is returned as it is", () => {
  fc.assert(
    fc.property(prose, soup, (words, marks) => {
      const text = `${words} ${marks}`.replaceAll("://", ":/").replaceAll("](", "] (");
      expect(withoutLinkQueries(text)).toBe(text);
    }),
  );
});

// A quadratic scan of a megabyte would outlast the time a test has.
test.each(["](", "](a) ", "://", "a://b ", "[](a://b@c?d) ", "](<", "a://b/(?(", "a://'", "\\", "](?a", "://@", "a://b?)", "a://b?日"])(
  "withoutLinkQueries() gets through a megabyte of %j",
  (flood) => {
    const text = flood.repeat(2 ** 20 / flood.length);
    expect(withoutLinkQueries(text).length).toBeLessThanOrEqual(text.length);
  },
);

test("excerpt() is at most 80 characters, without queries, and cuts no pair", () => {
  expect(excerpt("FAILED")).toBe("FAILED");
  expect(excerpt(`https://me:${"w".repeat(90)}@h.example/a?sig=1`)).toBe("https://h.example/a");
  expect(excerpt(`${"x".repeat(79)}😀`)).toBe(`${"x".repeat(79)}\ufffd`);
});

test.each([
  ["see //cdn.example/y?token=S.", "see //cdn.example/y."],
  ["(//u:p@cdn.example/y?s=1)", "(//cdn.example/y)"],
  ["at www.example/q?sig=S now", "at www.example/q now"],
  ["x(); //TODO#12", "x(); //TODO#12"],
  ["q = a//b?c:d and 7//2#note", "q = a//b?c:d and 7//2#note"],
  ["//server/share?x#2", "//server/share?x#2"],
])("withoutLinkQueries(%j), a link without a scheme or none, is %j", (text, wanted) => {
  expect(withoutLinkQueries(text)).toBe(wanted);
});
