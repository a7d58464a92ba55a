/** Whether two JSON values are equal, whatever the order of their fields; keeps its own stack, so none is too deep. */
export function sameJson(one: unknown, other: unknown): boolean {
  const stack: [unknown, unknown][] = [[one, other]];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const [left, right] = top;
    if (Object.is(left, right)) continue;
    if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
    if (Array.isArray(left) !== Array.isArray(right)) return false;
    const keys = Object.keys(left);
    if (keys.length !== Object.keys(right).length) return false;
    for (const key of keys) {
      if (!Object.hasOwn(right, key)) return false;
      stack.push([(left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key]]);
    }
  }
  return true;
}
