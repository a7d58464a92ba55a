import { PDFHexString, PDFString } from "@cantoo/pdf-lib";

const isoDate = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** Any text as a PDF string. Lone surrogates become U+FFFD: a single one turns the whole text into nonsense in readers. */
export function textString(text: string): PDFHexString {
  return PDFHexString.fromText(text.toWellFormed());
}

/** An ISO 8601 date as PDF writes it (ISO 32000-1 §7.9.4), with as much of the time as is given. Throws a RangeError for other text. */
export function dateString(iso: string): PDFString {
  const match = isoDate.exec(iso);
  if (match === null) {
    throw new RangeError(`Cannot use date "${iso.slice(0, 80)}": expected ISO 8601, such as "2026-01-31T12:00:00Z"`);
  }
  const [, year, month, day, hours, minutes, seconds, zone] = match;
  const time = hours === undefined ? "" : `${hours}${minutes}${seconds ?? "00"}`;
  return PDFString.of(`D:${year}${month}${day}${time}${zoneString(zone)}`);
}

function zoneString(zone: string | undefined): string {
  if (zone === undefined || zone === "Z") return zone ?? "";
  return `${zone.slice(0, 3)}'${zone.slice(-2)}'`;
}
