// The graph of claims: the picture of what the table of the page says.

import cytoscape, { type Core, type ElementDefinition, type EventObject, type LayoutOptions, type NodeSingular } from "cytoscape";
import fcose from "cytoscape-fcose";

import { at, marker, type Chosen } from "./choosing";
import { button, make, unturned } from "./elements";
import { aside, boxOf, FAMILY, isShort, sheet } from "./looks";
import type { Places, Task } from "./spread";
import { svgOf } from "./svg";
import { strings } from "./strings";
import { enhance } from "./tables";

interface Node {
  id: string;
  label: string;
  kind: string;
  href: string | null;
}

interface Edge {
  id: string;
  source: string;
  target: string;
  label: string;
  modality: string;
  paraphrase: string;
  beside: string[];
  speakers: string[];
  href: string | null;
}

interface Answer {
  nodes: Node[];
  edges: Edge[];
  is_cut: boolean;
  hops?: { claim: string; start: string; end: string }[]; // of a path
}

cytoscape.use(fcose);
// It tells the console of each edge that is not drawn while its ends overlap, as they do on the way to their places.
cytoscape.warnings(false);

const MANY = 120; // things; for more, fcose would keep the page from answering too long

type Content = HTMLElement | string;

const LONGEST = 40; // characters of a label in the picture; the table has it whole

async function load(address: string): Promise<Answer> {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(strings.notLoaded);
  const found = (await answer.json()) as Answer;
  const names = [...found.nodes, ...found.edges].map(({ label }) => label).join("");
  // A canvas does not draw anew when a font arrives; without one, boxes are better than nothing.
  await Promise.allSettled([document.fonts.load(`1em ${FAMILY}`, names)]);
  return found;
}

function elements(answer: Answer, isLarge: boolean): ElementDefinition[] {
  const hops = answer.hops ?? [];
  const path = new Set(hops.flatMap((hop) => [hop.claim, hop.start, hop.end]));
  const role = (id: string): string => (path.size === 0 ? "" : path.has(id) ? "path" : "beside");
  const links = new Map<string, number>();
  for (const end of answer.edges.flatMap((edge) => [edge.source, edge.target])) {
    links.set(end, (links.get(end) ?? 0) + 1);
  }
  // In a large picture, what has many claims can be read from afar.
  const scale = (id: string): number => (isLarge ? 1 + Math.log2(links.get(id) ?? 1) / 2 : 1);
  return [
    ...answer.nodes.map((node) => {
      const short = shortened(unturned(node.label));
      return { data: { ...node, short, ...boxOf(short, scale(node.id)) }, classes: role(node.id) };
    }),
    ...answer.edges.map((edge) => ({
      data: { ...edge, label: unturned(edge.label), right: 0, down: 0 },
      classes: `${edge.modality} ${role(edge.id)}`,
    })),
  ];
}

const shortened = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;

/** Return what gives all things a place; of many, it is found beside the page, which answers on. */
async function layoutOf(all: ElementDefinition[], fit: boolean): Promise<LayoutOptions> {
  const things = all.filter(({ data }) => !data.source);
  if (things.length > MANY) {
    return { name: "preset", positions: (await placesOf(all)) as never, fit, padding: 10 };
  }
  const animate = !matchMedia("(prefers-reduced-motion)").matches;
  const options = { name: "fcose", quality: "default", randomize: fit, animate, fit };
  const room = { nodeRepulsion: () => 60_000, idealEdgeLength: () => 130, gravity: 0.15 };
  return { ...options, ...room, packComponents: true } as LayoutOptions;
}

/** Return the places of the things of a large picture. */
function placesOf(all: ElementDefinition[]): Promise<Places> {
  const worker = new Worker(new URL("./spread.ts", import.meta.url), { type: "module" });
  const boxes: Task["boxes"] = [];
  const links: Task["links"] = [];
  for (const { data } of all) {
    if (data.source) links.push({ source: data.source, target: data.target });
    else boxes.push({ id: data.id ?? "", width: data["width"] as number });
  }
  worker.postMessage({ boxes, links } satisfies Task);
  return new Promise((done) => {
    worker.addEventListener("message", ({ data }: MessageEvent<Places>) => {
      worker.terminate();
      done(data);
    });
  });
}

/** Add the claims of a thing: to the picture, to what the page says of it, and to its address. */
async function expand(core: Core, node: NodeSingular): Promise<void> {
  if (!node.data("href")) return;
  if (new URLSearchParams(location.search).getAll("also").includes(node.id())) return;
  const table = document.querySelector("[data-claims]");
  const asked = addressOf(core);
  if (asked.pathname !== "/graph") asked.search = new URLSearchParams({ focus: node.id() }).toString();
  else asked.searchParams.append("also", node.id());
  const address = `/graph${asked.search}`;
  if (!table) return location.assign(address); // a picture on another page
  const [answer, page] = await Promise.all([load(address), fetch(address, { headers: { Accept: "text/html" } })]);
  if (!page.ok) throw new Error(strings.notLoaded);
  const told = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[data-claims]");
  if (told) table.replaceWith(told);
  for (const rows of document.querySelectorAll<HTMLTableElement>("[data-claims] table")) enhance(rows);
  history.pushState(null, "", address);
  drawn = location.search;
  const fresh = elements(answer, false).filter((one) => core.getElementById(one.data.id ?? "").empty());
  const { x, y } = node.position();
  const placed = fresh.map((one) => ("source" in one.data ? one : { ...one, position: { x, y } }));
  core.add(placed);
  tellSize(core);
  if (fresh.length === 0) return;
  const all = core.elements().jsons() as unknown as ElementDefinition[];
  core.layout(await layoutOf(all, false)).run();
}

