/**
 * Names of columns as CSVW has them: unique and not empty, ASCII letters, digits and `_` as they are, all else percent-encoded, so is an
 * underscore in front.
 *
 * @see https://www.w3.org/TR/tabular-metadata/#columns — a name is a variable of RFC 6570 §2.3; one that begins with `_` is reserved
 */
export function csvwNames(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  const encoded = names.map((name, index) => encode(name) || `column_${index + 1}`);
  const used = new Set(encoded);
  return encoded.map((name) => {
    let count = (counts.get(name) ?? 0) + 1;
    let unique = name;
    // Names differ in the table, but may be equal without the queries of their links.
    while (count > 1 && used.has(unique)) unique = `${name}_${count++}`;
    used.add(unique);
    counts.set(name, count);
    return unique;
  });
}

function encode(name: string): string {
  const hex = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(name.toWellFormed()).replace(/[-.!~*'()]|^_/g, hex);
}
