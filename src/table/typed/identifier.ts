import { foldSpaces } from "./affix.ts";

const longest = 40;

/** Whether a text that is neither number nor date names something by its digits: a phone or card number, a code with zeros in front. */
export function isIdentifier(given: string): boolean {
  const text = foldSpaces(given);
  if (text.length > longest) return /^[\d -]+$/.test(text);
  return forms.some((form) => form.test(text));
}

const forms: readonly RegExp[] = [
  // 00123, 007-A, 0123 456
  /^[-+(]?0\d[\dA-Za-z_]*\)?$/,
  /^0\d[\dA-Za-z]*-(?!\d{1,2}-\d{4}$)(?![A-Z][a-z]+-\d)[\dA-Za-z_-]*$/,
  /^0\d[\d ()-]* [\d ()-]*$/,
  // +44 20 7946 0958, (555) 123-4567
  /^\+\d+(?:[ ().-]+\d+)+$/,
  /^\(\d{2,5}\) ?\d{3,}[- ]\d+$/,
  // 4111 1111 1111 1111, 20 7946 0958
  /^\d{4}(?: \d{4})+(?: \d{1,3})?$/,
  /^\d+(?: \d+){2,}$/,
  // 12-34-56, 978-3-16-148410-0, but no date, not even an impossible one
  /^(?!\d{4}-\d{1,2}-\d{1,2}$)(?!\d{1,2}-\d{1,2}-\d{4}$)\d+(?:-\d+){2,}$/,
];
