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

import { unturned } from "./elements";
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
  edges: { id: string; source: string; target: string; modality: string }[];
}

const NAMESPACE = "http://www.w3.org/2000/svg";
const SIZE = { width: 480, height: 360 };
const APART = 6; // between claims that join the same things
const NAMED = 6; // things with the most claims, which have their names beside them

async function draw(place: HTMLElement): Promise<void> {
  const answers = await Promise.all((place.dataset["queries"] ?? "").split(" ").map(load));
  const { nodes, edges } = chosen(union(answers));
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

async function load(query: string): Promise<Answer> {
  const answer = await fetch(`/graph?${query}`, { headers: { Accept: "application/json" } });
  return answer.ok ? ((await answer.json()) as Answer) : { nodes: [], edges: [] };
}

/** Return the things and claims of several graphs, each once. */
function union(answers: Answer[]): Answer {
  const once = <One extends { id: string }>(all: One[]): One[] => [
    ...new Map(all.map((one) => [one.id, one])).values(),
  ];
  return {
    nodes: once(answers.flatMap(({ nodes }) => nodes)),
    edges: once(answers.flatMap(({ edges }) => edges)),
  };
}

/** Return the largest part of a graph whose things are all linked, and each with a denial. */
function chosen({ nodes, edges }: Answer): Answer {
  const denied = new Set(edges.filter(isDenied).map(({ source }) => source));
  const neighbours = new Map<string, string[]>(nodes.map((node) => [node.id, []]));
  for (const { source, target } of edges) {
    neighbours.get(source)?.push(target);
    neighbours.get(target)?.push(source);
  }
  const seen = new Set<string>();
  let best: string[] = [];
  const kept = new Set<string>();
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
    if (part.some((member) => denied.has(member))) for (const member of part) kept.add(member);
  }
  for (const member of best) kept.add(member);
  return {
    nodes: nodes.filter((node) => kept.has(node.id)),
    edges: edges.filter((edge) => kept.has(edge.source)),
  };
}

function show(place: HTMLElement, things: Thing[], claims: Claim[]): void {
  const picture = element("svg", { viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, "aria-hidden": "true" });
  const lines = claims.map(linesOf);
  const named = [...things].sort((a, b) => b.degree - a.degree).slice(0, NAMED);
  const dots = things.map((thing) => {
    const dot = element("g", {});
    const title = element("title", {});
    title.textContent = unturned(thing.label);
    dot.append(element("circle", { r: radius(thing) }), title);
    if (named.includes(thing)) {
      const text = element("text", { x: radius(thing) + 3, y: 4 });
      text.textContent = shortened(unturned(thing.label));
      dot.append(text);
    }
    return dot;
  });
  // What is denied stands in front, where nothing hides it.
  const front = lines.filter((_, index) => isDenied(claims[index]));
  const back = lines.filter((own) => !front.includes(own));
  picture.append(bar(), ...back.flat(), ...dots, ...front.flat());
  place.prepend(picture);
  place.hidden = false;
  const widths = dots.map((dot) => dot.querySelector("text")?.getBBox().width ?? 0);
  move(things, claims, lines, dots, widths);
}

function move(
  things: Thing[],
  claims: Claim[],
  lines: SVGElement[][],
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
  const shifts = shiftsOf(claims); // by now, the simulation has put the things in their place
  const place = (): void => {
    things.forEach((thing, index) => {
      thing.x = Math.min(Math.max(thing.x ?? 0, 12), SIZE.width - 12);
      thing.y = Math.min(Math.max(thing.y ?? 0, 12), SIZE.height - 12);
      dots[index]?.setAttribute("transform", `translate(${thing.x} ${thing.y})`);
      turn(dots[index], thing, widths[index] ?? 0);
    });
    claims.forEach((claim, index) => {
      const ends = Object.entries(endsOf(claim, shifts[index] ?? 0));
      for (const line of lines[index] ?? []) {
        for (const [name, value] of ends) line.setAttribute(name, String(value));
      }
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

/** Return the lines that a claim is drawn with; one that is denied is double, and ends at a bar. */
function linesOf({ modality }: Claim): SVGElement[] {
  const line = element("line", { class: modality, "stroke-dasharray": dash(modality) });
  if (!LINES[modality]?.isDouble) return [line];
  return [line, element("line", { class: "inner", "marker-end": "url(#bar)" })];
}

function bar(): SVGElement {
  const whole = { markerUnits: "userSpaceOnUse", overflow: "visible", orient: "auto" };
  const marker = element("marker", { id: "bar", ...whole });
  marker.append(element("path", { d: "M-1.5 -6H1.5V6H-1.5Z" }));
  return marker;
}

/** Return how far each claim stands from the middle of what it joins, as others join the same. */
function shiftsOf(claims: Claim[]): number[] {
  const pair = ({ source, target }: Claim): string =>
    [(source as Thing).id, (target as Thing).id].sort().join(" ");
  return claims.map((claim) => {
    const same = claims.filter((other) => pair(other) === pair(claim));
    const side = (claim.source as Thing).id < (claim.target as Thing).id ? 1 : -1;
    return side * (same.indexOf(claim) - (same.length - 1) / 2) * APART;
  });
}

function endsOf(claim: Claim, shift: number): Record<string, number> {
  const [from, to] = [claim.source as Thing, claim.target as Thing];
  const [x1, y1, x2, y2] = [from.x ?? 0, from.y ?? 0, to.x ?? 0, to.y ?? 0];
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [x, y] = [(x2 - x1) / length, (y2 - y1) / length];
  const gap = isDenied(claim) ? radius(to) + 3 : 0; // the bar stands before the dot
  return {
    x1: x1 - y * shift,
    y1: y1 + x * shift,
    x2: x2 - y * shift - x * gap,
    y2: y2 + x * shift - y * gap,
  };
}

const isDenied = (claim?: { modality: string }): boolean => claim?.modality === "denied";

const shortened = (name: string): string => (name.length > 26 ? `${name.slice(0, 25)}…` : name);

const radius = (thing: Thing): number => 3 + Math.sqrt(thing.degree);

const dash = (modality: string): string => LINES[modality]?.dash.join(" ") ?? "";

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

for (const place of document.querySelectorAll<HTMLElement>("#picture")) void draw(place);
