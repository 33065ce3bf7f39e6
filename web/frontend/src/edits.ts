// The form that puts a corrected claim in place of a claim.

import type { Claim } from "./desk";
import { button, make } from "./elements";
import { LINES } from "./lines";
import { strings } from "./strings";

const words = strings.review;
const PARTS = ["subject", "predicate", "object", "modality", "speaker", "comment"] as const;
const ADDED = ["label", "class", "name"] as const;

/** What is different, and the thing that it is about where nothing describes that yet. */
export interface Edit {
  changes: Record<string, string[]>;
  new_things: Record<string, string>[];
}

/** Return a form with the parts of a claim. */
export function editForm(
  claim: Claim,
  save: (edit: Edit) => void,
  cancel: () => void,
  classes: string[],
): HTMLFormElement {
  const form = make("form", { class: "parameters" });
  const fields = PARTS.map((part) => [part, field(part, valueOf(claim, part))] as const);
  const added = ADDED.map((part) => [part, make("input", { id: `new-${part}` })] as const);
  for (const [part, input] of fields) form.append(labelled(part === "speaker" ? words.speakers : words.parts[part], input));
  const more = make("details", { class: "whole" }, make("summary", {}, words.newThing));
  const row = make("div", { class: "parameters" }, offered(classes));
  for (const [part, input] of added) row.append(labelled(words.newParts[part], input));
  more.append(make("p", { class: "quiet" }, words.newHint), row);
  row.querySelector("#new-class")?.setAttribute("list", "classes");
  form.append(more, tools(cancel));
  form.addEventListener("keydown", (event) => event.key === "Escape" && cancel());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const changed = fields.filter(([part, input]) => input.value !== valueOf(claim, part));
    const changes = changed.map(([part, { value }]) => [part, valuesOf(part, value)]);
    const thing = added.filter(([, { value }]) => value.trim()).map(([part, { value }]) => [part, value]);
    save({
      changes: Object.fromEntries(changes),
      new_things: thing.length > 0 ? [Object.fromEntries(thing)] : [],
    });
  });
  return form;
}

/** Return the classes that are offered for the new thing; others can be written as well. */
function offered(classes: string[]): HTMLElement {
  return make("datalist", { id: "classes" }, ...classes.map((each) => make("option", { value: each })));
}

function tools(cancel: () => void): HTMLElement {
  return make("div", { class: "tools" }, make("button", {}, words.save), button(words.cancel, cancel));
}

function labelled(text: string, input: HTMLElement): HTMLElement {
  return make("div", {}, make("label", { for: input.id }, text), input);
}

/** Return what a field shows: of the speakers, one a line. */
function valueOf(claim: Claim, part: (typeof PARTS)[number]): string {
  if (part === "speaker") return claim.speakers.map(({ label }) => label).join("\n");
  const value = claim[part];
  return typeof value === "string" ? value : value.label;
}

function valuesOf(part: string, value: string): string[] {
  const values = part === "speaker" ? value.split("\n") : [value];
  return values.filter((each) => each.trim());
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function field(part: string, value: string): Field {
  if (part === "speaker") return make("textarea", { id: `edit-${part}`, rows: "3", dir: "auto" }, value);
  if (part !== "modality") return make("input", { id: `edit-${part}`, value });
  const select = make("select", { id: `edit-${part}` });
  for (const modality of Object.keys(LINES)) select.append(make("option", {}, modality));
  select.value = value;
  return select;
}
