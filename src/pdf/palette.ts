import { unreachable } from "../errors.ts";
import type { Color, Highlight, HighlightStatus } from "../highlight/highlight.ts";

// Okabe and Ito's palette: told apart with every kind of color vision, black text stays readable under each.
const green: Color = [0, 0.62, 0.451];
const skyBlue: Color = [0.337, 0.706, 0.914];
const orange: Color = [0.902, 0.624, 0];
const vermilion: Color = [0.835, 0.369, 0];
const blue: Color = [0, 0.447, 0.698];
const purple: Color = [0.8, 0.475, 0.655];
const gray: Color = [0.6, 0.6, 0.6];
const yellow: Color = [0.941, 0.894, 0.259];

/** The highlight's own color, else that of its status, else that of its node type; yellow where it names none of them. */
export function colorOf({ color, status, nodeType }: Highlight): Color {
  if (color?.every((part) => Number.isFinite(part))) return color.map((part) => clamp(part)) as unknown as Color;
  return status === undefined ? colorOfType(nodeType) : colorOfStatus(status);
}

/** The highlight's own opacity within 0 to 1, else 0.4. */
export function opacityOf({ opacity = 0.4 }: Highlight): number {
  return Number.isFinite(opacity) ? clamp(opacity) : 0.4;
}

function colorOfStatus(status: HighlightStatus): Color {
  switch (status) {
    case "supported":
      return green;
    case "derived":
      return skyBlue;
    case "contradicted":
      return vermilion;
    case "unlocated":
      return gray;
    case "unchecked":
      return yellow;
    default:
      return unreachable(status);
  }
}

function colorOfType(nodeType: string | undefined): Color {
  switch (nodeType) {
    case "table":
      return green;
    case "list":
    case "listItem":
      return skyBlue;
    case "code":
      return orange;
    case "unknown":
      return vermilion;
    case "heading":
    case "link":
      return blue;
    case "image":
      return purple;
    case "pageHeader":
    case "pageFooter":
      return gray;
    default:
      return yellow;
  }
}

function clamp(part: number): number {
  return Math.round(Math.min(Math.max(part, 0), 1) * 1000) / 1000 + 0;
}
