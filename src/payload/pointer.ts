/** The pointer one or more steps further down (RFC 6901: `~` and `/` in a key are escaped). */
export function joinPointer(pointer: string, ...keys: readonly PropertyKey[]): string {
  let joined = pointer;
  for (const key of keys) {
    const name = String(key);
    joined += typeof key !== "number" && /[~/]/.test(name) ? `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}` : `/${name}`;
  }
  return joined;
}

/** The value a JSON Pointer leads to, by own properties only; undefined where it leads nowhere. */
export function resolvePointer(root: unknown, pointer: string): unknown {
  if (pointer !== "" && !pointer.startsWith("/")) return undefined;
  let value = root;
  for (const key of pointer.split("/").slice(1)) {
    if (typeof value !== "object" || value === null) return undefined;
    const name = key.replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(value) && name === "length") return undefined;
    value = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  }
  return value;
}
