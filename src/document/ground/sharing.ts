/** The list with each entry mapped; the list itself when that changes none. */
export function mapShared<T>(list: readonly T[], map: (entry: T, index: number) => T): readonly T[] {
  const mapped = list.map(map);
  return mapped.some((entry, index) => entry !== list[index]) ? mapped : list;
}
