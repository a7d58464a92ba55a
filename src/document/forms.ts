import { unreachable, type WarningLog } from "../errors.ts";
import type { Region } from "../geometry/box.ts";
import type { WireBox } from "../payload/box.ts";
import type { ParseForm, ParseFormPart } from "../payload/parse/forms.ts";
import type { Form, FormNode } from "../tree/form.ts";
import { type PageGeometry, placeBox } from "./regions.ts";

/** The forms of a page, their boxes as places on it. */
export function toForms(forms: readonly ParseForm[], page: PageGeometry, log: WarningLog): Form[] {
  const regionsOf = (boxes: readonly WireBox[]): Region[] => boxes.flatMap((box) => placeBox(box, page, log) ?? []);
  const toNode = (part: ParseFormPart): FormNode => {
    switch (part.type) {
      case "field": {
        const { boxes, valueItems, ...field } = part;
        return { ...field, valueItems: valueItems.map(toNode), regions: regionsOf(boxes) };
      }
      case "section": {
        const { items, ...section } = part;
        return { ...section, children: items.map(toNode) };
      }
      case "table": {
        const { boxes, rows, ...table } = part;
        const cells = rows.map((row) => row.map((cell) => (cell === null || typeof cell === "string" ? cell : cell.map(toNode))));
        return { ...table, rows: cells, regions: regionsOf(boxes) };
      }
      case "unknown":
        return part;
      default:
        return unreachable(part);
    }
  };
  return forms.map(({ parts, ...form }) => ({ ...form, children: parts.map(toNode) }));
}
