// Elements made of texts and other elements; texts are never read as markup.

type Part = Node | string;

/** Return an element with attributes and content. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string> = {},
  ...parts: Part[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...parts);
  return element;
}

const LONGEST = 160; // code units of a name that are shown; its title has more

/** Return a name from the data, cut where it would bury the page: it turns nothing around it. */
export function named(text: string, attributes: Record<string, string> = {}): HTMLElement {
  const plain = unturned(text);
  if (plain.length <= LONGEST) return make("bdi", attributes, plain);
  const title = plain.slice(0, 2000);
  return make("bdi", { title, ...attributes }, `${plain.slice(0, LONGEST - 1)}…`);
}

/** Return a text that somebody wrote, as a whole. */
export const quoted = (text: string): HTMLElement => make("bdi", {}, unturned(text));

/** Return a text without the marks that set, embed, override or isolate a direction. */
export const unturned = (text: string): string =>
  text.replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");

/** Return a button that does something, with the key that does the same. */
export function button(text: string, act: () => void, key = ""): HTMLButtonElement {
  const made = make("button", { type: "button" }, key ? `${text} (${key})` : text);
  if (key) made.setAttribute("aria-keyshortcuts", key);
  made.addEventListener("click", act);
  return made;
}

/** Return a table in a region that scrolls. */
export function grid(label: string, columns: readonly string[], rows: Part[][]): HTMLElement {
  const head = make("tr");
  for (const column of columns) {
    head.append(column ? make("th", { scope: "col" }, column) : make("td"));
  }
  const body = rows.map((row) => make("tr", {}, ...row.map((cell) => make("td", {}, cell))));
  const table = make("table", {}, make("thead", {}, head), make("tbody", {}, ...body));
  return make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, table);
}

/** Have keys act while the focus is in a part of the page, but in no field. */
export function keys(place: HTMLElement, actions: Record<string, () => void>): void {
  place.addEventListener("keydown", (event) => {
    const isWriting = (event.target as Element).matches("input, select, textarea");
    if (isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = actions[event.key];
    if (!act || event.repeat) return;
    event.preventDefault();
    act();
  });
}
