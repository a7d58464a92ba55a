import type * as z from "zod";

type Issue = z.core.$ZodIssue;

/** zod's issue as the end of a sentence whose subject is the value: `is string, expected number`. */
export function wording(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return ofType([issue]);
    case "invalid_union":
      return ofUnion(issue);
    case "too_small":
      return ofSize("small", issue, [issue.inclusive === false ? "above" : "at least", issue.minimum]);
    case "too_big":
      return ofSize("large", issue, [issue.inclusive === false ? "below" : "at most", issue.maximum]);
    case "invalid_value":
      return `is unknown, expected ${either(issue.values.map((value) => JSON.stringify(value) ?? String(value)))}`;
    case "invalid_format":
      return issue.pattern === undefined ? `is no valid ${issue.format}` : `does not match ${issue.pattern}`;
    case "custom":
      return issue.message.startsWith("expected ") ? `is wrong, ${issue.message}` : issue.message.replace(/^Invalid input$/, "is wrong");
    default:
      return "is wrong";
  }
}

/** Issues of one value, which is of none of the types; what it is stands only in zod's words. */
function ofType(issues: readonly z.core.$ZodIssueInvalidType[]): string {
  const expected = either([...new Set(issues.map((issue) => (issue.expected === "int" ? "integer" : issue.expected)))]);
  const received = issues.map(({ message }) => /, received (\w+)$/.exec(message)?.[1]).find((name) => name !== undefined);
  return received === "undefined" ? `is missing, expected ${expected}` : `is ${received ?? "wrong"}, expected ${expected}`;
}

function ofUnion(issue: z.core.$ZodIssueInvalidUnion): string {
  const types = issue.errors.flat().filter((one) => one.code === "invalid_type");
  const [first] = types;
  return first === undefined || types.some(({ path }) => path.length > 0) ? "is wrong" : ofType(types);
}

/** How many there may be of it, or how large a number may be. */
function ofSize(
  size: "small" | "large",
  { origin, exact }: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  [relation, limit]: readonly [string, number | bigint],
): string {
  const bound = `${exact ? "exactly" : relation} ${limit}`;
  if (origin === "number" || origin === "int" || origin === "bigint") {
    const noun = origin === "number" ? "a number" : "an integer";
    return `is too ${size}, expected ${noun} ${exact || relation.startsWith("at ") ? `of ${bound}` : bound}`;
  }
  return `is too ${size === "small" ? "short" : "long"}, expected ${bound} ${origin === "string" ? "characters" : "items"}`;
}

function either(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}
