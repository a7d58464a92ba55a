import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, vi } from "vitest";
import { run } from "../../src/cli/run.ts";

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly bytes: Uint8Array;
}

/** The path of a fixture. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));
}

export const report: string = fixture("annual-report.parse.json");
export const job: string = fixture("annual-report.extract.json");
export const pdf: string = fixture("annual-report.pdf");

/** What the command does in this process, which costs no start; `-` reads the given standard input, standard output fails when told to. */
export async function cli(args: readonly string[], stdin: string | Uint8Array = "", failure?: Error): Promise<Outcome> {
  const out: Uint8Array[] = [];
  const err: Uint8Array[] = [];
  vi.stubEnv("FORCE_COLOR", undefined);
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation(taker(out, failure)),
    vi.spyOn(process.stderr, "write").mockImplementation(taker(err)),
    vi.spyOn(process, "stdin", "get").mockReturnValue(Readable.from([Buffer.from(stdin)]) as never),
  ];
  try {
    const code = await run(args);
    const bytes = Buffer.concat(out);
    return { code, bytes, stdout: bytes.toString(), stderr: Buffer.concat(err).toString() };
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
  }
}

function taker(taken: Uint8Array[], failure?: Error): typeof process.stdout.write {
  return ((data: string | Uint8Array, ...rest: unknown[]) => {
    taken.push(Buffer.from(data as string));
    for (const callback of rest) if (typeof callback === "function") callback(failure);
    return true;
  }) as typeof process.stdout.write;
}

const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const tsx = import.meta.resolve("tsx");

/** The command as a process of its own; the caller ends standard input. */
export function start(args: readonly string[], nodeArgs: readonly string[] = [], stdout: "pipe" | number = "pipe"): ChildProcess {
  const { FORCE_COLOR: _, ...env } = process.env;
  return spawn(process.execPath, ["--import", tsx, ...nodeArgs, main, ...args], { env, stdio: ["pipe", stdout, "pipe"] });
}

/** What a started command does until it ends; a stream that the caller has destroyed gives nothing. */
export async function ended(child: ChildProcess): Promise<Outcome> {
  const read = async (stream: Readable | null): Promise<Buffer> =>
    stream === null ? Buffer.of() : buffer(stream).catch(() => Buffer.of());
  const code = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [bytes, errors] = await Promise.all([read(child.stdout), read(child.stderr)]);
  return { code: await code, bytes, stdout: bytes.toString(), stderr: errors.toString() };
}

/** A folder that is removed after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "postparse-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a payload, or the text or bytes of a file, and gives its path. */
export function written(folder: string, name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content));
  return path;
}

/** The files below a folder, sorted; hidden ones too. */
export function filesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory() !== true).sort();
}

/** The only line of a text; throws for none and for several. */
export function onlyLine(text: string): string {
  const [line = "", ...rest] = text.split("\n");
  if (rest.join("") !== "" || rest.length !== 1) throw new Error(`Not one line: ${JSON.stringify(text)}`);
  return line;
}
