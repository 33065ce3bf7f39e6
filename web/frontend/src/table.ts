// Solutions as a table: things are linked to their pages on this server.

import type { Row, Value } from "./asking";
import { strings } from "./strings";

const ID = "https://w3id.org/comity/id/";
const SHOWN = 500; // rows of a table; a browser grows slow on many more

/** Return solutions as a table in a region that scrolls. */
export function tableOf(columns: string[], rows: Row[]): HTMLElement {
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const column of columns) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = column;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows.slice(0, SHOWN)) {
    const line = body.insertRow();
    for (const column of columns) line.insertCell().append(...shown(row[column]));
  }
  const region = document.createElement("div");
  region.className = "scroll";
  region.tabIndex = 0;
  region.setAttribute("role", "region");
  region.setAttribute("aria-label", strings.results);
  region.append(table);
  if (rows.length <= SHOWN) return region;
  const whole = document.createElement("div");
  const note = document.createElement("p");
  note.className = "note";
  note.textContent = strings.firstOnly(SHOWN);
  whole.append(region, note);
  return whole;
}

function shown(value: Value | undefined): Node[] {
  if (!value) return [];
  if (value.type !== "uri") {
    const text = document.createElement("bdi");
    text.textContent = value.value;
    const language = value["xml:lang"];
    if (!language) return [text];
    text.lang = language;
    const tag = document.createElement("span");
    tag.className = "quiet";
    tag.textContent = ` @${language}`;
    return [text, tag];
  }
  const link = document.createElement("a");
  link.textContent = value.value.startsWith(ID) ? value.value.slice(ID.length) : value.value;
  if (value.value.startsWith(ID)) link.href = `/doc/${value.value.slice(ID.length)}`;
  else if (/^https?:/.test(value.value)) link.href = value.value;
  return [link];
}
