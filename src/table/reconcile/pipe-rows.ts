/** The rows of the first pipe table in a markdown text, escapes undone; none when it holds no pipe table. A line without a bar ends it, for it is
 * no row of the table as the service writes tables. Emphasis and links stay as they are written. */
export function readPipeRows(markdown: string): string[][] {
  const rows: string[][] = [];
  let before = "";
  for (let start = 0; start < markdown.length; ) {
    const lineFeed = markdown.indexOf("\n", start);
    const end = lineFeed < 0 ? markdown.length : lineFeed;
    const line = markdown.slice(start, end).trim();
    start = end + 1;
    if (rows.length > 0) {
      if (!line.includes("|")) break;
      rows.push(pipeCells(line));
    } else if (isDelimiterRow(line) && before.includes("|")) {
      rows.push(pipeCells(before));
    }
    before = line;
  }
  return rows;
}

/** GFM 0.29 §4.10. */
function isDelimiterRow(line: string): boolean {
  return line.includes("-") && line.includes("|") && /^[\s|:-]+$/.test(line);
}

function pipeCells(line: string): string[] {
  const cells: string[] = [];
  let start = line.startsWith("|") ? 1 : 0;
  for (let bar = line.indexOf("|", start); ; bar = line.indexOf("|", bar + 1)) {
    if (bar >= 0 && isEscaped(line, bar)) continue;
    const cell = line.slice(start, bar < 0 ? line.length : bar).trim();
    if (bar < 0 && cell === "" && cells.length > 0) return cells;
    cells.push(cell.includes("\\") ? cell.replace(/\\([!-/:-@[-`{-~])/g, "$1") : cell);
    if (bar < 0) return cells;
    start = bar + 1;
  }
}

/** GFM takes a bar after any backslash for text, so that one look back is enough. */
function isEscaped(line: string, bar: number): boolean {
  return line[bar - 1] === "\\";
}
