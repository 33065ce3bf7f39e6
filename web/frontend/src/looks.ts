// How things and claims look: the colours of the page's style sheet, and a line style a modality.

import type { Position, StylesheetStyle } from "cytoscape";

import { LINES } from "./lines";

const FONT = 11; // pixels, as all lengths here
const WIDEST = 130;
const PADDING = 14;

const SMALL = 9; // the font of what a line says
const ROOM = 8; // of a line beyond its name, at least

export const LEADING = 1.25; // heights of the font from one line of a name to the next
const ASIDE = 10; // from the middle of a line to that of its name
export const FAMILY = getComputedStyle(document.body).fontFamily;
const pen = document.createElement("canvas").getContext("2d");

export interface Box {
  width: number;
  height: number;
  font: number;
  widest: number;
}

/** Return the box around a name that is broken into lines between its words.
 *
 * @param scale How much larger than usual it is written.
 */
export function boxOf(name: string, scale: number): Box {
  const lines = linesOf(name);
  return {
    width: Math.max(...lines.map(measure)) * scale + PADDING,
    height: lines.length * FONT * LEADING * scale + PADDING,
    font: FONT * scale,
    widest: WIDEST * scale,
  };
}

/** Return the lines of a name. */
export function linesOf(name: string): string[] {
  const lines: string[] = [];
  for (const word of name.split(" ")) {
    const longer = `${lines.at(-1) ?? ""} ${word}`.trim();
    if (lines.length > 0 && measure(longer) <= WIDEST) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Return how far right and down the name of a line stands from its middle: on its outer side. */
export function aside(from: Position, middle: Position, to: Position): { right: number; down: number } {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [x, y] = [(to.y - from.y) / length, (from.x - to.x) / length];
  const bend = (middle.x - (from.x + to.x) / 2) * x + (middle.y - (from.y + to.y) / 2) * y;
  const isOuter = Math.abs(bend) > 1 ? bend > 0 : y < 0; // above a line that is straight
  const far = isOuter ? ASIDE : -ASIDE;
  return { right: x * far, down: y * far };
}

/** Tell whether a line is too short for its name, which would lie over what is near it. */
export const isShort = (name: string, length: number): boolean =>
  (measure(name) * SMALL) / FONT + ROOM > length;

function measure(words: string): number {
  if (!pen) return words.length * 6;
  pen.font = `${FONT}px ${FAMILY}`;
  return pen.measureText(words).width;
}

/** Return the value of a custom property of the page, such as a colour. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** Return the style sheet of the picture; lines are plain where there are many. */
export function sheet(many: boolean): StylesheetStyle[] {
  return [
    {
      selector: "node",
      style: {
        shape: many ? "rectangle" : "round-rectangle",
        label: "data(short)",
        width: "data(width)",
        height: "data(height)",
        "text-valign": "center",
        "text-wrap": "wrap",
        "text-max-width": "data(widest)",
        "font-family": FAMILY,
        "font-size": "data(font)",
        ...(many ? { "min-zoomed-font-size": 5, events: "no" } : {}),
        color: colour("text"),
        "background-color": colour("card"),
        "border-width": 1,
        "border-color": colour("quiet"),
      },
    },
    { selector: ":active", style: { "overlay-opacity": 0 } }, // a picture less for each click
    {
      selector: "node:selected",
      style: { "background-color": colour("link"), color: colour("page") }, // its size stays
    },
    {
      selector: "edge",
      style: {
        "curve-style": many ? "straight" : "bezier",
        label: many ? "" : "data(label)",
        events: many ? "no" : "yes",
        "font-family": FAMILY,
        "font-size": SMALL,
        "text-margin-x": "data(right)",
        "text-margin-y": "data(down)",
        "min-zoomed-font-size": 8,
        "text-rotation": "autorotate",
        "text-outline-color": colour("page"),
        "text-outline-width": 1.5,
        color: colour("quiet"),
      },
    },
    ...Object.entries(LINES).map(([modality, line]) => ({
      selector: `edge.${modality}`,
      style: {
        "line-color": colour(modality),
        "target-arrow-color": colour(modality),
        "target-arrow-shape": line.ends,
        "line-style": line.dash.length > 0 ? "dashed" : "solid",
        ...(line.dash.length > 0 ? { "line-dash-pattern": line.dash } : {}),
        width: line.width,
      },
    })),
    { selector: "edge.short", style: { label: "" } },
    // As on other pages: a double line; in front of things, which would hide it.
    {
      selector: "edge.denied",
      style: {
        "z-compound-depth": "top",
        width: 2.5,
        "line-color": colour("page"),
        "line-outline-width": 2,
        "line-outline-color": colour("denied"),
      },
    },
    { selector: ".beside", style: { opacity: 0.4 } },
    { selector: "node.path", style: { "border-width": 3, "border-color": colour("text") } },
    {
      selector: "edge.path",
      style: {
        "underlay-color": colour("text"),
        "underlay-opacity": 0.25,
        "underlay-padding": 5,
        color: colour("text"),
      },
    },
    { selector: "edge:selected", style: { label: "data(label)", color: colour("focus"), "z-index": 9 } },
  ] as StylesheetStyle[];
}
