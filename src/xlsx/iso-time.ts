import { isDay } from "./date-serial.ts";

const pattern = /^(\d{4}-\d\d-\d\d)(?:T((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?)(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?$/;

/** The ISO 8601 date or time with its zone, UTC where it names none: equal texts are equal times wherever they are read. Nothing for any other text. */
export function isoTime(text: string): string | undefined {
  const [, date = "", time = "00:00", zone = "Z"] = pattern.exec(text) ?? [];
  return isDay(date) ? `${date}T${time}${zone}` : undefined;
}
