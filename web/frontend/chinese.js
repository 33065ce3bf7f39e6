// A font of the Chinese letters that the names of the reference data have, made when the browser's
// code is built: a whole font has more bytes than all the rest. Other letters are the machine's own.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

import subsetFont from "subset-font";

const FONT = "node_modules/@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff2";
const REFERENCE = "../../reference/";

/** Return the letters of the names in Chinese, each once and in order. */
function letters() {
  const files = readdirSync(REFERENCE).filter((name) => name.endsWith(".ttl")).sort();
  const text = files.map((name) => readFileSync(REFERENCE + name, "utf-8")).join("");
  const names = [...text.matchAll(/"([^"]*)"@zh/g)].map(([, name]) => name).join("");
  return [...new Set(names)].filter((letter) => /\p{Script=Han}/u.test(letter)).sort();
}

/** Add the font to the style sheet of the fonts. */
export const chinese = () => ({
  name: "chinese",
  enforce: "pre",
  async transform(code, id) {
    if (!id.endsWith("/fonts.css")) return undefined;
    const found = letters();
    const source = await subsetFont(readFileSync(FONT), found.join(""), { targetFormat: "woff2" });
    const digest = createHash("sha256").update(source).digest("hex").slice(0, 8);
    const fileName = `assets/noto-sans-sc-400-normal-${digest}.woff2`;
    this.emitFile({ type: "asset", fileName, source });
    const range = found.map((letter) => `U+${letter.codePointAt(0).toString(16)}`).join(",");
    return `${code}
@font-face {
  font-family: "Noto Sans SC";
  font-display: swap;
  src: url("/static/built/${fileName}") format("woff2");
  unicode-range: ${range};
}`;
  },
});
