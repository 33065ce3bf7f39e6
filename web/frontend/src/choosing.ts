// Choosing in a large picture: what was clicked is found here, and marked in front of the picture.
//
// Cytoscape.js looks at everything three times for a click, and draws everything anew to show it.

import type { Core, EdgeSingular, NodeSingular, Position } from "cytoscape";

import { element } from "./svg";

export type Chosen = NodeSingular | EdgeSingular | undefined;

const NEAR = 8; // pixels from a line that still mean it

/** Return the thing at a place of the picture, or else the line that is nearest to it. */
export function at(core: Core, place: Position): Chosen {
  const thing = core.nodes().toArray().findLast((node) => covers(node, place));
  if (thing) return thing;
  let nearest: Chosen;
  let most = NEAR / core.zoom();
  for (const edge of core.edges().toArray()) {
    const distance = between(place, edge.source().position(), edge.target().position());
    if (distance <= most) [nearest, most] = [edge, distance];
  }
  return nearest;
}

function covers(node: NodeSingular, { x, y }: Position): boolean {
  const centre = node.position();
  return 2 * Math.abs(x - centre.x) <= node.data("width") && 2 * Math.abs(y - centre.y) <= node.data("height");
}

/** Return how far a place is from the line between two others. */
function between(place: Position, start: Position, end: Position): number {
  const [x, y] = [end.x - start.x, end.y - start.y];
  const along = ((place.x - start.x) * x + (place.y - start.y) * y) / (x * x + y * y || 1);
  const part = Math.min(Math.max(along, 0), 1);
  return Math.hypot(place.x - start.x - part * x, place.y - start.y - part * y);
}

/** Return a function that marks what is chosen; the mark goes where the picture goes. */
export function marker(core: Core): (chosen: Chosen) => void {
  const mark = element("g", { class: "mark" });
  core.container()?.append(element("svg", { class: "marks", "aria-hidden": "true" }, mark));
  let chosen: Chosen;
  const follow = (): void => {
    const { x, y } = core.pan();
    mark.setAttribute("transform", `translate(${x} ${y}) scale(${core.zoom()})`);
    mark.replaceChildren(...(chosen ? [shape(chosen)] : []));
  };
  core.on("viewport layoutstop", follow);
  return (now) => {
    chosen = now;
    follow();
  };
}

function shape(chosen: NodeSingular | EdgeSingular): SVGElement {
  if (chosen.isEdge()) {
    const [from, to] = [chosen.source().position(), chosen.target().position()];
    return element("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y });
  }
  const { x, y } = chosen.position();
  const [width, height] = [chosen.data("width") as number, chosen.data("height") as number];
  return element("rect", { x: x - width / 2, y: y - height / 2, width, height });
}
