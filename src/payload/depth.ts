import { PayloadError } from "../errors.ts";
import { joinPointer } from "./pointer.ts";

/** @default how deep lists may stand in lists, and objects or arrays in extracted data */
export const defaultMaxDepth = 64;

/** Deeper than this the stages that recurse could run out of stack. */
const largestMaxDepth = 256;

/** What is kept as sent may be this deep: of deeper values neither JSON.stringify nor structuredClone makes a copy for certain. */
export const keptDepth = 1000;

export function assertMaxDepth(maxDepth: number): void {
  if (!(maxDepth >= 1 && maxDepth <= largestMaxDepth)) throw new RangeError(`maxDepth is ${maxDepth}, expected 1 to ${largestMaxDepth}`);
}

/** Throws a PayloadError at the first value that stands more than `maxDepth` objects and arrays deep; keeps its own stack, so no input is too deep for it. */
export function assertDepth(root: unknown, maxDepth: number, rootPointer: string): void {
  const stack: { value: unknown; depth: number; pointer: string }[] = [{ value: root, depth: 0, pointer: rootPointer }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { value, depth, pointer } = top;
    if (typeof value !== "object" || value === null) continue;
    if (depth >= maxDepth) throw tooDeep(pointer, maxDepth);
    for (const [key, child] of Object.entries(value)) {
      if (typeof child === "object" && child !== null) stack.push({ value: child, depth: depth + 1, pointer: joinPointer(pointer, key) });
    }
  }
}

/** The error for a value nested too deep; its message shows the start of the pointer only, which is as long as the nesting. */
export function tooDeep(pointer: string, maxDepth: number): PayloadError {
  const shown = pointer.length > 80 ? `${pointer.slice(0, 80)}…` : pointer;
  const message = `Cannot read the payload: ${shown} is nested deeper than ${maxDepth} levels`;
  return new PayloadError("payload-too-deep", message, [{ pointer, message: `nested deeper than ${maxDepth} levels` }]);
}
