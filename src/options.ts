/** The values that each option may have; undefined for one that is checked elsewhere. */
export type OptionChoices = Readonly<Record<string, readonly unknown[] | undefined>>;

/** The values of an option that is a switch. */
export const flag: readonly unknown[] = [true, false];

/**
 * Throws unless every option is known and has one of its values: a misspelt one would otherwise pass in silence.
 *
 * @throws {RangeError} naming the option, what was given and what is allowed
 */
export function assertOptions(options: object, choices: OptionChoices): void {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(choices, name)) {
      throw new RangeError(`${shownOption(name)} is no option here, expected one of ${Object.keys(choices).sort().join(", ")}`);
    }
    const allowed = choices[name];
    if (value === undefined || allowed === undefined || allowed.includes(value)) continue;
    throw new RangeError(`${name} is ${shownOption(value)}, expected ${allowed.map(shownOption).join(", ")}`);
  }
}

/** A value as an error message shows it. */
export function shownOption(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
