import { execFileSync } from "node:child_process";
import { copyFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * Builds a file of `bench/`, by its name without the ending, and the library into a folder, as they are published; gives the script.
 *
 * What runs them from source adds names to functions, and memory.
 */
export function build(name: string, folder: string): string {
  copyFileSync("package.json", join(folder, "package.json"));
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  const project = join(folder, "tsconfig.json");
  const compilerOptions = { noEmit: false, declaration: false, isolatedDeclarations: false, rootDir: resolve("."), outDir: folder };
  const config = { extends: resolve("tsconfig.json"), compilerOptions, files: [resolve("bench", `${name}.ts`)], include: [] };
  writeFileSync(project, JSON.stringify(config));
  execFileSync("node_modules/.bin/tsc", ["--project", project], { stdio: "inherit" });
  return join(folder, "bench", `${name}.js`);
}
