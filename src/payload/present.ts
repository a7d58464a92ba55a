/** The fields that are neither undefined nor null: on the wire, absent and null mean the same. */
export type Present<T> = { readonly [K in keyof T as undefined extends T[K] ? never : null extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as undefined extends T[K] ? K : null extends T[K] ? K : never]?: NonNullable<T[K]>;
};

/** A copy without the fields that are undefined or null. */
export function present<const T extends object>(fields: T): Present<T> {
  const kept: Record<string, unknown> = {};
  for (const key of Object.keys(fields)) {
    const value = (fields as Record<string, unknown>)[key];
    if (value !== undefined && value !== null) kept[key] = value;
  }
  return kept as Present<T>;
}
