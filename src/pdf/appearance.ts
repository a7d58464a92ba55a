import { type PDFContext, PDFNumber, type PDFRef } from "@cantoo/pdf-lib";
import type { Quad, Rect } from "../geometry/page-space.ts";
import type { Color } from "../highlight/highlight.ts";

/** Makes the form XObjects that show annotations alike in every viewer; what they share is written once. */
export class Appearances {
  readonly #context: PDFContext;
  readonly #resources = new Map<number, PDFRef>();
  #group: PDFRef | undefined;

  constructor(context: PDFContext) {
    this.#context = context;
  }

  /** All quads filled as one path, so overlapping ones are no darker; multiplied with the page, so its text stays readable. */
  highlight(quads: readonly Quad[], rect: Rect, color: Color, opacity: number): PDFRef {
    const path = quads.map(
      ([x1, y1, x2, y2, x3, y3, x4, y4]) => `${operands(x1, y1)} m ${operands(x2, y2)} l ${operands(x4, y4)} l ${operands(x3, y3)} l h`,
    );
    const content = `/G gs ${operands(...color)} rg\n${path.join("\n")}\nf`;
    return this.#form(content, rect, this.#resourcesFor(opacity));
  }

  /** A filled square with a cross in it: it looks the same on a page turned by any quarter. */
  note(rect: Rect, color: Color): PDFRef {
    const [x1, y1, x2, y2] = rect;
    const [width, height] = [x2 - x1, y2 - y1];
    const [centerX, centerY, arm] = [x1 + width / 2, y1 + height / 2, Math.min(width, height) / 4];
    const square = `${operands(...color)} rg 0 G 1 w ${operands(x1 + 0.5, y1 + 0.5, width - 1, height - 1)} re B`;
    const across = `${operands(centerX - arm, centerY)} m ${operands(centerX + arm, centerY)} l`;
    const upright = `${operands(centerX, centerY - arm)} m ${operands(centerX, centerY + arm)} l`;
    return this.#form(`${square}\n2 w ${across} ${upright} S`, rect, {});
  }

  #form(content: string, rect: Rect, resources: PDFRef | Record<string, never>): PDFRef {
    this.#group ??= this.#context.register(this.#context.obj({ Type: "Group", S: "Transparency" }));
    const form = this.#context.stream(content, {
      Type: "XObject",
      Subtype: "Form",
      FormType: 1,
      BBox: [...rect],
      Group: this.#group,
      Resources: resources,
    });
    return this.#context.register(form);
  }

  /** Resources with the graphics state of this opacity under the name G. */
  #resourcesFor(opacity: number): PDFRef {
    const known = this.#resources.get(opacity);
    if (known !== undefined) return known;
    const state = this.#context.obj({ Type: "ExtGState", BM: "Multiply", ca: opacity, CA: opacity });
    const resources = this.#context.register(this.#context.obj({ ExtGState: { G: state } }));
    this.#resources.set(opacity, resources);
    return resources;
  }
}

/** Numbers as PDF writes them: three decimals, never with an exponent. */
function operands(...values: readonly number[]): string {
  return values.map((value) => PDFNumber.of(Math.round(value * 1000) / 1000 + 0).toString()).join(" ");
}
