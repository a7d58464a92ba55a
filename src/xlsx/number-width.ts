interface Shape {
  readonly isDate: boolean;
  readonly isGeneral: boolean;
  readonly isGrouped: boolean;
  readonly decimals: number;
  /** Decimal places that the value is moved to the left: 2 for a percent. */
  readonly shift: number;
  readonly signs: number;
}

const shapes = new Map<string, Shape>();
const shapeLimit = 1_000;

/** About as many characters as the number takes under the format; a few more rather than fewer, as a number that does not fit is shown as `####`. */
export function formattedLength(number: number, format: string): number {
  const shape = shapes.get(format) ?? remember(format);
  if (shape.isDate) return shape.signs;
  if (shape.isGeneral) return Math.min(String(number).length, 12);
  const whole = Math.abs(number) * 10 ** shape.shift;
  const digits = whole < 10 ? 1 : Math.floor(Math.log10(whole)) + 1;
  const grouping = shape.isGrouped ? Math.floor((digits - 1) / 2) : 0;
  return digits + grouping + shape.decimals + shape.signs + (number < 0 ? 1 : 0);
}

/** A format is looked at once; the memory is bounded, as formats come from the input. */
function remember(format: string): Shape {
  if (shapes.size >= shapeLimit) shapes.clear();
  const shape = shapeOf(format);
  shapes.set(format, shape);
  return shape;
}

function shapeOf(format: string): Shape {
  const plain = format.replace(/\[[^\]]*\]/g, "");
  // The sections differ in little more than their signs, so the longest stands for all.
  const longest = plain.split(";").reduce((one, other) => (other.length > one.length ? other : one), "");
  const marks = longest.replace(/\\.|"[^"]*"|_.|\*./gsu, "");
  const quoted = [...longest.matchAll(/"([^"]*)"|\\.|_./gsu)].reduce((sum, [, text]) => sum + (text?.length ?? 1), 0);
  const decimals = /\.([0#?]+)/.exec(marks)?.[1]?.length;
  return {
    isDate: /[ymd]/i.test(marks) && !/general/i.test(marks),
    isGeneral: /general/i.test(marks),
    isGrouped: /[#0],[#0]/.test(marks),
    decimals: decimals === undefined ? 0 : decimals + 1,
    shift: marks.includes("%") ? 2 : 0,
    // Month names are longer than "mmmm".
    signs: quoted + (/[ymd]/i.test(marks) ? marks.replace(/m{4}/i, "September").length : marks.replace(/[#0?.,]/g, "").length),
  };
}
