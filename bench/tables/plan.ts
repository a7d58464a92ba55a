/** A table of the report: what is measured on the same input, and which of it is the reference (the first). */
export interface Group {
  readonly title: string;
  /** Rows of the input; two to see growth. */
  readonly sizes: readonly number[];
  /** What is measured at the first size, too, where it is not all. */
  readonly growing?: readonly string[];
  readonly columns: number;
  /** Runs in one process, of which the least counts. */
  readonly runs: number;
  readonly works: readonly string[];
}

export const groups: readonly Group[] = [
  {
    title: "CSV, half texts, half numbers",
    sizes: [20_000, 100_000],
    growing: ["Papa.unparse", "toCsv", "toCsvLines, each block dropped"],
    columns: 20,
    runs: 2,
    works: [
      "Papa.unparse",
      "Papa.unparse with escapeFormulae",
      "csv-stringify",
      "@fast-csv/format",
      "hucre writeCsv",
      "toCsv",
      "toCsvLines, each block dropped",
    ],
  },
  {
    title: "XLSX, half texts, half numbers",
    sizes: [20_000, 100_000],
    columns: 20,
    runs: 1,
    works: [
      "exceljs stream, a bare loop",
      "exceljs Workbook",
      "hucre writeXlsx",
      "hucre writeXlsxStream",
      "xlsx (SheetJS)",
      "write-excel-file",
      "wasm-xlsxwriter",
      "toXlsx, tables typed before",
      "toXlsx",
    ],
  },
  {
    title: "XLSX of rows made on the way",
    sizes: [20_000, 100_000],
    columns: 20,
    runs: 1,
    works: ["writeXlsx, rows made on the way"],
  },
  {
    title: "HTML with spans to a grid",
    sizes: [5_000],
    columns: 10,
    runs: 7,
    works: ["htmlparser2, tokens alone", "htmlparser2 parseDocument", "parse5", "hast-util-from-html", "html to grid"],
  },
  {
    title: "Typing",
    sizes: [25_000, 50_000],
    columns: 20,
    runs: 6,
    works: ["Papa.unparse of the same cells", "typeCells", "lintTables, typed before"],
  },
  {
    title: "Stitching, parts of 50 rows",
    sizes: [25_000, 50_000],
    columns: 20,
    runs: 6,
    works: ["normalize, the parts apart", "stitchTables, explicit", "stitchTables, infer", "unstitchTables"],
  },
  {
    title: "One table",
    sizes: [25_000, 50_000],
    columns: 20,
    runs: 6,
    works: ["normalize, rows alone", "normalize, rows and html", "toTableJson", "toTableHtml"],
  },
  { title: "One table as markdown", sizes: [1_250, 2_500], columns: 20, runs: 2, works: ["toTableMarkdown"] },
];

/** Holds its input and gives what is measured. */
export type Work = (rowCount: number, columnCount: number) => Promise<() => unknown>;
