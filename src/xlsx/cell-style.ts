import type { CellModel, StyleName } from "./model.ts";
import { general } from "./number-format.ts";

interface Font {
  readonly name: string;
  readonly size: number;
  readonly bold?: boolean;
  readonly underline?: boolean;
  readonly color?: { readonly argb: string };
}

/** How a cell is drawn, in the words of exceljs. */
export interface CellStyle {
  readonly font: Font;
  readonly fill?: { readonly type: "pattern"; readonly pattern: "solid"; readonly fgColor: { readonly argb: string } };
  readonly border?: { readonly bottom: { readonly style: "thin"; readonly color: { readonly argb: string } } };
  readonly alignment: {
    readonly vertical: "top" | "middle";
    readonly horizontal?: "left" | "center" | "right";
    readonly indent?: number;
    readonly wrapText?: boolean;
  };
  readonly numFmt?: string;
}

const font: Font = { name: "Calibri", size: 11 };
const fill = (argb: string): Required<CellStyle>["fill"] => ({ type: "pattern", pattern: "solid", fgColor: { argb } });
const gray = { argb: "FF808080" };
const blue = { argb: "FF0563C1" };
const doubtful = fill("FFFFE5CC");
const concerning = fill("FFFFF2A8");

const header: CellStyle = {
  font: { ...font, bold: true },
  fill: fill("FFEDEFF2"),
  border: { bottom: { style: "thin", color: gray } },
  alignment: { vertical: "middle", wrapText: true },
};
const body: CellStyle = { font, alignment: { vertical: "top", wrapText: true } };
// The indent parts it from the number that may end the column before.
const aside: CellStyle["alignment"] = { vertical: "top", horizontal: "left", indent: 1 };

const styles: Readonly<Record<StyleName, CellStyle>> = {
  header,
  headerSpan: { ...header, alignment: { ...header.alignment, horizontal: "center" } },
  headerNumber: { ...header, alignment: { ...header.alignment, horizontal: "right" } },
  headerLow: { ...header, fill: doubtful },
  section: { ...body, font: { ...font, bold: true } },
  body,
  headerConcern: { ...header, fill: concerning },
  low: { ...body, fill: doubtful },
  concern: { ...body, fill: concerning },
  link: { font: { ...font, underline: true, color: blue }, alignment: { vertical: "top" } },
  provenanceHeader: {
    ...header,
    font: { ...font, bold: true, color: gray },
    alignment: { ...header.alignment, horizontal: "left", indent: 1 },
  },
  provenance: { font: { ...font, color: gray }, alignment: aside },
  provenanceLink: { font: { ...font, underline: true, color: gray }, alignment: aside },
};

/** Gives one and the same object for one style and format, as exceljs looks up its number by identity; none for a cell that shows nothing. */
export function cellStyles(): (cell: CellModel) => CellStyle | undefined {
  const made = new Map(Object.keys(styles).map((name) => [name as StyleName, new Map<string, CellStyle>()]));
  const styled = (name: StyleName, numFmt: string): CellStyle => {
    const byFormat = made.get(name) as Map<string, CellStyle>;
    const known = byFormat.get(numFmt);
    if (known !== undefined) return known;
    const style = numFmt === general ? styles[name] : { ...styles[name], numFmt };
    byFormat.set(numFmt, style);
    return style;
  };
  return (cell) => {
    switch (cell.type) {
      case "empty":
        return cell.style === "body" || cell.style === "provenance" ? undefined : styled(cell.style, general);
      case "number":
        return styled(cell.style, cell.format);
      case "boolean":
        return styled(cell.style, '"TRUE";"TRUE";"FALSE"');
      default:
        // "@" keeps a text a text when somebody edits the cell.
        return styled(cell.style, "@");
    }
  };
}
