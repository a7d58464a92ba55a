import { lstatSync, mkdirSync, promises, readFileSync, symlinkSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { refuseLink, writeFiles } from "../../src/cli/output.ts";
import { filesIn, temporaryFolder, written } from "./run.ts";

const { link } = promises;

/** Until the next test, no file gets a hard link: the system gives this error. */
function refuseLinks(code: string): void {
  promises.link = async () => {
    throw Object.assign(new Error("refused"), { code });
  };
  syncBuiltinESMExports();
}

const root = temporaryFolder();
let folder = "";
let count = 0;
beforeEach(() => {
  folder = join(root, String(count++));
  mkdirSync(folder);
});

afterEach(() => {
  promises.link = link;
  syncBuiltinESMExports();
});

const two = () => [
  { path: join(folder, "new/a.md"), data: "a" },
  { path: join(folder, "b.md"), data: new Uint8Array([98]) },
];

test("writeFiles() writes texts and bytes, makes folders and leaves nothing else", async () => {
  await writeFiles(two(), false);
  expect(filesIn(folder)).toEqual(["b.md", "new/a.md"]);
  expect(readFileSync(join(folder, "new/a.md"), "utf8") + readFileSync(join(folder, "b.md"), "utf8")).toBe("ab");
});

test("writeFiles() writes none of the files when one of them exists", async () => {
  written(folder, "b.md", "mine");
  await expect(writeFiles(two(), false)).rejects.toThrow("b.md: it exists; pass --force to replace it");
  expect(filesIn(folder)).toEqual(["b.md"]);
  expect(readFileSync(join(folder, "b.md"), "utf8")).toBe("mine");
});

test("writeFiles() replaces what exists when forced", async () => {
  written(folder, "b.md", "mine");
  await writeFiles(two(), true);
  expect(readFileSync(join(folder, "b.md"), "utf8")).toBe("b");
});

test("writeFiles() takes a link that leads nowhere for a file, and replaces the link itself when forced", async () => {
  symlinkSync(join(root, "elsewhere"), join(folder, "b.md"));
  await expect(writeFiles(two(), false)).rejects.toThrow("it exists");
  expect(filesIn(folder)).toEqual(["b.md"]);
  await writeFiles(two(), true);
  expect(lstatSync(join(folder, "b.md")).isFile()).toBe(true);
  expect(lstatSync(join(root, "elsewhere"), { throwIfNoEntry: false })).toBeUndefined();
});

test.each([
  ["its place is a folder", () => mkdirSync(join(folder, "b.md")), "b.md: it is a folder"],
  ["a folder of its path is a file", () => written(folder, "new", ""), "a.md: a part of its path is a file"],
])("writeFiles() writes nothing, even forced, where %s", async (_, prepare, message) => {
  prepare();
  const before = filesIn(folder);
  await expect(writeFiles(two(), true)).rejects.toThrow(message);
  expect(filesIn(folder)).toEqual(before);
});

test("writeFiles() never puts a file in the place of a device", async () => {
  await expect(writeFiles([{ path: "/dev/null", data: "" }], true)).rejects.toThrow("/dev/null: it is no regular file");
  expect(lstatSync("/dev/null").isCharacterDevice()).toBe(true);
});

test("writeFiles() says so when a name is too long", async () => {
  await expect(writeFiles([{ path: join(folder, "x".repeat(300)), data: "" }], false)).rejects.toThrow("its name is too long");
  expect(filesIn(folder)).toEqual([]);
});

test("writeFiles() takes the longest name the file system has", async () => {
  const name = "x".repeat(255);
  await writeFiles([{ path: join(folder, name), data: "" }], false);
  expect(filesIn(folder)).toEqual([name]);
});

test("writeFiles() copies where the file system knows no hard links, and still replaces nothing", async () => {
  refuseLinks("EPERM");
  await writeFiles(two(), false);
  expect(filesIn(folder)).toEqual(["b.md", "new/a.md"]);
  await expect(writeFiles(two(), false)).rejects.toThrow("it exists");
});

test("writeFiles() says so and leaves no temporary file when another process was faster", async () => {
  refuseLinks("EEXIST");
  await expect(writeFiles(two(), false)).rejects.toThrow("a.md: it exists");
  expect(filesIn(folder)).toEqual([]);
});

test("refuseLink() refuses a linked folder, and no other", async () => {
  symlinkSync(root, join(folder, "tables"));
  await expect(refuseLink(join(folder, "tables"))).rejects.toThrow("it is a symbolic link");
  await refuseLink(join(folder, "none"));
  await refuseLink(folder);
});
