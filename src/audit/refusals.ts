import type { Document, Node } from "../tree/types.ts";
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

/** Sentences of a model that had nothing to read or would not, lower case and with plain apostrophes; each has to begin the text. */
const refusals: readonly RegExp[] = [
  "no_content_here",
  // English
  `${matter}(?:(?:i(?:'| a)m|we(?:'| a)re) (?:very |really )?sorry|sorry|(?:my )?apologies|i apologi[sz]e|unfortunately)[ ,.:;!-]{1,3}(?:but )?(?:i|the (?:provided )?${source}|there (?:is|are)|no ${source})\\b.{0,120}(?:${cannot}|unable|not (?:able|contain|visible|provided|possible)|no (?:visible |readable )?(?:text|content)|blank|illegible)`,
  "as an? (?:ai|artificial intelligence|large language model)\\b.{0,60}\\bi(?:'m)?\\b",
  `i ?${cannot} (?:\\w+ ){0,2}${work}\\b.{0,80}\\b(?:text|content|${source}|request|information|this)\\b`,
  `(?:there (?:is|are|'s) no|there(?: is|'s)n't any|no) (?:\\w+ ){0,3}(?:text|content|words)(?: or \\w+)? (?:(?:is |are )?(?:visible |present |found |detected |available |shown |provided )?(?:in|on) (?:the|this) (?:\\w+ )?${source}|(?:to|for) (?:extract|transcribe|transcription|extraction))(?: to \\w+)?(?:[.!,;:]|$)`,
  `no (?:visible |readable |legible )?text (?:is |was )?(?:visible|present|found|detected|provided)(?:[.!]|$)`,
  `(?:the|this) (?:provided |given |uploaded |attached )?${source} (?:appears to be|seems to be|is) (?:completely |entirely |mostly )?(?:blank|empty|unreadable|illegible|corrupted)(?:[.!,;]|$)`,
  `(?:it (?:appears|seems|looks like) (?:that )?)?(?:no|the) ${source} (?:was|has been|is|were) (?:not )?(?:provided|attached|uploaded|included)`,
  `please (?:provide|upload|share|attach|send)(?: me)?(?: with)? (?:the|an|a|your) (?:\\w+ )?(?:image|picture|photo|screenshot|scan|page image)s?(?: (?:you|so|that|to|for|of the|again)\\b.{0,120})?(?:[.!,]|$)`,
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
].map((pattern) => new RegExp(`^(?:${pattern})`, "u"));

/** Short texts that are what a model says when it cannot read a page. They stay in the document. */
export function refusalFindings(document: Document): Finding[] {
  const findings: Finding[] = [];
  for (const page of document.children) {
    visit(page, (node) => {
      const text = textOf(node);
      if (text === undefined || !isRefusal(text)) return undefined;
      const message = `The text is not of the page but of a model that could not read it: ${quote(text)}`;
      findings.push(toFinding("text-refusal", message, { pointer: node.pointer, pageNumber: page.number, regions: node.regions }));
      return undefined;
    });
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
    case "table": {
      const [only, ...others] = node.grid.rows.length > 1 ? [] : (node.grid.rows[0]?.cells ?? []);
      return others.some((cell) => cell.text !== "") ? undefined : only?.text;
    }
    default:
      return undefined;
  }
}

export function isRefusal(text: string): boolean {
  if (text.length > longest) return false;
  const plain = text
    .normalize("NFKC")
    .replace(/[‘’`´]/g, "'")
    .replace(/^[\s*_#>"“”'[\](){}<!-]+/, "")
    .replace(/\s+/g, " ")
    .toLowerCase();
  return refusals.some((refusal) => refusal.test(plain));
}
