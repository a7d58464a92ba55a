import { fileURLToPath } from "node:url";
import type { ViteUserConfig } from "vitest/config";

const source = (file: string): string => fileURLToPath(new URL(`./src/${file}`, import.meta.url));

const config: ViteUserConfig = {
  // The code under test keeps no state between calls, so test files may share a worker and import everything once.
  test: { include: ["test/**/*.test.ts"], setupFiles: ["test/setup.ts"], testTimeout: 30_000, isolate: false, maxWorkers: 2 },
  resolve: {
    alias: [
      { find: /^postparse$/, replacement: source("index.ts") },
      { find: /^postparse\/xlsx$/, replacement: source("xlsx/to-xlsx.ts") },
      { find: /^postparse\/pdf$/, replacement: source("pdf/annotate.ts") },
      { find: /^postparse\/o200k$/, replacement: source("tokenizers/o200k.ts") },
      { find: /^postparse\/cl100k$/, replacement: source("tokenizers/cl100k.ts") },
    ],
  },
};

export default config;
