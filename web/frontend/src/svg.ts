// The picture as SVG, drawn from the places that the layout found.

import type { Core } from "cytoscape";

import { LINES } from "./lines";
import { colour } from "./looks";

const NAMESPACE = "http://www.w3.org/2000/svg";
const MARGIN = 20;

/** Return the picture as the text of an SVG file. */
export function svgOf(core: Core, background: string): string {
  const box = core.elements().boundingBox();
  const size = { width: box.w + 2 * MARGIN, height: box.h + 2 * MARGIN };
  const root = element("svg", { ...size, viewBox: `0 0 ${size.width} ${size.height}` });
  root.append(element("rect", { ...size, fill: background }));
  const shift = { x: MARGIN - box.x1, y: MARGIN - box.y1 };
  core.edges().forEach((edge) => {
    const line = LINES[edge.data("modality") as string] ?? LINES["asserted"];
    const stroke = colour(edge.data("modality") as string);
    const from = edge.sourceEndpoint();
    const to = edge.targetEndpoint();
    const ends = {
      x1: from.x + shift.x,
      y1: from.y + shift.y,
      x2: to.x + shift.x,
      y2: to.y + shift.y,
    };
    const dash = { "stroke-dasharray": line?.dash.join(" ") ?? "" };
    root.append(element("line", { ...ends, ...dash, stroke, "stroke-width": line?.width ?? 1 }));
    if (line?.isDouble) root.append(element("line", { ...ends, stroke: background, "stroke-width": 2 }));
    root.append(
      label(edge.data("label") as string, edge.midpoint(), shift, 9, colour("quiet")),
    );
  });
  core.nodes().forEach((node) => {
    const { w, h } = node.boundingBox({ includeLabels: false });
    const { x, y } = node.position();
    const place = { x: x - w / 2 + shift.x, y: y - h / 2 + shift.y, width: w, height: h, rx: 5 };
    root.append(
      element("rect", { ...place, fill: colour("card"), stroke: colour("quiet") }),
      label(node.data("short") as string, node.position(), shift, node.data("font") as number, colour("text")),
    );
  });
  return new XMLSerializer().serializeToString(root);
}

/** Return an element of SVG with attributes. */
export function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function label(
  text: string,
  place: { x: number; y: number },
  shift: { x: number; y: number },
  size: number,
  fill: string,
): SVGElement {
  const made = element("text", {
    x: place.x + shift.x,
    y: place.y + shift.y,
    "text-anchor": "middle",
    "dominant-baseline": "middle",
    "font-family": "sans-serif",
    "font-size": size,
    fill,
  });
  made.textContent = text;
  return made;
}
