import type { Region } from "../../geometry/box.ts";
import { isContinuation } from "../../table/stitch/continuation.ts";

const tableWord =
  /^[([（]?\s?(?:(?:tab(?:le|elle|leau|la|ella|ela|ell?)?|taulukko|tablica|табл(?:ица)?|cuadro|quadro|(?:ال)?جدول|तालिका|טבלה|exhibit)(?!\p{L})\.?|[续續附图圖]?表格?|표)\s?(?:no\.?|nr\.?|n[°º]|№)?\s?/iu;
const number =
  /^(?:[A-Za-z]{0,2}[-.]?\p{Nd}{1,4}(?:[.\-–:]\p{Nd}{1,4}){0,3}[a-z]?|[IVXLC]{1,7}|[A-Z]|[一二三四五六七八九十百]{1,4})(?![\p{Script=Latin}\p{Script=Cyrillic}\p{N}])/u;
/** A sentence about the table: `Table 3 shows`, `Table 3, which`, `表3は`, `표 1은`. */
const prose = /^[\s,]*\p{Ll}|^[はをにがのと显顯示列给給은는이가을를에의]/u;
const setOff = /^[)\]）]?\s?(?:[:.：．|–—-]|\n|$)/u;
const figureWord = /^(?:fig(?:ure|\.)|abb(?:ildung|\.)|chart|graph|[图圖図](?!表)|рис)/iu;
/** Two detectors label the boxes, each in words of its own, which come in several spellings. */
const captionLabels = new Set(["caption", "tablecaption", "tabletitle", "figuretitle"]);

const longest = 600;
/** A text that is not set off from its number is a sentence past this, or with more words than that and a full stop. */
const longestUnset = 120;
const mostUnsetWords = 12;

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
  return (prose.test(end) || isSentence(text)) && !isContinuation(text) ? undefined : "begin";
}

function isSentence(text: string): boolean {
  return text.length > longestUnset || (/[.。]$/u.test(text) && text.split(/\s+/).length > mostUnsetWords);
}

/** Whether a text is nothing but a short remark in brackets, such as `(in millions of euros)`; a caption may end with one. */
export function isRemark(text: string): boolean {
  return text.length <= longestUnset && /^[([（［][^()[\]（）［］]+[)\]）］]$/u.test(text);
}

/** Whether the layout detector calls all boxes of a text a caption; one that names a figure is none of a table. */
export function isBoxedCaption(text: string, regions: readonly Region[]): boolean {
  if (text.length > longest || regions.length === 0 || figureWord.test(text)) return false;
  return regions.every(({ label }) => label !== undefined && captionLabels.has(label.toLowerCase().replaceAll(/[-_\s]/g, "")));
}
