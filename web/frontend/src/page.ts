// What every page has that is live: the search box that suggests things.

import { suggest } from "./suggestions";

for (const input of document.querySelectorAll<HTMLInputElement>("input[data-suggest=go]")) {
  suggest(input, (match) => {
    if (match.href) window.location.assign(match.href);
  });
}

for (const input of document.querySelectorAll<HTMLInputElement>("input[data-suggest=fill]")) {
  suggest(input, (match) => {
    input.value = match.label;
    input.dispatchEvent(new Event("change"));
    input.focus();
    input.blur();
  });
}
