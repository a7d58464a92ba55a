import type { Region } from "../../geometry/box.ts";
import { isContinuation } from "../../table/stitch/continuation.ts";

const tableWord =
  /^[([（]?\s?(?:(?:tab(?:le|elle|leau|la|ella|ela|ell?)?|taulukko|tablica|табл(?:ица)?|exhibit)(?!\p{L})\.?|[续續附图圖]?表格?)\s?(?:no\.?|nr\.?|n[°º]|№)?\s?/iu;
const number =
  /^(?:[A-Za-z]{0,2}[-.]?\d{1,4}(?:[.\-–:]\d{1,4}){0,3}[a-z]?|[IVXLC]{1,7}|[A-Z]|[一二三四五六七八九十百]{1,4})(?![\p{Script=Latin}\p{Script=Cyrillic}\p{N}])/u;
/** A sentence about the table: `Table 3 shows`, `Table 3, which`, `表3は`. */
const prose = /^[\s,]*\p{Ll}|^[はをにがのと显顯示列给給]/u;
const setOff = /^[)\]）]?\s?(?:[:.：．|–—-]|\n|$)/u;
const figureWord = /^(?:fig(?:ure|\.)|abb(?:ildung|\.)|chart|graph|[图圖図](?!表)|рис)/iu;
/** Two detectors label the boxes, each in words of its own, which come in several spellings. */
const captionLabels = new Set(["caption", "tablecaption", "tabletitle", "figuretitle"]);

const longest = 600;

/** How a text names a table: `label`: clearly so, as `Table 3: Staff`; `begin`: it begins like that; undefined where it does not. */
export function tableLabel(text: string): "label" | "begin" | undefined {
  if (text.length > longest) return undefined;
  const [word] = tableWord.exec(text) ?? [];
  if (word === undefined) return undefined;
  const rest = text.slice(word.length);
  const [named] = number.exec(rest) ?? [];
  if (named === undefined) return undefined;
  const end = rest.slice(named.length);
  if (setOff.test(end)) return "label";
  return prose.test(end) && !isContinuation(text) ? undefined : "begin";
}

/** Whether the layout detector calls all boxes of a text a caption; one that names a figure is none of a table. */
export function isBoxedCaption(text: string, regions: readonly Region[]): boolean {
  if (text.length > longest || regions.length === 0 || figureWord.test(text)) return false;
  return regions.every(({ label }) => label !== undefined && captionLabels.has(label.toLowerCase().replaceAll(/[-_\s]/g, "")));
}
