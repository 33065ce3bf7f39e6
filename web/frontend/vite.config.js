import { readFileSync } from "node:fs";

import { defineConfig } from "vite";

import { chinese } from "./chinese.js";
import { worldMap } from "./world.js";

const FONTS = ["noto-sans-khmer", "noto-sans-lao", "noto-sans-sc", "noto-sans-thai"];

// The licence of a font goes wherever the font goes.
const licences = {
  name: "licences",
  generateBundle() {
    for (const font of FONTS) {
      const source = readFileSync(`node_modules/@fontsource/${font}/LICENSE`, "utf-8");
      this.emitFile({ type: "asset", fileName: `assets/${font}-LICENSE.txt`, source });
    }
  },
};

// Every page that has something live has one entry; the manifest tells the server its file.
export default defineConfig({
  base: "/static/built/",
  plugins: [worldMap(), chinese(), licences],
  build: {
    outDir: "../static/built",
    emptyOutDir: true,
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700, // kB; the graph page is that of Cytoscape.js
    assetsInlineLimit: 0, // a data: URL is not of the origin
    rollupOptions: {
      checks: { eval: false }, // an old fallback in the editor, which no browser of today calls
      input: ["src/page.ts", "src/home.ts", "src/graph.ts", "src/sparql.ts", "src/review.ts"],
    },
  },
});
