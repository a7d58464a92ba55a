/** A stretch of markdown that a person does not read as it is, and what is read in its place; UTF-16, half-open. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A run of one emphasis mark. It is used up from its start where it closes, from its end where it opens. */
interface Run {
  readonly start: number;
  readonly end: number;
  readonly char: string;
  readonly opens: boolean;
  readonly closes: boolean;
  closed: number;
  opened: number;
}

// The destinations of links and HTML tags come whole: nothing in them is a mark.
const token =
  /\]\([^\s()]{0,2000}\)|<\/?[a-z][^<>\n]{0,1000}>|\\[!-/:-@[-`{-~]|&(?:#x[0-9a-f]{1,6}|#\d{1,7}|amp|lt|gt|quot|apos|nbsp);|`+|\*+|_+|~+|\n[ \t]*\n/gi;

/**
 * The marks of emphasis, strikethrough and code, the backslashes of escapes and the entities of a text, in order and disjoint.
 *
 * A mark without its other half is text, and so is a star between two digits.
 *
 * @see CommonMark 0.31 §6.2 — delimiter runs
 */
export function inlineMarks(source: string): Mark[] {
  const found: (Mark | Run)[] = [];
  const open = new Openers();
  const closingTicks = tickFinder(source);
  const scanner = new RegExp(token);
  for (let match = scanner.exec(source); match !== null; match = scanner.exec(source)) {
    const { 0: text, index: start } = match;
    const end = start + text.length;
    switch (text[0]) {
      case "\\":
        found.push({ start, end, text: text.slice(1) });
        break;
      case "&": {
        const character = decode(text);
        if (character !== undefined) found.push({ start, end, text: character });
        break;
      }
      case "`": {
        const close = closingTicks(text.length, end);
        if (close === undefined) break;
        scanner.lastIndex = close + text.length;
        found.push({ start, end, text: "" }, { start: close, end: scanner.lastIndex, text: "" });
        break;
      }
      case "]":
      case "<":
        break;
      case "\n":
        open.clear();
        // The second line end may be the first of the next blank line.
        scanner.lastIndex = end - 1;
        break;
      default: {
        const run = readRun(source, start, end);
        found.push(run);
        if (run.closes) open.close(run);
        if (run.opens && run.closed < end - start) open.add(run);
      }
    }
  }
  return found.flatMap((one) => ("char" in one ? usedUp(one) : [one]));
}

/** Runs that nothing has closed yet, by their mark. */
class Openers {
  readonly #runs: ReadonlyMap<string, Run[]> = new Map([..."*_~"].map((char) => [char, []]));

  clear(): void {
    for (const runs of this.#runs.values()) runs.length = 0;
  }

  add(run: Run): void {
    this.#runs.get(run.char)?.push(run);
  }

  close(run: Run): void {
    const runs = this.#runs.get(run.char) ?? [];
    for (let opener = runs.at(-1); opener !== undefined && left(run) > 0; opener = runs.at(-1)) {
      if (!isPair(opener, run)) return;
      const count = Math.min(left(opener), left(run), 2);
      opener.opened += count;
      run.closed += count;
      for (const others of this.#runs.values()) while ((others.at(-1)?.start ?? -1) > opener.start) others.pop();
      if (left(opener) === 0) runs.pop();
    }
  }
}

function left({ start, end, closed, opened }: Run): number {
  return end - start - closed - opened;
}

function isPair(opener: Run, closer: Run): boolean {
  if (!(opener.closes || closer.opens)) return true;
  const [one, other] = [opener.end - opener.start, closer.end - closer.start];
  return (one + other) % 3 !== 0 || (one % 3 === 0 && other % 3 === 0);
}

function usedUp({ start, end, closed, opened }: Run): Mark[] {
  const marks = [
    { start, end: start + closed, text: "" },
    { start: end - opened, end, text: "" },
  ];
  return marks.filter((mark) => mark.start < mark.end);
}

function readRun(source: string, start: number, end: number): Run {
  const char = source[start] as string;
  const before = /^[\udc00-\udfff]$/.test(source[start - 1] ?? "")
    ? source.slice(Math.max(start - 2, 0), start)
    : (source[start - 1] ?? " ");
  const after = end < source.length ? String.fromCodePoint(source.codePointAt(end) as number) : " ";
  const [spaceBefore, spaceAfter] = [/^\s/.test(before), /^\s/.test(after)];
  const [signBefore, signAfter] = [/^[\p{P}\p{S}]/u.test(before), /^[\p{P}\p{S}]/u.test(after)];
  const isLeft = !spaceAfter && (!signAfter || spaceBefore || signBefore);
  const isRight = !spaceBefore && (!signBefore || spaceAfter || signAfter);
  const run = { start, end, char, closed: 0, opened: 0 };
  if (char === "_") return { ...run, opens: isLeft && (!isRight || signBefore), closes: isRight && (!isLeft || signAfter) };
  // 2*3*4 is meant as it stands, and ~5 an estimate.
  const isText = char === "~" ? end - start !== 2 : /\d/.test(before) && /\d/.test(after);
  return { ...run, opens: isLeft && !isText, closes: isRight && !isText };
}

/** Finds the next run of so many backticks; asked for in ascending order, each run is looked at once a length. */
function tickFinder(source: string): (length: number, from: number) => number | undefined {
  let places: Map<number, number[]> | undefined;
  return (length, from) => {
    if (places === undefined) {
      places = new Map();
      for (const { 0: run, index } of source.matchAll(/`+/g)) {
        const known = places.get(run.length);
        if (known === undefined) places.set(run.length, [index]);
        else known.push(index);
      }
      for (const runs of places.values()) runs.reverse();
    }
    const runs = places.get(length) ?? [];
    while ((runs.at(-1) ?? from) < from) runs.pop();
    return runs.at(-1);
  };
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

/** Undefined for the number of no character. */
function decode(entity: string): string | undefined {
  const [, hex, decimal, name = ""] = /^&(?:#x([0-9a-f]+)|#(\d+)|(\w+));$/i.exec(entity) ?? [];
  if (hex === undefined && decimal === undefined) return named[name.toLowerCase()];
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}
