// A search box that suggests things while one types (the combobox pattern of ARIA).
// Without JavaScript it stays what it is: an input of a form.

import { strings } from "./strings";

interface Match {
  iri: string;
  label: string;
  matched: string;
  kind: string;
  href: string | null;
}

const PAUSE = 120; // milliseconds of not typing before the server is asked

/** Make an input suggest things; choosing one calls `choose` with it and all that are suggested. */
export function suggest(
  input: HTMLInputElement,
  choose: (match: Match, matches: Match[]) => void,
): void {
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", strings.suggestions);
  list.hidden = true;
  const note = document.createElement("div");
  note.className = "suggestions quiet";
  note.setAttribute("role", "status");
  note.hidden = true;
  input.after(list, note);
  input.autocomplete = "off";
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let matches: Match[] = [];
  let active = -1;
  let timer = 0;
  let asked = new AbortController();

  const close = (): void => {
    window.clearTimeout(timer);
    asked.abort();
    list.hidden = true;
    note.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const take = (match: Match): void => {
    close();
    choose(match, matches);
  };

  const activate = (index: number): void => {
    const options = [...list.children];
    options[active]?.setAttribute("aria-selected", "false");
    active = (index + options.length) % options.length;
    const option = options[active];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
  };

  const show = (found: Match[]): void => {
    matches = found;
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...found.map((match, index) => option(list.id, match, index)));
    list.hidden = found.length === 0;
    note.hidden = found.length > 0;
    note.textContent = found.length > 0 ? "" : strings.nothingFits;
    input.setAttribute("aria-expanded", String(found.length > 0));
  };

  const ask = async (): Promise<void> => {
    asked.abort();
    asked = new AbortController();
    const text = input.value.trim();
    if (!text) return close();
    const query = new URLSearchParams({ q: text, limit: "8" });
    const kinds = input.dataset["kinds"];
    if (kinds) query.set("type", kinds);
    try {
      const headers = { Accept: "application/json" };
      const answer = await fetch(`/search?${query}`, { headers, signal: asked.signal });
      if (answer.ok) show((await answer.json()) as Match[]);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) close();
    }
  };

  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), PAUSE);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden && note.hidden) return;
    const match = matches[active];
    if (event.key === "ArrowDown") activate(active + 1);
    else if (event.key === "ArrowUp") activate(active < 0 ? -1 : active - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && match) take(match);
    else return;
    event.preventDefault();
  });
  // Before the input loses the focus, which closes the list.
  list.addEventListener("pointerdown", (event) => {
    const option = (event.target as Element).closest("li");
    const match = option ? matches[[...list.children].indexOf(option)] : undefined;
    event.preventDefault();
    if (match) take(match);
  });
}

function option(listId: string, match: Match, index: number): HTMLLIElement {
  const item = document.createElement("li");
  item.id = `${listId}-${index}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  const name = document.createElement("bdi");
  name.textContent = match.label;
  item.append(name);
  const kind = match.kind.replaceAll(/(?<=[a-z0-9])(?=[A-Z])|-/g, " ").toLowerCase();
  const remarks = [match.matched === match.label ? "" : match.matched, kind].filter(Boolean);
  if (remarks.length > 0) {
    const remark = document.createElement("span");
    remark.className = "quiet";
    remark.textContent = remarks.join(" · ");
    item.append(" ", remark);
  }
  return item;
}
