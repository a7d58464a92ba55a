import { type Box, type Region, union } from "../../geometry/box.ts";
import { type Point, turn } from "../../geometry/matrix.ts";

/** The places as compact JSON, `[[page,x,y,width,height],…]`, with the rotation sixth where a box is turned. */
export function formatBoxes(regions: readonly Region[]): string {
  return JSON.stringify(
    regions.map(({ pageNumber, box: { x, y, width, height, rotation } }) =>
      rotation === undefined ? [pageNumber, x, y, width, height] : [pageNumber, x, y, width, height, rotation],
    ),
  );
}

/**
 * The places that the `boxes_json` of a record holds, for highlights.
 *
 * @throws {RangeError} when the text is not what `formatBoxes` writes
 */
export function parseBoxes(json: string): Region[] {
  const rows: unknown = parsed(json);
  if (!Array.isArray(rows)) throw unreadable(json);
  return rows.map((row: unknown) => {
    if (!Array.isArray(row) || row.length < 5 || row.length > 6 || !row.every((value) => typeof value === "number")) throw unreadable(json);
    const [pageNumber, x, y, width, height, rotation] = row as [number, number, number, number, number, number?];
    return { pageNumber, box: { x, y, width, height, ...(rotation === undefined ? {} : { rotation }) } };
  });
}

/** One unturned box a page, around all boxes on it, in the order of first mention. */
export function hullBoxes(regions: readonly Region[]): Region[] {
  const boxes = new Map<number, Box[]>();
  for (const { pageNumber, box } of regions) {
    const bounds = unturned(box);
    const onPage = boxes.get(pageNumber);
    if (onPage === undefined) boxes.set(pageNumber, [bounds]);
    else onPage.push(bounds);
  }
  return [...boxes].map(([pageNumber, onPage]) => ({ pageNumber, box: union(onPage) }));
}

function unturned(box: Box): Box {
  const { x, y, width, height, rotation } = box;
  if (rotation === undefined) return box;
  const center: Point = [x + width / 2, y + height / 2];
  const corners = [x, x + width].flatMap((left) => [y, y + height].map((top) => turn([left, top], rotation, center)));
  return union(corners.map(([left, top]) => ({ x: left, y: top, width: 0, height: 0 })));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw unreadable(json);
  }
}

function unreadable(json: string): RangeError {
  return new RangeError(`Cannot read boxes from ${JSON.stringify(json.slice(0, 80))}, expected [[page,x,y,width,height],…]`);
}
