import { seeded } from "../payload.ts";

export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** The mean of all values with its 95 % interval, by a bootstrap over the groups: values of one document are no independent draws. */
export function interval(groups: readonly (readonly number[])[], seed: number = 1): Interval {
  const random = seeded(seed);
  const sums = groups.map((values) => ({ sum: values.reduce((total, value) => total + value, 0), count: values.length }));
  const meanOf = (drawn: readonly { readonly sum: number; readonly count: number }[]): number =>
    drawn.reduce((total, { sum }) => total + sum, 0) / drawn.reduce((total, { count }) => total + count, 0);
  const means = Array.from({ length: 2000 }, () =>
    meanOf(sums.map(() => sums[Math.floor(random() * sums.length)] as (typeof sums)[number])),
  );
  const sorted = means.sort((one, other) => one - other);
  return { mean: meanOf(sums), low: sorted[50] as number, high: sorted[1949] as number };
}
