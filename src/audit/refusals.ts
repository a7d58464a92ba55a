import { anchorCells } from "../tree/anchors.ts";
import type { Document, Node, Page, Table } from "../tree/types.ts";
import { visit } from "../tree/visit.ts";
import { type Finding, quote, toFinding } from "./finding.ts";

/** UTF-16 units; a longer text may quote a refusal and is none. */
const longest = 300;

const cannot =
  "(?:can(?:no| )?t|can not|cannot|could ?n[o']?t|can'?t|am (?:not able|unable) to|'m (?:not able|unable) to|was unable to|do(?: no|n')t)";
const work =
  "(?:transcribe|extract|read|see|view|process|parse|provide|fulfill|comply|access|identify|make out|convert|analy[sz]e|assist|help|have access|detect|find)";
/** What a refusal is about, somewhere in it. */
const matter =
  "(?=.{0,250}(?:text|image|imagen|picture|photo|bild|page|página|seite|document|dokument|documento|file|scan|content|inhalt|request|transcri|transkri|extract|extrah|extrai|extraer|lesen|lire|leer|assist|help|helfen|aider|ayudar|process))";
const source = "(?:image|picture|photo|page|document|file|scan|screenshot|attachment)";
const shot = "(?:image|picture|photo|scan|screenshot)";
const lacksWords =
  "(?:(?:does not|doesn't|did not|didn't) (?:appear to |seem to )?(?:contain|have|include|show)(?: any)?|(?:contains|has|shows) no) (?:\\w+ ){0,2}(?:text|words|content)\\b";
const isBlank =
  "(?:appears to be|seems to be|is) (?:completely |entirely |mostly )?(?:blank|empty|unreadable|illegible|corrupted)(?:[.!,;]|$)";
const given = "(?:provided |given |uploaded |attached )";
/** What a person writes of something of their own. */
const unowned = "(?!.{0,250}\\b(?:my|our|his|her|their)\\b)";

/** Sentences of a model that had nothing to read or would not, lower case and with plain apostrophes; each has to begin the text. */
const strong = toPatterns([
  "no_content_here",
  // English
  `${matter}${unowned}(?:(?:i(?:'| a)m|we(?:'| a)re) (?:very |really )?sorry|sorry|(?:my )?apologies|i apologi[sz]e|unfortunately)[ ,.:;!-]{1,3}(?:but )?(?:i.{0,60}(?:${cannot}|unable to|not able to) (?:\\w+ ){0,2}${work}\\b|(?:the (?:provided )?${source}|there (?:is|are)|no ${source})\\b.{0,120}(?:${cannot} (?:\\w+ ){0,2}${work}\\b|unable|not (?:able|contain|visible|provided|possible)|no (?:visible |readable )?(?:text|content)|blank|illegible))`,
  "as an? (?:ai|artificial intelligence|large language model)\\b.{0,60}\\bi(?:'m)?\\b",
  `${unowned}i ?${cannot} (?:\\w+ ){0,2}(?:transcribe|extract)\\b.{0,80}\\b(?:text|content|${source})\\b`,
  `(?:there (?:is|are|'s) no|there(?: is|'s)n't any|no) (?:\\w+ ){0,3}(?:text|content|words)(?: or \\w+)? (?:(?:is |are )?(?:visible |present |found |detected |available |shown |provided )?(?:in|on) (?:the|this) (?:\\w+ )?${source}|(?:to|for) (?:extract|transcribe|transcription|extraction))(?: to \\w+)?(?:[.!,;:]|$)`,
  `no (?:visible |readable |legible )?(?:text|text(?:ual)? content) (?:is |was |were |could be )?(?:visible|present|found|detected|provided|available)(?:[.!\\])]|$)`,
  `(?:the|this) ${given}?${shot} ${lacksWords}`,
  `(?:the|this) ${given}${source} (?:${lacksWords}|${isBlank})`,
  `(?:it (?:appears|seems|looks like) (?:that )?)?(?:no|the) ${source} (?:was|has been|is|were) (?:not )?(?:provided|attached|uploaded|included)`,
  // German
  `${matter}(?:es tut mir leid|entschuldigung|leider)[ ,.:;!-]{1,3}(?:aber )?(?:ich (?:kann|konnte)|(?:kann|konnte) ich)\\b.{0,120}\\b(?:nicht|kein)`,
  "ich (?:kann|konnte) (?:\\w+ ){0,5}(?:nicht|keinen?) (?:\\w+ ){0,3}(?:transkribieren|lesen|erkennen|extrahieren|sehen|verarbeiten|helfen)",
  "als (?:ki|künstliche intelligenz|sprachmodell)\\b.{0,60}\\bich\\b",
  "(?:(?:auf|in) (?:dem|der|diesem|dieser) (?:bild|seite|dokument) (?:ist|befindet sich) kein|(?:es ist )?kein) (?:\\w+ )?text(?: (?:vorhanden|erkennbar|sichtbar|gefunden|zu sehen))?(?: (?:auf|in) (?:dem|der|diesem|dieser) (?:bild|seite|dokument).{0,30})?(?:[.!]|$)",
  "bitte (?:stellen sie|laden sie|senden sie|geben sie)(?: mir)? (?:das|ein) bild\\b",
  // French
  `${matter}(?:je suis )?(?:vraiment )?désolée?[ ,.:;!-]{1,3}(?:mais )?(?:je ne|il n'y a|l'image)\\b.{0,120}\\b(?:pas|aucun)`,
  "je ne (?:peux|puis|suis) pas (?:\\w+ ){0,5}(?:transcrire|extraire|lire|voir|traiter|aider|identifier)",
  "en tant qu(?:e |')(?:ia|intelligence artificielle|modèle)\\b.{0,60}\\bje\\b",
  "(?:il n'y a (?:pas de|aucun)|aucun) texte\\b.{0,40}(?:image|page|document|visible|présent|détecté|lisible)",
  "veuillez (?:me )?(?:fournir|télécharger|joindre|envoyer) (?:l'|une )image\\b",
  // Spanish
  `${matter}lo siento[ ,.:;!-]{1,3}(?:pero )?(?:no (?:puedo|es posible|hay|se)|la imagen)\\b`,
  "no puedo (?:\\w+ ){0,3}(?:transcribir|extraer|leer|ver|procesar|ayudar|identificar)",
  "como (?:una? )?(?:ia|inteligencia artificial|modelo de lenguaje)\\b.{0,60}\\b(?:no|yo)\\b",
  "no (?:hay|se (?:ve|detecta|encuentra|encontró|detectó)) (?:ningún )?texto\\b.{0,40}(?:imagen|página|documento|visible|legible)",
  "por favor,? (?:proporcion[ae]|sub[ae]|adjunt[ae]|compart[ae]|envíe)(?:me)? (?:la|una) imagen\\b",
]);

