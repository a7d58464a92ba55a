import type { WarningLog } from "../errors.ts";
import type { Page } from "../tree/types.ts";

/** Counts which sections pages are read from, to say in the end what the result lacks. */
export interface SectionTally {
  /** `hasItems`: the page came with items, though they may be none. */
  readonly add: (page: Page, hasItems: boolean) => void;
  readonly warn: (log: WarningLog) => void;
}

interface Poorer {
  first?: Pick<Page, "number" | "pointer">;
  count: number;
}

export function sectionTally(): SectionTally {
  let hasContent = false;
  // Of each kind the first page, and how many there are: a streamed document is not held.
  const unfetched: Poorer = { count: 0 };
  const empty: Poorer = { count: 0 };
  const warnOf = ({ first, count }: Poorer, fact: string, log: WarningLog): void => {
    if (first === undefined) return;
    const others = count > 1 ? ` and ${count - 1} more` : "";
    log.add("section-missing", `Page ${first.number}${others} ${fact}`, first.pointer);
  };
  return {
    add: (page, hasItems) => {
      if (page.source !== "none" || page.error !== undefined) hasContent = true;
      const isPoorer = (page.source === "markdown" || page.source === "text") && page.error === undefined && page.pointer !== "";
      if (!isPoorer) return;
      const poorer = hasItems ? empty : unfetched;
      poorer.first ??= { number: page.number, pointer: page.pointer };
      poorer.count++;
    },
    warn: (log) => {
      if (!hasContent) log.add("section-missing", "The result has no content: fetch it with expand=items,markdown,metadata", "");
      warnOf(unfetched, "came without items: no boxes; fetch the result with expand=items", log);
      warnOf(empty, "came with an empty list of items: read from its markdown or text, no boxes", log);
    },
  };
}
