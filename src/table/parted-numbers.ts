/** Stands in a text where a tag was that parts numbers, and only until `withPartedNumbers` has read it. */
export const mayPart = "\v";

/**
 * The text without its marks: between numbers a mark is a line feed, elsewhere nothing.
 *
 * A space would not do, for it groups digits in many languages: 12 and 345 are not 12 345.
 */
export function withPartedNumbers(text: string): string {
  if (!text.includes(mayPart)) return text;
  return text.replace(/[ \v]+/g, (run, start: number) => {
    if (!run.includes(mayPart)) return run;
    const [before, after] = [text.slice(Math.max(start - 2, 0), start), text.slice(start + run.length, start + run.length + 2)];
    if (/\d[.,]?$/.test(before) && /^[.,]?\d/.test(after)) return "\n";
    return run.includes(" ") ? " " : "";
  });
}
