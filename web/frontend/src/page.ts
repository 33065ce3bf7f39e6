// What every page has that is live: search boxes that suggest, tables that sort, buttons that copy,
// and pictures that are drawn once somebody opens them.

import "./fonts.css";
import { suggest } from "./suggestions";
import { strings } from "./strings";
import { enhance } from "./tables";

const all = <T extends HTMLElement>(selector: string): NodeListOf<T> =>
  document.querySelectorAll<T>(selector);

for (const input of all<HTMLInputElement>("input[data-suggest=go]")) {
  suggest(input, (match) => {
    if (match.href) window.location.assign(match.href);
  });
}

for (const input of all<HTMLInputElement>("input[data-suggest=fill]")) {
  suggest(input, (match, matches) => {
    const isOne = matches.filter(({ label }) => label === match.label).length === 1;
    input.value = isOne ? match.label : (match.href?.replace("/doc/", "") ?? match.iri);
  });
}

for (const table of all<HTMLTableElement>(".scroll > table")) enhance(table);

for (const button of all<HTMLButtonElement>("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const text = button.dataset["copy"] ?? "";
    const copied = "copyAddress" in button.dataset ? new URL(text, location.href).href : text;
    void navigator.clipboard.writeText(copied).then(() => {
      button.textContent = strings.copied;
    });
  });
}

for (const origin of all("[data-origin]")) origin.textContent = window.location.origin;

for (const details of all<HTMLDetailsElement>("details[data-graph]")) {
  details.hidden = false;
  details.addEventListener(
    "toggle",
    () => {
      const place = details.querySelector<HTMLElement>(".graph");
      if (place) void import("./graph").then(({ draw }) => draw(place));
    },
    { once: true },
  );
}
