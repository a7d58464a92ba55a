import type { WarningLog } from "../errors.ts";
import type { Page } from "../tree/types.ts";

/** Counts which sections pages are read from, to say in the end which ones the result lacks. */
export interface SectionTally {
  readonly add: (page: Page) => void;
  readonly warn: (log: WarningLog) => void;
}

export function sectionTally(): SectionTally {
  let hasContent = false;
  let first: Page | undefined;
  let poorer = 0;
  return {
    add: (page) => {
      if (page.source !== "none" || page.error !== undefined) hasContent = true;
      const isPoorer = (page.source === "markdown" || page.source === "text") && page.error === undefined && page.pointer !== "";
      if (!isPoorer) return;
      first ??= page;
      poorer++;
    },
    warn: (log) => {
      if (!hasContent) log.add("section-missing", "The result has no content: fetch it with expand=items,markdown,metadata", "");
      if (first === undefined) return;
      const others = poorer > 1 ? ` and ${poorer - 1} more` : "";
      const message = `Page ${first.number}${others} came without items: no boxes; fetch the result with expand=items`;
      log.add("section-missing", message, first.pointer);
    },
  };
}
