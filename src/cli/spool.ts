import { randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { keepPending, named } from "./output.ts";

/** Text that is gathered piece by piece. */
export type SpooledText = string | SpooledFile;

/** A text that is too large for memory, in a temporary file beside the place where it will stand. */
export interface SpooledFile {
  readonly temporary: string;
}

/** How much text all spools of a run keep in memory, in UTF-16 units; what comes beyond goes into files. */
const memory = 32 * 2 ** 20;

/** Gathers texts in memory, all spools of a run together up to a limit, and past it in temporary files: outputs may be larger than any string. */
export class Spools {
  #kept = 0;

  /** A new text, which will stand in this file or, without one or for `-`, on standard output. */
  open(path: string | undefined): Spool {
    return new Spool(path === "-" ? undefined : path, (length) => {
      if (this.#kept + length > memory) return false;
      this.#kept += length;
      return true;
    });
  }
}

export class Spool {
  readonly #path: string | undefined;
  readonly #admit: (length: number) => boolean;
  #texts: string[] = [];
  #file: { readonly handle: FileHandle; readonly temporary: string } | undefined;

  constructor(path: string | undefined, admit: (length: number) => boolean) {
    this.#path = path;
    this.#admit = admit;
  }

  async write(text: string): Promise<void> {
    if (this.#file === undefined && this.#admit(text.length)) {
      this.#texts.push(text);
      return;
    }
    this.#file ??= await this.#spill();
    await this.#file.handle.write(text);
  }

  /** All that was written. */
  async end(): Promise<SpooledText> {
    if (this.#file === undefined) return this.#texts.join("");
    await this.#file.handle.sync();
    await this.#file.handle.close();
    return { temporary: this.#file.temporary };
  }

  async #spill(): Promise<{ handle: FileHandle; temporary: string }> {
    const folder = this.#path === undefined ? tmpdir() : dirname(this.#path);
    const temporary = join(folder, `.postparse-${randomUUID()}.tmp`);
    return named(this.#path ?? temporary, async () => {
      await mkdir(folder, { recursive: true });
      keepPending(temporary);
      const handle = await open(temporary, "wx");
      for (const text of this.#texts) await handle.write(text);
      this.#texts = [];
      return { handle, temporary };
    });
  }
}
