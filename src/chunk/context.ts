import type { ChunkHeading, Tokenizer } from "./types.ts";

/** The heading lines that stand before a chunk's text when it is embedded. */
export interface Context {
  readonly prefix: string;
  readonly isShortened: boolean;
}

export const noContext: Context = { prefix: "", isShortened: false };

/** One heading a line, outermost first, then a blank line, at most `limit` tokens: ancestors leave from the middle, then names are cut. */
export function contextOf(headings: readonly ChunkHeading[], limit: number, tokenizer: Tokenizer): Context {
  if (headings.length === 0) return noContext;
  let kept = headings.map((heading) => heading.text);
  const fits = (): boolean => tokenizer.count(format(kept)) <= limit;
  let isShortened = false;
  while (!fits() && kept.length > 0) {
    isShortened = true;
    if (kept.length > 2) kept = kept.toSpliced(kept.length >> 1, 1);
    else if (kept.length === 2) kept = kept.slice(1);
    else kept = shortened(kept[0] as string, limit, tokenizer);
  }
  return { prefix: format(kept), isShortened };
}

/** The longest path that all of these begin with. */
export function commonPath(paths: readonly (readonly ChunkHeading[])[]): readonly ChunkHeading[] {
  const [first = [], ...others] = paths;
  let length = first.length;
  for (const path of others) {
    let same = 0;
    while (same < length && path[same] === first[same]) same++;
    length = same;
  }
  return first.slice(0, length);
}

function format(lines: readonly string[]): string {
  return lines.length === 0 ? "" : `${lines.join("\n")}\n\n`;
}

/** The name halved until it fits, on a code point; nothing when not even that helps. */
function shortened(name: string, limit: number, tokenizer: Tokenizer): string[] {
  const characters = [...name];
  for (let length = characters.length >> 1; length > 0; length >>= 1) {
    const cut = [`${characters.slice(0, length).join("")}…`];
    if (tokenizer.count(format(cut)) <= limit) return cut;
  }
  return [];
}
