/** The text without the backslashes of escapes, and with the entity that stands in addresses as its character. */
export function plain(text: string): string {
  return /[\\&]/.test(text) ? text.replace(/\\([!-/:-@[-`{-~])|&amp;/g, (_, escaped?: string) => escaped ?? "&") : text;
}
