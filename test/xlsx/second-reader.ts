import { type CellValue, type MergeRange, readXlsx } from "hucre/xlsx";
import { address, type SeenSheet, type SeenValue } from "./read-back.ts";

type Cell = NonNullable<Awaited<ReturnType<typeof readXlsx>>["sheets"][number]["cells"]> extends Map<string, infer Some> ? Some : never;

/** The workbook as hucre sees it, a reader that shares no code with the writer. */
export async function secondReader(bytes: Uint8Array): Promise<SeenSheet[]> {
  const { sheets } = await readXlsx(bytes, { readStyles: true });
  return sheets.map(({ name, rows, cells = new Map<string, Cell>(), freezePane, autoFilter, merges = [] }) => {
    const notes: string[] = [];
    const formats: string[] = [];
    const values = rows.map((row, index) =>
      row.map((value, column): SeenValue => {
        const cell = cells.get(`${index},${column}`);
        if (cell?.formula !== undefined) throw new Error(`A formula in ${address(index, column)}`);
        if (cell?.comment !== undefined) notes.push(`${address(index, column)} ${decoded(cell.comment.text)}`);
        const plain = plainValue(value);
        const format = cell?.style?.numFmt;
        if (typeof plain === "number" && format !== undefined && format !== "General") formats.push(`${address(index, column)} ${format}`);
        return cell?.hyperlink === undefined ? plain : { text: String(plain), link: cell.hyperlink.target };
      }),
    );
    const frozen = { rows: freezePane?.rows ?? 0, columns: freezePane?.columns ?? 0 };
    return { name, frozen, filter: autoFilter?.range, merges: merges.map(rangeOf).sort(), notes, values, formats };
  });
}

/** A number under the format of a date comes as a Date; 25,569 is the first of January 1970. */
function plainValue(value: CellValue): SeenValue {
  if (value instanceof Date) return value.getTime() / 86_400_000 + 25_569;
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  throw new Error(`Unexpected value ${JSON.stringify(value)}`);
}

/** ECMA-376 part 1, 22.9.2.19: hucre does so in cells, not in comments. */
function decoded(text: string): string {
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_, unit) => String.fromCharCode(Number.parseInt(unit, 16)));
}

function rangeOf({ startRow, startCol, endRow, endCol }: MergeRange): string {
  return `${address(startRow, startCol)}:${address(endRow, endCol)}`;
}
