import { existsSync, rmSync } from "node:fs";
import { link, lstat, mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { UsageError } from "./errors.ts";

/** Temporary files that are not yet, or no longer, an output. */
const pending = new Set<string>();

/** Removes temporary files; for when the process is interrupted. */
export function removePending(): void {
  for (const path of pending) rmSync(path, { force: true });
}

export interface OutputFile {
  readonly path: string;
  readonly data: string | Uint8Array;
}

/**
 * Writes all files, each of them whole or not at all; nothing is written when one of them exists, unless forced.
 *
 * A file is written beside its place and linked to its name when it is complete.
 */
export async function writeFiles(files: readonly OutputFile[], force: boolean): Promise<void> {
  for (const { path } of files) {
    if (!force && existsSync(path)) throw new UsageError(`Cannot write ${path}: it exists; pass --force to replace it`);
  }
  for (const file of files) await writeFileOnce(file, force);
}

async function writeFileOnce({ path, data }: OutputFile, force: boolean): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${process.pid}.tmp`);
  try {
    await mkdir(folder, { recursive: true });
    pending.add(temporary);
    const handle = await open(temporary, "wx");
    try {
      await handle.writeFile(data);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (force) await rename(temporary, path);
    else await link(temporary, path);
  } catch (error) {
    throw new UsageError(`Cannot write ${path}: ${reasonOf(error as NodeJS.ErrnoException)}`);
  } finally {
    await rm(temporary, { force: true });
    pending.delete(temporary);
  }
}

/** Throws when a folder below the output folder is a link: outputs stay inside. */
export async function refuseLink(folder: string): Promise<void> {
  const found = await lstat(folder).catch(() => undefined);
  if (found?.isSymbolicLink()) throw new UsageError(`Cannot write to ${folder}: it is a symbolic link`);
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  const reasons: Record<string, string> = {
    EEXIST: "it exists; pass --force to replace it",
    EISDIR: "it is a folder",
    ENOTDIR: "a part of its path is a file",
    EACCES: "it may not be written",
    EROFS: "the file system is read-only",
    ENOSPC: "the disk is full",
  };
  return reasons[code ?? ""] ?? code ?? message;
}
