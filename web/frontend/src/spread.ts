// Places for the things of a large picture, found beside the page, which goes on answering.

import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from "d3-force";

export interface Box extends SimulationNodeDatum {
  id: string;
  width: number;
}

export interface Task {
  boxes: Box[];
  links: { source: string; target: string }[];
}

export type Places = Record<string, { x: number; y: number }>;

const TICKS = 220; // after which nothing moves that one would see
const FLAT = 0.6; // boxes are wide and low, and so is the picture

self.addEventListener("message", ({ data }: MessageEvent<Task>) => {
  const { boxes, links } = data;
  forceSimulation(boxes)
    .alphaDecay(1 - 0.001 ** (1 / TICKS))
    .force("charge", forceManyBody().strength(-700).distanceMax(2500).theta(1.1))
    .force("link", forceLink<Box, { source: string; target: string }>(links).id((box) => box.id).distance(150))
    .force("collide", forceCollide<Box>((box) => box.width / 2 + 8))
    .force("x", forceX(0).strength(0.05))
    .force("y", forceY(0).strength(0.05))
    .stop()
    .tick(TICKS);
  const places: Places = {};
  for (const { id, x = 0, y = 0 } of boxes) places[id] = { x, y: y * FLAT };
  self.postMessage(places);
});