/** Name the lines that are long enough; the others tell theirs when they are chosen. */
function nameLines(core: Core): void {
  core.batch(() => {
    for (const edge of core.edges().toArray()) {
      const [from, to] = [edge.sourceEndpoint(), edge.targetEndpoint()];
      edge.data(aside(from, edge.midpoint(), to));
      edge.toggleClass("short", isShort(edge.data("label"), Math.hypot(to.x - from.x, to.y - from.y)));
    }
  });
}

function tellSize(core: Core): void {
  const size = strings.picture(core.nodes().length, core.edges().length);
  core.container()?.setAttribute("aria-label", size);
}

function show(aside: HTMLElement, title: string, href: string | null, ...more: Content[]): void {
  const name = href ? make("a", { href, dir: "auto" }, title) : make("bdi", {}, title);
  const paragraphs = more.filter(Boolean).map((line) => make("p", { dir: "auto" }, line));
  aside.replaceChildren(make("h3", {}, name), ...paragraphs);
}

function tellThing(core: Core, aside: HTMLElement, node: NodeSingular): void {
  const more = node.data("href") ? button(strings.expand, () => void expand(core, node)) : "";
  show(aside, node.data("label"), node.data("href"), node.data("kind"), more);
}

function tellClaim(aside: HTMLElement, edge: Edge): void {
  const held = `${edge.modality}; ${strings.heldBy} ${edge.speakers.join(", ")}`;
  show(aside, edge.paraphrase || edge.label, edge.href, edge.label, ...edge.beside, held);
}

function save(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function tools(core: Core): Record<string, () => void> {
  const zoom = (factor: number): void => {
    core.zoom({ level: core.zoom() * factor, renderedPosition: { x: core.width() / 2, y: core.height() / 2 } });
  };
  return {
    fit: () => core.fit(undefined, 30),
    closer: () => zoom(1.3),
    farther: () => zoom(1 / 1.3),
    png: () => save(nameOf(core, "png"), core.png({ output: "blob", full: true, scale: 2, bg: background() })),
    svg: () => save(nameOf(core, "svg"), new Blob([svgOf(core, background(), addressOf(core).href)], { type: "image/svg+xml" })),
  };
}

/** Return the address of what a picture shows. */
function addressOf(core: Core): URL {
  const source = core.container()?.closest<HTMLElement>(".graph")?.dataset["source"];
  return new URL(source ?? location.href, location.href);
}

/** Return a name for a file that tells what the picture shows, as in graph-cambodia-denied.svg. */
function nameOf(core: Core, suffix: string): string {
  const { pathname, searchParams } = addressOf(core);
  const words = [pathname.slice(1), ...[...searchParams.values()].map((value) => value.split(/[/#]/).at(-1) ?? "")];
  const plain = words.map((word) => word.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, "-")).filter(Boolean);
  return `${plain.join("-").slice(0, 80)}.${suffix}`;
}

const background = (): string => getComputedStyle(document.body).backgroundColor;

/** Draw the claims that an element asks for, or else those that the address asks for. */
export async function draw(place: HTMLElement): Promise<void> {
  const answer = await load(place.dataset["source"] ?? window.location.pathname + window.location.search);
  const canvas = place.querySelector<HTMLElement>(".canvas");
  const aside = place.querySelector<HTMLElement>(".selected");
  if (!canvas || !aside || answer.nodes.length === 0) return;
  const isLarge = answer.nodes.length > MANY;
  const all = elements(answer, isLarge);
  const layout = await layoutOf(all, true);
  place.hidden = false;
  const core = cytoscape({
    container: canvas,
    elements: all,
    layout,
    style: sheet(isLarge),
    minZoom: 0.05,
    maxZoom: 4,
    ...(isLarge ? { pixelRatio: 1, hideLabelsOnViewport: true } : {}),
  });
  tellSize(core);
  if (!isLarge) core.on("layoutstop dragfree", () => nameLines(core));
  core.ready(() => {
    if (!isLarge) nameLines(core);
    place.dataset["drawn"] = "";
  });
  const mark = isLarge ? marker(core) : () => undefined;
  const hit = ({ target, position }: EventObject): Chosen =>
    target === core ? at(core, position) : (target as Chosen);
  core.on("tap", (event) => {
    const chosen = hit(event);
    mark(chosen);
    if (chosen?.isNode()) tellThing(core, aside, chosen);
    else if (chosen) tellClaim(aside, chosen.data() as Edge);
  });
  core.on("dbltap", (event) => {
    const chosen = hit(event);
    if (chosen?.isNode()) void expand(core, chosen);
  });
  const actions = tools(core);
  for (const button of place.querySelectorAll<HTMLButtonElement>("button[data-do]")) {
    button.addEventListener("click", () => actions[button.dataset["do"] ?? ""]?.());
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => core.style(sheet(isLarge)));
}

let drawn = location.search; // a step to a place on the page keeps it

addEventListener("popstate", () => {
  if (location.search !== drawn) location.reload();
});

for (const place of document.querySelectorAll<HTMLElement>("#graph")) {
  void draw(place);
}

