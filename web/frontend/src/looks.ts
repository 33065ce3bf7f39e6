// How things and claims look: the colours of the page's style sheet, and a line style a modality.

import type { NodeSingular, StylesheetStyle } from "cytoscape";

import { LINES } from "./lines";

const FONT = 11; // pixels, as all lengths here
const WIDEST = 130;
const PADDING = 14;

const pen = document.createElement("canvas").getContext("2d");

const sizes = new Map<string, { width: number; height: number }>();

/** Return the size of a box around a text; a text is measured once. */
function size(text: string): { width: number; height: number } {
  const known = sizes.get(text) ?? measured(text);
  sizes.set(text, known);
  return known;
}

/** Return the size of a box around a text that is broken into lines between its words. */
function measured(text: string): { width: number; height: number } {
  if (pen) pen.font = `${FONT}px ${getComputedStyle(document.body).fontFamily}`;
  const measure = (words: string): number => pen?.measureText(words).width ?? words.length * 6;
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1) ?? ""} ${word}`.trim();
    if (lines.length > 0 && measure(longer) <= WIDEST) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const width = Math.max(...lines.map(measure));
  return { width: width + PADDING, height: lines.length * FONT * 1.25 + PADDING };
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
        shape: "round-rectangle",
        label: "data(short)",
        width: (node: NodeSingular) => size(node.data("short") as string).width,
        height: (node: NodeSingular) => size(node.data("short") as string).height,
        "text-valign": "center",
        "text-wrap": "wrap",
        "text-max-width": `${WIDEST}px`,
        "font-size": FONT,
        color: colour("text"),
        "background-color": colour("card"),
        "border-width": 1,
        "border-color": colour("quiet"),
      },
    },
    {
      selector: "node:selected",
      style: { "border-width": 3, "border-color": colour("focus") },
    },
    {
      selector: "edge",
      style: {
        "curve-style": many ? "straight" : "bezier",
        label: many ? "" : "data(label)",
        "font-size": 9,
        "min-zoomed-font-size": 8,
        "text-rotation": "autorotate",
        "text-background-color": colour("page"),
        "text-background-opacity": 0.85,
        "text-background-padding": "2px",
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
