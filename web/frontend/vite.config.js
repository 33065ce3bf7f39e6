import { defineConfig } from "vite";

import { worldMap } from "./world.js";

// Every page that has something live has one entry; the manifest tells the server its file.
export default defineConfig({
  base: "/static/built/",
  plugins: [worldMap()],
  build: {
    outDir: "../static/built",
    emptyOutDir: true,
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700, // kB; the graph page is that of Cytoscape.js
    assetsInlineLimit: 0, // a data: URL is not of the origin
    rollupOptions: {
      checks: { eval: false }, // an old fallback in the editor, which no browser of today calls
      input: ["src/page.ts", "src/home.ts", "src/graph.ts", "src/sparql.ts"],
    },
  },
});
