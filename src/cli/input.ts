import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { PayloadError } from "../errors.ts";
import { withoutLinkQueries } from "../payload/links.ts";
import { InputError } from "./errors.ts";

/** What to call an input in a message. */
export function nameOf(path: string): string {
  return path === "-" ? "standard input" : path;
}

/** The bytes of a file, or of standard input for `-`. */
export async function readBytes(path: string): Promise<Uint8Array> {
  if (path === "-") return buffer(process.stdin);
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      ENOENT: /^https?:/i.test(path) ? "it is a link, download it first" : "there is no such file",
      EISDIR: "it is a folder",
      EACCES: "it may not be read",
      ERR_FS_FILE_TOO_LARGE: "it is larger than 2 GiB",
    };
    throw new InputError(`Cannot read ${withoutLinkQueries(path)}: ${reasons[code ?? ""] ?? code ?? String(error)}`);
  }
}

/** The JSON in a file, or in standard input for `-`; a byte order mark is dropped. */
export async function readJson(path: string): Promise<unknown> {
  return parseJson(await readBytes(path), nameOf(path));
}

function parseJson(bytes: Uint8Array, name: string): unknown {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_STRING_TOO_LONG")
      throw new InputError(`Cannot read ${name}: it is larger than 512 MB`);
    throw new PayloadError("json-encoding", `Cannot read ${name}: it is not UTF-8`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PayloadError("json-invalid", `Cannot read ${name}: it is not JSON${reason(text, error as SyntaxError)}`);
  }
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
