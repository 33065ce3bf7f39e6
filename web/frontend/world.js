// The map of the world, made once when the browser's code is built: the outline of each state on an
// equal-area map, and a place for each that is too small to have one. The server draws it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";

const WIDTH = 960;
const HIDDEN = new Set(["010"]); // Antarctica: no state, and a fifth of the picture
const require = createRequire(import.meta.url);

/** Return the states of the world-atlas package at a scale; their ids are ISO 3166 numeric codes. */
function states(scale) {
  const topology = JSON.parse(readFileSync(require.resolve(`world-atlas/countries-${scale}.json`)));
  return feature(topology, topology.objects.countries).features.filter(({ id }) => !HIDDEN.has(id));
}

/** Return the largest of the areas of a state: its mainland. */
function mainland({ geometry }, path) {
  if (geometry.type !== "MultiPolygon") return geometry;
  const parts = geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }));
  return parts.reduce((best, part) => (path.area(part) > path.area(best) ? part : best));
}

/** Return where the mainland of a state is: its middle, and the box around it. */
function place(state, path) {
  const land = mainland(state, path);
  return { at: path.centroid(land).map(Math.round), box: path.bounds(land).flat().map(Math.round) };
}

/** Return the outlines and places of states; what has no code of ISO 3166 has an empty one. */
function world() {
  const coarse = { type: "FeatureCollection", features: states("110m") };
  const projection = geoEqualEarth().fitWidth(WIDTH, coarse);
  const path = geoPath(projection).digits(1);
  const outlined = coarse.features.map((state) => ({
    code: state.id ?? "",
    path: path(state),
    ...place(state, path),
  }));
  const known = new Set(outlined.map(({ code }) => code));
  const small = states("50m").filter(({ id }) => id && !known.has(id));
  const [, [, bottom]] = path.bounds(coarse);
  return {
    width: WIDTH,
    height: Math.ceil(bottom),
    states: [...outlined, ...small.map((state) => ({ code: state.id, path: "", ...place(state, path) }))],
  };
}

/** Return a part of the build that writes the map beside what Vite writes. */
export function worldMap() {
  return {
    name: "world-map",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "world.json", source: JSON.stringify(world()) });
    },
  };
}
