import type { Document } from "./types.ts";

/** The function, but it makes its result only once for each document: a tree is never changed in place. */
export function perDocument<T>(make: (document: Document) => T): (document: Document) => T {
  const made = new WeakMap<Document, { readonly result: T }>();
  return (document) => {
    const known = made.get(document);
    if (known !== undefined) return known.result;
    const result = make(document);
    made.set(document, { result });
    return result;
  };
}
