import { createReadStream } from "node:fs";
import { styleText } from "node:util";
import type { SpooledFile } from "./spool.ts";

// Joiners stay: Persian words and composed emoji are unreadable without them.
const hidden = /\r(?!\n)|[^\P{C}\t\r\n\u200c\u200d]|[\u2028\u2029]/gu;

/** The text with control and bidirectional characters written out, so that a payload cannot steer the terminal; line ends and tabs stay. */
export function printable(text: string): string {
  return text.replace(hidden, writtenOut);
}

/** The text on one line: its line ends are written out, too. */
export function printableLine(text: string): string {
  return printable(text).replace(/[\r\n]/g, writtenOut);
}

/** The value as JSON on one line; control and bidirectional characters are escaped as JSON does it, so it still reads back the same. */
export function toJsonLine(value: unknown): string {
  return `${JSON.stringify(value).replace(hidden, (character) => character.split("").map(writtenOut).join(""))}\n`;
}

function writtenOut(character: string): string {
  const code = (character.codePointAt(0) as number).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
}

/** A line on standard error. */
export function say(line: string): void {
  process.stderr.write(`${printableLine(line)}\n`);
}

/** Colored where standard error is a terminal that wants it. */
export function colored(style: "red" | "bold", text: string): string {
  return styleText(style, text, { stream: process.stderr });
}

/** Writes data to standard output and waits until it is taken; text for a terminal is made printable, and a reader that has left is no error. */
export async function writeStdout(data: string | Uint8Array | SpooledFile): Promise<void> {
  if (typeof data !== "string" && !(data instanceof Uint8Array)) {
    for await (const text of createReadStream(data.temporary, "utf8")) await writeStdout(text as string);
    return;
  }
  const shown = typeof data === "string" && process.stdout.isTTY ? printable(data) : data;
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(shown, (error) => {
      if (error === null || error === undefined || (error as NodeJS.ErrnoException).code === "EPIPE") resolve();
      else reject(error);
    });
  });
}
