/** What a reader has to know beforehand. */
export interface Dialect {
  readonly delimiter?: string;
  readonly newline?: "\r\n" | "\n";
  readonly bom?: boolean;
  readonly finalNewline?: boolean;
}

/** Reads RFC 4180 to the letter, in this dialect: the line end ends each record, quotes only round a whole field; anything else throws. */
export function readStrictCsv(text: string, dialect: Dialect = {}): string[][] {
  const { delimiter = ",", newline = "\r\n", bom = false, finalNewline = true } = dialect;
  if (bom !== text.startsWith("\ufeff")) throw new SyntaxError(bom ? "No byte order mark" : "A byte order mark");
  const body = bom ? text.slice(1) : text;
  const lines = finalNewline || body === "" ? body : body + newline;
  const [mark, end] = [`\\u${delimiter.charCodeAt(0).toString(16).padStart(4, "0")}`, newline === "\n" ? "\\n" : "\\r\\n"];
  const records: string[][] = [];
  const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${mark}\\r\\n]*))(${mark}|${end})`, "gy");
  let record: string[] = [];
  while (field.lastIndex < lines.length) {
    const start = field.lastIndex;
    const match = field.exec(lines);
    if (match === null) throw new SyntaxError(`No field at ${start}`);
    record.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === delimiter) continue;
    records.push(record);
    record = [];
  }
  return records;
}
