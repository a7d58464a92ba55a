import type { Table } from "../../tree/types.ts";
import { scalesOf } from "./scale-words.ts";

const rounded =
  /(?<!\p{L})(?:round(?:ed|ing)|approx\p{L}*|estimat\p{L}*|thousands?|millions?|billions?|trillions?|gerundet\p{L}*|rundung\p{L}*|circa|tsd|mio|mrd|arrondi\p{L}*|milliers|milliards?|redonde\p{L}*|miles|millones|arrotond\p{L}*|округл\p{L}*|тыс|млн|млрд)(?!\p{L})|四捨五入|四舍五入|[万萬亿億]/iu;

const inPercent = /%|(?<!\p{L})(?:percent(?:ages?)?|per cent|prozent|pour ?cent|por ciento|per cento)(?!\p{L})/iu;

/** Whether the table says that its numbers were rounded, or are counted in thousands or percents, so that totals may be off by some units. */
export function isRounded({ title, caption, footnotes = [], grid }: Table): boolean {
  const heads = [title ?? "", caption?.text ?? ""];
  if (heads.some((text) => inPercent.test(text.slice(0, 500)))) return true;
  const texts = [...heads, ...footnotes.map(({ text }) => text)];
  for (const { role, cells } of grid.rows) {
    if (role === "header") for (const { text } of cells) texts.push(text);
    else if (role === "section") texts.push(cells[0]?.text ?? "");
  }
  return texts.some((text) => rounded.test(text.slice(0, 500)) || scalesOf(text).length > 0);
}
