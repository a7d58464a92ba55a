import { Containers, type StartedItem } from "./containers.ts";
import { Leaf, type LineRole } from "./leaf.ts";
import { Line } from "./line.ts";

/**
 * Reads the blocks of a markdown text line by line, as CommonMark 0.31 and GFM 0.29 have them, without looking back or recursing.
 *
 * It tells where blocks begin and end, not what stands in them.
 */
export class BlockReader {
  readonly line: Line;
  readonly containers: Containers;
  readonly leaf: Leaf;
  /** What the line that was read last is to the innermost block. */
  role: LineRole = "same";
  /** Whether it begins a container that stands in no other and is no item of the list before. */
  opensContainer: boolean = false;

  constructor(text: string, onItem?: (item: StartedItem) => void) {
    this.line = new Line(text);
    this.containers = new Containers(onItem);
    this.leaf = new Leaf(text);
  }

  /** Goes on with [start, limit) as if it were a text of its own; stretches must ascend. */
  restart(start: number, limit: number): void {
    this.line.seek(start, limit);
    this.containers.close(0);
    this.leaf.close();
  }

  /** Reads the next line; false when there is none. */
  next(): boolean {
    const { line, containers, leaf } = this;
    if (!line.next()) return false;
    const { depth } = containers;
    const matched = containers.match(line);
    const isWhole = matched === depth;
    let isLazy = false;
    this.opensContainer = false;
    if (containers.isSibling) {
      leaf.close();
      containers.open(line, matched, false);
    } else if (!(isWhole && leaf.isConcrete)) {
      if (containers.open(line, matched, isWhole && leaf.isInterrupted)) {
        leaf.close();
        this.opensContainer = matched === 0;
      } else isLazy = !isWhole;
    }
    this.role = leaf.read(line, isLazy);
    if (isLazy && (line.isBlank || this.role !== "same")) containers.close(matched);
    return true;
  }
}
