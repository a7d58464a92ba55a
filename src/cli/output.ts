import { randomUUID } from "node:crypto";
import { constants, rmSync } from "node:fs";
import { copyFile, link, lstat, mkdir, open, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UsageError } from "./errors.ts";
import type { SpooledFile } from "./spool.ts";

/** Temporary files that are not yet, or no longer, an output. */
const pending = new Set<string>();

/** Removes temporary files; for when the process is interrupted. */
export function removePending(): void {
  for (const path of pending) rmSync(path, { force: true });
  pending.clear();
}

/** Counts a temporary file among those that are removed in the end. */
export function keepPending(path: string): void {
  pending.add(path);
}

export interface OutputFile {
  readonly path: string;
  readonly data: string | Uint8Array | SpooledFile;
}

/**
 * Writes all files, each of them whole or not at all; nothing is written when one of them exists, unless forced.
 *
 * All are written beside their places first; only when every one is complete do they get their names.
 */
export async function writeFiles(files: readonly OutputFile[], force: boolean): Promise<void> {
  for (const { path } of files) await refuseTaken(path, force);
  const drafts = files.map(({ path, data }) =>
    isSpooled(data) ? { path, ...data } : { path, data, temporary: join(dirname(path), `.postparse-${randomUUID()}.tmp`) },
  );
  try {
    for (const { path, data, temporary } of drafts) if (data !== undefined) await named(path, () => writeTemporary(temporary, data));
    for (const { path, temporary } of drafts) await named(path, () => (force ? rename(temporary, path) : publish(temporary, path)));
  } finally {
    removePending();
  }
}

function isSpooled(data: OutputFile["data"]): data is SpooledFile {
  return typeof data !== "string" && !(data instanceof Uint8Array);
}

/** Throws at once where one of these files exists that a long command would only refuse to replace in the end. */
export async function refuseExisting(paths: readonly (string | undefined)[], force: boolean): Promise<void> {
  for (const path of paths) if (path !== undefined && path !== "-") await refuseTaken(path, force);
}

/** Throws when a folder below the output folder is a link: outputs stay inside. */
export async function refuseLink(folder: string): Promise<void> {
  const found = await lstat(folder).catch(() => undefined);
  if (found?.isSymbolicLink()) throw new UsageError(`Cannot write to ${folder}: it is a symbolic link`);
}

async function refuseTaken(path: string, force: boolean): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (path.endsWith("/")) throw new UsageError(`Cannot write ${path}: it is a folder`);
  if (found === undefined) return;
  if (found.isDirectory()) throw new UsageError(`Cannot write ${path}: it is a folder`);
  // Renaming over a device or a pipe would put a file in its place.
  if (!found.isFile() && !found.isSymbolicLink()) throw new UsageError(`Cannot write ${path}: it is no regular file`);
  if (!force) throw new UsageError(`Cannot write ${path}: ${reasons.EEXIST}`);
}

async function writeTemporary(path: string, data: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "EEXIST" ? Object.assign(error, { code: "ENOTDIR" }) : error;
  });
  pending.add(path);
  const handle = await open(path, "wx");
  try {
    await handle.writeFile(data);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives a file its name, which nothing may have: a rename would replace it silently. */
async function publish(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    // Some file systems know no hard links.
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    await copyFile(temporary, path, constants.COPYFILE_EXCL);
  }
}

const reasons: Record<string, string> = {
  EEXIST: "it exists; pass --force to replace it",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is a file",
  EACCES: "it may not be written",
  EPERM: "it may not be written",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  ENAMETOOLONG: "its name is too long",
};

/** Does something to an output file; what goes wrong is told with its name. */
export async function named<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw new UsageError(`Cannot write ${path}: ${reasons[code] ?? message}`);
  }
}