/** What people write, too: a refusal only where nothing else is on the page. */
const weak = toPatterns([
  `${unowned}i ?${cannot} (?:\\w+ ){0,2}${work}\\b.{0,80}\\b(?:text|content|${source}|request|information|this)\\b`,
  `(?:the|this) ${source} ${lacksWords}`,
  `(?!this page is|(?:the|this) (?:document|file|page) is empty)(?:the|this) ${source} ${isBlank}`,
  "no (?:visible |readable |legible )?content (?:is |was |were |could be )?(?:visible|present|found|detected)(?:[.!\\])]|$)",
  `please (?:provide|upload|share|attach|send)(?: me)?(?: with)? (?:the|an|a|your) (?:\\w+ )?(?:(?:image|screenshot|scan)s?(?=[ .!,]|$)|(?:picture|photo)s?(?= (?:you|so|that|to|again)\\b))(?: (?:you|so|that|to|for|of the|again)\\b.{0,120})?(?:[.!,]|$)`,
]);

function toPatterns(patterns: readonly string[]): RegExp[] {
  return patterns.map((pattern) => new RegExp(`^(?:${pattern})`, "u"));
}

/** Short texts that look like what a model says when it cannot read a page. They stay in the document. */
export function refusalFindings(document: Document): Finding[] {
  const findings: Finding[] = [];
  for (const page of document.children) {
    const place = { pageNumber: page.number };
    const before = findings.length;
    visit(page, (node) => {
      const text = textOf(node);
      if (text === undefined || !isRefusal(text, () => isNearlyAll(text, page))) return undefined;
      const message = `The text looks like a model's refusal to read it: ${quote(text)}`;
      findings.push(toFinding("text-refusal", message, { ...place, pointer: node.pointer, regions: node.regions }));
      return undefined;
    });
    if (findings.length > before || page.source !== "items" || page.children.length === 0 || !isAllRefusal(page.markdown)) continue;
    const message = `The page's markdown looks like a model's refusal to read it: ${quote(page.markdown)}`;
    findings.push(toFinding("text-refusal", message, { ...place, pointer: page.pointer }));
  }
  return findings;
}

function textOf(node: Node): string | undefined {
  switch (node.type) {
    case "paragraph":
    case "heading":
    case "code":
    case "unknown":
      return node.value;
    case "image":
      return node.alt;
    case "table":
      return onlyText(node);
    default:
      return undefined;
  }
}

/** The only text of a table below its header, or in all of it where it has nothing else. */
function onlyText({ grid }: Table): string | undefined {
  let [first, firstHeader]: (string | undefined)[] = [];
  let [count, headerCount] = [0, 0];
  for (const { cell } of anchorCells(grid)) {
    if (cell.text === "") continue;
    if (cell.isHeader) {
      firstHeader ??= cell.text;
      headerCount++;
    } else {
      first ??= cell.text;
      count++;
    }
    if (count > 1) return undefined;
  }
  return count === 0 && headerCount > 1 ? undefined : (first ?? firstHeader);
}

/** Whether the text is what there is on the page, give or take a mark or two; what runs along its edges does not count. */
function isNearlyAll(text: string, { children }: Page): boolean {
  let total = 0;
  for (const { type, markdown } of children) if (type !== "pageHeader" && type !== "pageFooter") total += markdown.length;
  return total <= 1.25 * text.length + 20;
}

/** Whether no block of a markdown text is anything else. */
function isAllRefusal(markdown: string): boolean {
  const text = markdown.length > 2 * longest ? "" : markdown.trim();
  return text !== "" && text.split(/\n\s*\n/).every((block) => isRefusal(block, () => true));
}

function isRefusal(text: string, isAlone: () => boolean): boolean {
  if (text.length > longest) return false;
  const plain = text
    .normalize("NFKC")
    .replace(/[‘’`´]/g, "'")
    .replace(/^[\s*_#>"“”'[\](){}<!-]+/, "")
    .replace(/\s+/g, " ")
    .toLowerCase();
  const matches = (refusals: readonly RegExp[]): boolean => refusals.some((refusal) => refusal.test(plain));
  return matches(strong) || (matches(weak) && isAlone());
}
