import { UsageError } from "./errors.ts";

/** The XLSX stage, loaded when it is needed. */
export async function loadXlsx(): Promise<typeof import("../xlsx/to-xlsx.ts")> {
  return installed("exceljs", () => import("../xlsx/to-xlsx.ts"));
}

/** The PDF stage, loaded when it is needed. */
export async function loadPdf(): Promise<typeof import("../pdf/annotate.ts")> {
  return installed("@cantoo/pdf-lib", () => import("../pdf/annotate.ts"));
}

/** The exact tokenizers, loaded when one is needed. */
export async function loadO200k(): Promise<typeof import("../tokenizers/o200k.ts")> {
  return installed("gpt-tokenizer", () => import("../tokenizers/o200k.ts"));
}

export async function loadCl100k(): Promise<typeof import("../tokenizers/cl100k.ts")> {
  return installed("gpt-tokenizer", () => import("../tokenizers/cl100k.ts"));
}

async function installed<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new UsageError(`This needs ${name}, which is not installed: run \`npm install ${name}\``);
  }
}
