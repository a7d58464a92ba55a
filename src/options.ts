/** What an option may be: one of these values, or whatever a test holds for; undefined where anything goes, or is checked elsewhere. */
export type OptionRule = readonly unknown[] | OptionTest | undefined;

export interface OptionTest {
  readonly holds: (value: unknown) => boolean;
  /** In words, as an error message says it. */
  readonly expected: string;
}

/** The rule of every option that a function has, by name. */
export type OptionRules<Options = Record<string, unknown>> = Readonly<Record<keyof Options, OptionRule>>;

/** The values of an option that is a switch. */
export const flag: readonly unknown[] = [true, false];

/**
 * Throws unless every option is known and holds to its rule: a misspelt one would otherwise pass in silence. An undefined one is not given.
 *
 * @throws {RangeError} naming the option, what was given and what is allowed
 */
export function assertOptions(options: object, rules: OptionRules): void {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(rules, name)) {
      throw new RangeError(`${shownOption(name)} is no option here, expected one of ${Object.keys(rules).sort().join(", ")}`);
    }
    const rule = rules[name];
    if (value === undefined || rule === undefined) continue;
    const holds = "holds" in rule ? rule.holds(value) : rule.includes(value);
    if (!holds) throw new RangeError(`${name} is ${shownOption(value)}, expected ${expectedOf(rule)}`);
  }
}

function expectedOf(rule: readonly unknown[] | OptionTest): string {
  return "holds" in rule ? rule.expected : rule.map(shownOption).join(", ");
}

/** A value as an error message shows it. */
export function shownOption(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
