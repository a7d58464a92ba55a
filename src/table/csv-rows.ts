/** The records of a CSV text as RFC 4180 has them; a quote that is never closed ends with the text. */
export function readCsvRows(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let start = 0; start < csv.length; ) {
    const [value, end] = csv[start] === '"' ? quoted(csv, start + 1) : ["", start];
    let stop = end;
    while (stop < csv.length && csv[stop] !== "," && csv[stop] !== "\n") stop++;
    row.push(value + csv.slice(end, stop).replace(/\r$/, ""));
    if (csv[stop] !== ",") {
      rows.push(row);
      row = [];
    } else if (stop + 1 === csv.length) {
      row.push("");
    }
    start = stop + 1;
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/** The text up to the closing quote, and the offset behind it. */
function quoted(csv: string, from: number): [value: string, end: number] {
  let value = "";
  for (let start = from; ; ) {
    const quote = csv.indexOf('"', start);
    if (quote < 0) return [value + csv.slice(start), csv.length];
    value += csv.slice(start, quote);
    if (csv[quote + 1] !== '"') return [value, quote + 1];
    value += '"';
    start = quote + 2;
  }
}
