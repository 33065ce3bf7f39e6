// A small picture of the graph on the entrance page: things that claims join, drawn as one watches.

import {
  forceCenter,
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from "d3-force";

import { LINES } from "./lines";

interface Thing extends SimulationNodeDatum {
  id: string;
  label: string;
  href: string | null;
  degree: number;
}

interface Claim extends SimulationLinkDatum<Thing> {
  modality: string;
}

interface Answer {
  nodes: Thing[];
  edges: { source: string; target: string; modality: string }[];
}

const NAMESPACE = "http://www.w3.org/2000/svg";
const SIZE = { width: 480, height: 360 };
const NAMED = 6; // things with the most claims, which have their names beside them

async function draw(place: HTMLElement): Promise<void> {
  const query = place.dataset["query"] ?? "";
  const answer = await fetch(`/graph?${query}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const { nodes, edges } = largest((await answer.json()) as Answer);
  const things = new Map(nodes.map((node) => [node.id, { ...node, degree: 0 }]));
  for (const { source, target } of edges) {
    for (const end of [source, target]) {
      const thing = things.get(end);
      if (thing) thing.degree += 1;
    }
  }
  const claims: Claim[] = edges.map((edge) => ({ ...edge }));
  if (claims.length > 0) show(place, [...things.values()], claims);
}

/** Return the largest part of a graph whose things are all linked with each other. */
function largest({ nodes, edges }: Answer): Answer {
  const neighbours = new Map<string, string[]>(nodes.map((node) => [node.id, []]));
  for (const { source, target } of edges) {
    neighbours.get(source)?.push(target);
    neighbours.get(target)?.push(source);
  }
  const seen = new Set<string>();
  let best: string[] = [];
  for (const { id } of nodes) {
    if (seen.has(id)) continue;
    const part = [id];
    seen.add(id);
    for (const member of part) {
      for (const other of neighbours.get(member) ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        part.push(other); // and is visited by this very loop
      }
    }
    if (part.length > best.length) best = part;
  }
  const kept = new Set(best);
  return {
    nodes: nodes.filter((node) => kept.has(node.id)),
    edges: edges.filter((edge) => kept.has(edge.source)),
  };
}

function show(place: HTMLElement, things: Thing[], claims: Claim[]): void {
  const picture = element("svg", { viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, "aria-hidden": "true" });
  const lines = claims.map((claim) => {
    const line = element("line", { class: claim.modality, "stroke-dasharray": dash(claim.modality) });
    picture.append(line);
    return line;
  });
  const named = [...things].sort((a, b) => b.degree - a.degree).slice(0, NAMED);
  const dots = things.map((thing) => {
    const dot = element("g", {});
    const title = element("title", {});
    title.textContent = thing.label;
    dot.append(element("circle", { r: radius(thing) }), title);
    if (named.includes(thing)) {
      const text = element("text", { x: radius(thing) + 3, y: 4 });
      text.textContent = thing.label.length > 26 ? `${thing.label.slice(0, 25)}…` : thing.label;
      dot.append(text);
    }
    picture.append(dot);
    return dot;
  });
  place.replaceChildren(picture);
  place.hidden = false;
  const widths = dots.map((dot) => dot.querySelector("text")?.getBBox().width ?? 0);
  move(things, claims, lines, dots, widths);
}

function move(
  things: Thing[],
  claims: Claim[],
  lines: SVGElement[],
  dots: SVGElement[],
  widths: number[],
): void {
  const simulation = forceSimulation(things)
    .force("link", forceLink<Thing, Claim>(claims).id((thing) => thing.id).distance(38))
    .force("charge", forceManyBody().strength(-45))
    .force("collide", forceCollide<Thing>((thing) => radius(thing) + 3))
    .force("x", forceX(SIZE.width / 2).strength(0.06))
    .force("y", forceY(SIZE.height / 2).strength(0.09))
    .force("center", forceCenter(SIZE.width / 2, SIZE.height / 2));
  const place = (): void => {
    things.forEach((thing, index) => {
      thing.x = Math.min(Math.max(thing.x ?? 0, 12), SIZE.width - 12);
      thing.y = Math.min(Math.max(thing.y ?? 0, 12), SIZE.height - 12);
      dots[index]?.setAttribute("transform", `translate(${thing.x} ${thing.y})`);
      turn(dots[index], thing, widths[index] ?? 0);
    });
    claims.forEach((claim, index) => {
      const from = claim.source as Thing;
      const to = claim.target as Thing;
      const ends = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
      for (const [name, value] of Object.entries(ends)) lines[index]?.setAttribute(name, String(value));
    });
  };
  if (matchMedia("(prefers-reduced-motion)").matches) {
    simulation.stop().tick(200);
    place();
  } else simulation.on("tick", place);
}

/** Put the name of a thing on the side where the picture has room for it. */
function turn(dot: SVGElement | undefined, thing: Thing, width: number): void {
  const text = dot?.querySelector("text");
  const gap = radius(thing) + 3;
  const fits = (thing.x ?? 0) + gap + width < SIZE.width;
  text?.setAttribute("text-anchor", fits ? "start" : "end");
  text?.setAttribute("x", String(fits ? gap : -gap));
}

const radius = (thing: Thing): number => 3 + Math.sqrt(thing.degree);

const dash = (modality: string): string => LINES[modality]?.dash.join(" ") ?? "";

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

for (const place of document.querySelectorAll<HTMLElement>("#picture")) void draw(place);
