import { canonicalText } from "../text.ts";

const words = "continued|cont['’]?d|cont|fortsetzung|continuación|continuacion|continuação|续表|續表|续|續|続き|続";
// What may follow the word inside its brackets: "continued from page 3".
// By themselves the name of a room or of buildings.
const short = `${words}|suite|forts`;
const bracketed = new RegExp(`\\s?[(\\[]\\s?(?:${short})\\.?(?:\\s(?:from|on|de|du|von)\\s[^()\\[\\]]{1,30})?\\s?[)\\]]`, "gu");
const setOff = new RegExp(`\\s?[-–—:,;/|]\\s?(?:${words})\\.{0,3}$`, "u");
const trailing = /\s(?:continued|cont['’]d|cont\.|fortsetzung|continuación|续表|續表)$/u;
const alone = new RegExp(`^(?:${words})\\.{0,3}$`, "u");
const leading = new RegExp(
  `^(?:(?:${words})\\.?\\s?[-–—:]|[续續続]|suite (?:du|de la|de) (?:tableau|table|page)|fortsetzung (?:von|der|auf)\\s)`,
  "u",
);
const turning = /\bcontinued (?:overleaf|(?:on|from) (?:the )?(?:next|previous|preceding|following|page|p\.))/u;
const label = "table|tab\\.?|tabelle|tableau|tabla|tabella|tabela|exhibit|schedule|[续續附]?表格?";
const numbered = new RegExp(
  `^(?:${label})\\s?(?:no\\.?\\s?|nr\\.?\\s?)?([0-9]{1,4}(?:[.\\-–][0-9]{1,4}){0,3}[a-z]?|[a-z]|[ivxlc]{1,7})(?=$|[^a-z0-9])`,
  "u",
);
const numberedOn = new RegExp(`^[\\s,.:–—-]{0,3}(?:${short})(?:$|[^a-z])`, "u");

/** Longer texts are prose that happens to hold the word. */
const longest = 120;

/** Whether a short text says that it goes on with what came before, or will be gone on with: `Table 3 (continued)`, `续表`, `Fortsetzung`. */
export function isContinuation(text: string): boolean {
  if (text.length > 2 * longest) return false;
  const folded = canonicalText(text).toLowerCase();
  if (folded.length > longest) return false;
  const [named = ""] = numbered.exec(folded) ?? [];
  if (named !== "" && numberedOn.test(folded.slice(named.length))) return true;
  return folded.search(bracketed) >= 0 || [setOff, trailing, alone, leading, turning].some((pattern) => pattern.test(folded));
}

/** A header text as headers are compared: NFKC, white space and case folded, without words of continuation; a text of nothing else stays. */
export function foldHeader(text: string): string {
  const folded = canonicalText(text).toLowerCase();
  return folded.replace(bracketed, "").replace(setOff, "").replace(trailing, "").trim() || folded;
}

/** The number in a caption such as `Table 3.1: Staff`, in lower case; undefined where it begins with none. */
export function tableNumber(caption: string | undefined): string | undefined {
  if (caption === undefined) return undefined;
  return numbered.exec(canonicalText(caption.slice(0, longest)).toLowerCase())?.[1];
}
