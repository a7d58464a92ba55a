import { constants } from "node:fs";
import { access, readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { PayloadError } from "../errors.ts";
import { withoutLinkQueries } from "../payload/links.ts";
import { InputError } from "./errors.ts";

/** What to call an input in a message. */
export function nameOf(path: string): string {
  return path === "-" ? "standard input" : path;
}

/** Throws an InputError for a file that cannot be read. */
export async function assertReadable(path: string): Promise<void> {
  if (path === "-") return;
  await access(path, constants.R_OK).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(path, error);
  });
}

/** The bytes of a file, or of standard input for `-`. */
export async function readBytes(path: string): Promise<Uint8Array> {
  if (path === "-") return buffer(process.stdin);
  try {
    return await readFile(path);
  } catch (error) {
    throw unreadable(path, error as NodeJS.ErrnoException);
  }
}

function unreadable(path: string, error: NodeJS.ErrnoException): InputError {
  const reasons: Record<string, string> = {
    ENOENT: /^https?:/i.test(path) ? "it is a link, download it first" : "there is no such file",
    EISDIR: "it is a folder",
    EACCES: "it may not be read",
    ERR_FS_FILE_TOO_LARGE: "it is larger than 2 GiB",
  };
  return new InputError(`Cannot read ${withoutLinkQueries(path)}: ${reasons[error.code ?? ""] ?? error.code ?? String(error)}`);
}

/** What to call several inputs in a message. */
export function namesOf(paths: readonly string[]): string {
  return paths.map(nameOf).join(", ");
}

/** The JSON in a file; of several files a list of theirs, which readers take for the parts of one result. */
export async function readInput(paths: readonly string[]): Promise<unknown> {
  const inputs: unknown[] = [];
  for (const path of paths) inputs.push(await readJson(path));
  return inputs.length === 1 ? inputs[0] : inputs;
}

/** The JSON in a file, or in standard input for `-`; a byte order mark is dropped. Of NDJSON, told by the name of the file, the list of its lines. */
export async function readJson(path: string): Promise<unknown> {
  const name = nameOf(path);
  const text = decode(await readBytes(path), name);
  return isLines(path) ? parseLines(text, name) : parseJson(text, name);
}

/** The text in a file, or in standard input for `-`. */
export async function readText(path: string): Promise<string> {
  return decode(await readBytes(path), nameOf(path));
}

/** Whether a file has one JSON value a line. */
export function isLines(path: string): boolean {
  return /\.(?:ndjson|jsonl)$/i.test(path);
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_STRING_TOO_LONG")
      throw new InputError(`Cannot read ${name}: it is larger than 512 MB`);
    throw new PayloadError("json-encoding", `Cannot read ${name}: it is not UTF-8`);
  }
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PayloadError("json-invalid", `Cannot read ${name}: it is not JSON${reason(text, error as SyntaxError)}`);
  }
}

function parseLines(text: string, name: string): unknown[] {
  return text.split("\n").flatMap((line, index) => (line.trim() === "" ? [] : [parseJson(line, `line ${index + 1} of ${name}`)]));
}

/** Where the text stops being JSON, never what stands there: that may be a secret. */
function reason(text: string, error: SyntaxError): string {
  const start = text.trimStart();
  if (start === "") return ", it is empty";
  if (start.startsWith("<")) return ", but HTML or XML: has the link it came from expired?";
  if (error.message.includes("end of JSON") || error.message.startsWith("Unterminated"))
    return `: it breaks off at character ${text.length}`;
  const position = /at position (\d+)/.exec(error.message)?.[1];
  return position === undefined ? "" : `: character ${position} is not expected there`;
}
