import { expect, test } from "vitest";
import { audit } from "../../src/audit/audit.ts";
import { normalize } from "../../src/document/normalize.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { code, doc, footer, header, heading, image, list, page, parseResult, table, text, type Wire } from "../build.ts";

const refused = (...items: readonly Wire[]): boolean => audit(doc(page(...items))).findings.some(({ code }) => code === "text-refusal");

const refusals = [
  "NO_CONTENT_HERE",
  "**NO_CONTENT_HERE**",
  "I'm sorry, but I can't assist with that request.",
  "I’m sorry, I cannot transcribe the text from this image as it is too blurry.",
  "Sorry, the provided image does not contain any text.",
  "I apologize, but I am unable to view the image.",
  "Unfortunately, the image is blank.",
  "As an AI language model, I cannot view images.",
  "As an AI, I'm unable to read the document.",
  "I cannot transcribe the content of this page.",
  "I am unable to extract text from the image you provided.",
  "I don't see any text in this image.",
  "There is no text in the image.",
  "There is no visible text on this page to transcribe.",
  "There are no words in the provided image.",
  "No text to extract.",
  "No text detected.",
  "The provided image is completely blank.",
  "No image was provided.",
  "The image does not contain any text.",
  "This picture doesn't appear to contain readable text.",
  "The provided document contains no text.",
  "[No text content found]",
  "[No text detected]",
  "Sorry, I cannot read the page.",
  "It appears that no image was attached.",
  "Please provide the image you would like me to transcribe.",
  "> Please upload an image.",
  "Es tut mir leid, aber ich kann den Text auf diesem Bild nicht lesen.",
  "Leider kann ich auf dem Bild keinen Text erkennen.",
  "Ich kann den Inhalt dieses Bildes nicht transkribieren.",
  "Auf dem Bild ist kein Text zu sehen.",
  "Als KI-Sprachmodell kann ich keine Bilder sehen.",
  "Bitte laden Sie das Bild hoch.",
  "Je suis désolé, mais je ne peux pas lire cette image.",
  "Désolée, je ne peux pas vous aider.",
  "Il n'y a pas de texte dans cette image.",
  "Aucun texte visible.",
  "Veuillez fournir l'image à transcrire.",
  "Lo siento, no puedo ayudar con eso.",
  "No puedo leer el texto de la imagen.",
  "No hay texto en la imagen.",
  "Por favor, proporcione la imagen.",
];

test.each(refusals)("%s", (words) => {
  expect(refused(text(words))).toBe(true);
});

const contents = [
  "This page intentionally left blank.",
  "As an AI company, we serve 40 markets.",
  "Sorry, we are closed.",
  "I'm sorry for your loss.",
  "Please provide the document number and the date.",
  "Please attach your resume.",
  "Please send the file to the address above.",
  "No content of this agreement shall be construed as a waiver.",
  "There is no text without context.",
  "There are no pages missing.",
  "The document is signed by both parties.",
  "The page is numbered.",
  "I cannot agree more.",
  "Please attach a photo.",
  "Please send a picture of the meter.",
  "I cannot read the text on my screen",
  "The document is empty.",
  "This page is blank.",
  "Sorry, I cannot attend the page review.",
  "Sorry, I cannot find my document.",
  "The image does not contain any copyrighted material.",
  "No content found its way into the book.",
  "Unfortunately, revenue fell by 4 %.",
  "Leider ist der Umsatz gesunken.",
  "Bitte geben Sie Ihre Kundennummer an.",
  "No puedo dormir.",
  "I'm sorry, I can't come.",
  "I do not have a license.",
  "Leider kann die Lieferung nicht erfolgen.",
  "Leider kann ich am Montag nicht kommen.",
  "Désolé, je ne peux pas venir.",
  "Lo siento, no puedo venir.",
  "Aucun accord n'a été signé.",
  `The reader answered: “I'm sorry, I can't transcribe the image.” ${"More text. ".repeat(30)}`,
  `I'm sorry, I can't transcribe the image. ${"It is a quotation in a long text. ".repeat(30)}`,
  "",
];

test.each(contents)("“%s” is content", (words) => {
  expect(refused(text(words))).toBe(false);
});

test("a refusal is found in any block, and stays there", () => {
  const words = "There is no text in the image.";
  for (const item of [heading(1, words), list(words), code(words), image(words, "a.png"), table(words), { type: "chart", md: words }])
    expect([item.type, refused(item)]).toEqual([item.type, true]);
  expect(refused(table(`a|${words}`, "1|2"))).toBe(false);
  expect(refused(table("Account|Balance", `${words}|`))).toBe(true);
  expect(refused(table("Account|Balance", `${words}|5`))).toBe(false);
});

test("what people write, too, is a refusal only where it is all of its page", () => {
  const others = text("The printer of the second floor reports this since Monday, and the supplier has been told.");
  for (const words of ["I cannot read the document.", "The image is blank.", "Please upload an image.", "The document contains no text."]) {
    expect([words, refused(text(words))]).toEqual([words, true]);
    expect([words, refused(header(others), heading(1, words), footer(others))]).toEqual([words, true]);
    expect([words, refused(text(words), others)]).toEqual([words, false]);
  }
  expect(refused(text("NO_CONTENT_HERE"), others)).toBe(true);
});

test("a refusal that only the page's markdown has is told of the page, once", () => {
  const told = (markdown: string, ...items: readonly Wire[]): string[] => {
    const read = readParseResult({ ...parseResult(page(...items)), markdown: { pages: [{ page_number: 1, markdown, success: true }] } });
    return audit(normalize(read)).findings.flatMap(({ code, pointer, message }) =>
      code === "text-refusal" ? [`${pointer} ${message}`] : [],
    );
  };
  const words = "I'm sorry, I can't read the image.\n\nPlease upload an image.";
  expect(told(words, text("Revenue"))).toEqual([
    "/items/pages/0 The page's markdown looks like a model's refusal to read it: “I'm sorry, I can't read the image. Please upload an image.”",
  ]);
  expect(told("I'm sorry, I can't read the image.", text("I'm sorry, I can't read the image."))).toHaveLength(1);
  expect(told(`${words}\n\nRevenue`, text("Revenue"))).toEqual([]);
  expect(told("Please upload an image.\n\nRevenue", text("Revenue"))).toEqual([]);
});

test("long runs of the words that begin a refusal are read fast", () => {
  expect(refused(text("i can't ".repeat(100_000)))).toBe(false);
  expect(refused(text("sorry, i ".repeat(33)))).toBe(false);
  expect(refused(text(" ".repeat(299)))).toBe(false);
});
