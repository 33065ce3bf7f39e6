// The picture as SVG, drawn from the places that the layout found.

import type { Core, EdgeSingular, NodeSingular, Position } from "cytoscape";

import { LINES, type Line } from "./lines";
import { colour, FAMILY, LEADING, linesOf } from "./looks";

const NAMESPACE = "http://www.w3.org/2000/svg";
const MARGIN = 20;
const ROW = 18; // of the legend, from one to the next
const LEAST = 320; // the width that the legend takes

/** How a line ends, with its tip at the origin, on the right of what it ends. */
const ENDS: Readonly<Record<Line["ends"], string>> = {
  triangle: "M0 0L-8 -4V4Z",
  tee: "M0 -5H-2V5H0Z",
  vee: "M0 0L-9 -4.5L-6.5 0L-9 4.5Z",
  circle: "M0 0A3.5 3.5 0 0 0 -7 0A3.5 3.5 0 0 0 0 0Z",
};

/** Return the picture as the text of an SVG file, with what its lines mean and where it is from. */
export function svgOf(core: Core, background: string, address: string): string {
  const { x1, y1, y2, w, h } = core.elements().boundingBox();
  const below = (Object.keys(LINES).length + 1) * ROW;
  const size = { width: Math.max(w, LEAST) + 2 * MARGIN, height: h + below + 3 * MARGIN };
  const [left, top] = [x1 - MARGIN, y1 - MARGIN];
  const root = element("svg", { ...size, viewBox: `${left} ${top} ${size.width} ${size.height}` });
  root.append(
    element("defs", {}, ...Object.entries(LINES).map(([modality, { ends }]) => tip(modality, ends))),
    element("rect", { ...size, x: left, y: top, fill: background }),
    ...core.edges("[modality != 'denied']").toArray().filter(isDrawn).map((edge) => claim(edge, background)),
    ...core.nodes().map(thing),
    ...core.edges("[modality = 'denied']").toArray().filter(isDrawn).map((edge) => claim(edge, background)), // as on the page
    ...legend({ x: x1, y: y2 + MARGIN }, background, address),
  );
  return new XMLSerializer().serializeToString(root);
}

function tip(modality: string, ends: Line["ends"]): SVGElement {
  const shape = element("path", { d: ENDS[ends], fill: colour(modality) });
  const whole = { markerUnits: "userSpaceOnUse", overflow: "visible" };
  return element("marker", { id: `end-${modality}`, orient: "auto", ...whole }, shape);
}

/** Return whether a line has a way; it has none where the things at its ends lie on each other. */
function isDrawn(edge: EdgeSingular): boolean {
  const places = [edge.sourceEndpoint(), edge.targetEndpoint(), edge.midpoint()];
  return places.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
}

function claim(edge: EdgeSingular, background: string): SVGElement {
  const modality = edge.data("modality") as string;
  const parts = strokes(path(edge), modality, background);
  const { x, y } = edge.midpoint();
  const place = { x: x + (edge.data("right") as number), y: y + (edge.data("down") as number) };
  const words = text([edge.style("label") as string], place, 9, edge.style("color") as string);
  const halo = { stroke: background, "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" };
  const named = element("g", { ...halo, transform: slope(edge, place) }, words);
  return element("g", { opacity: edge.style("opacity") as string }, ...parts, named);
}

/** Return the line of a modality along a way. */
function strokes(d: string, modality: string, background: string): SVGElement[] {
  const line = LINES[modality];
  const end = { "marker-end": `url(#end-${modality})` };
  const dash: Record<string, string> = line?.dash.length ? { "stroke-dasharray": line.dash.join(" ") } : {};
  const drawn = { d, fill: "none", stroke: colour(modality), "stroke-width": line?.width ?? 1 };
  return line?.isDouble
    ? [element("path", drawn), element("path", { ...drawn, ...end, stroke: background, "stroke-width": 2.5 })]
    : [element("path", { ...drawn, ...dash, ...end })];
}

/** Return what the line of each modality looks like, and an address, one below the other. */
function legend({ x, y }: Position, background: string, address: string): SVGElement[] {
  const words = (told: string, right: number, row: number): SVGElement => {
    const style = { "dominant-baseline": "middle", "font-family": FAMILY, "font-size": 11, fill: colour("text") };
    const made = element("text", { x: x + right, y: y + row * ROW, ...style });
    made.textContent = told;
    return made;
  };
  const modalities = Object.keys(LINES);
  const lines = modalities.flatMap((modality, row) => [
    ...strokes(`M${x} ${y + row * ROW}h44`, modality, background),
    words(modality, 54, row),
  ]);
  return [element("g", { class: "legend" }, ...lines, words(address, 0, modalities.length))];
}

/** Return the way of a line, which bends where several join the same things. */
function path(edge: EdgeSingular): string {
  const at = ({ x, y }: Position): string => `${x} ${y}`;
  const end = edge.targetEndpoint();
  const bends = edge.controlPoints() ?? [];
  const curves = bends.map((bend, index) => {
    const next = bends[index + 1];
    return `Q${at(bend)} ${at(next ? { x: (bend.x + next.x) / 2, y: (bend.y + next.y) / 2 } : end)}`;
  });
  return `M${at(edge.sourceEndpoint())}${curves.join("") || `L${at(end)}`}`;
}

/** Return what turns a name along a line, so that it can be read from left to right. */
function slope(edge: EdgeSingular, { x, y }: Position): string {
  const [from, to] = [edge.sourceEndpoint(), edge.targetEndpoint()];
  const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  return `rotate(${Math.abs(angle) > 90 ? angle - 180 : angle} ${x} ${y})`;
}

function thing(node: NodeSingular): SVGElement {
  const size = (name: string): number => node.data(name) as number;
  const [width, height] = [size("width"), size("height")];
  const { x, y } = node.position();
  const box = { x: x - width / 2, y: y - height / 2, width, height, rx: 5 };
  const border = {
    stroke: node.style("border-color") as string,
    "stroke-width": node.style("border-width") as string,
  };
  return element(
    "g",
    { opacity: node.style("opacity") as string },
    element("rect", { ...box, ...border, fill: colour("card") }),
    text(linesOf(node.data("short") as string), { x, y }, size("font"), colour("text")),
  );
}

/** Return an element of SVG with attributes and content. */
export function element(
  name: string,
  attributes: Record<string, string | number>,
  ...parts: SVGElement[]
): SVGElement {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...parts);
  return made;
}

/** Return lines of text around a place. */
function text(lines: string[], { x, y }: Position, font: number, fill: string): SVGElement {
  const style = { "text-anchor": "middle", "dominant-baseline": "middle", "font-family": FAMILY };
  const spans = lines.map((line, index) => {
    const height = y + (index - (lines.length - 1) / 2) * font * LEADING;
    const span = element("tspan", { x, y: height });
    span.textContent = line;
    return span;
  });
  return element("text", { ...style, "font-size": font, fill }, ...spans);
}
