import { styleText } from "node:util";

/** The text with control and bidirectional characters written out, so that a payload cannot steer the terminal; line feeds and tabs stay. */
export function printable(text: string): string {
  return text.replace(
    /[^\P{C}\n\t]|[\u2028\u2029]/gu,
    (character) => `\\u${(character.codePointAt(0) as number).toString(16).padStart(4, "0")}`,
  );
}

/** A line on standard error. */
export function say(line: string): void {
  process.stderr.write(`${printable(line)}\n`);
}

/** Colored where standard error is a terminal that wants it. */
export function colored(style: "red" | "bold", text: string): string {
  return styleText(style, text, { stream: process.stderr });
}

/** Writes data to standard output and waits until it is taken; a reader that has left is no error. */
export async function writeStdout(data: string | Uint8Array): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(data, (error) => {
      if (error === null || error === undefined || (error as NodeJS.ErrnoException).code === "EPIPE") resolve();
      else reject(error);
    });
  });
}
