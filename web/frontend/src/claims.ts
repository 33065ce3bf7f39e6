// The queue of claims: a sentence at a time, with what was proposed of it.

import type { Claim, Desk } from "./desk";
import { editForm, type Edit } from "./edits";
import { button, keys, make, named, quoted, unturned } from "./elements";
import { strings } from "./strings";

const words = strings.review;

/** Runs work; tells of what fails, and then has the page shown anew. */
export type Carry = (work: () => Promise<string>, all: boolean) => Promise<void>;

export class ClaimQueue {
  readonly element = make("section", { "aria-labelledby": "claims" });
  private claims: Claim[] = [];
  private classes: string[] = [];
  private at = 0;
  /** The reason for the next decision. */
  readonly why = make("input", { id: "why", maxlength: "2000" });

  constructor(
    private readonly desk: Desk,
    private readonly carry: Carry,
    private readonly undo: () => void,
  ) {
    keys(this.element, {
      a: () => this.settle("accepted"),
      r: () => this.settle("rejected"),
      d: () => this.settle("superseded"),
      e: () => this.edit(),
      s: () => this.skip(),
      u: undo,
      n: () => this.go(this.at + 1),
      p: () => this.go(this.at - 1),
    });
  }

  /** Load all claims, and stay at the one that is shown. */
  async load(): Promise<void> {
    const shown = this.claims[this.at]?.claim;
    this.claims = await this.desk.claims();
    this.classes = await this.desk.classes();
    const place = this.claims.findIndex(({ claim }) => claim === shown);
    this.at = place >= 0 ? place : Math.max(this.open(0), 0);
    this.show();
  }

  /** Show the claim whose turn it is; its keys work at once where the focus was in the queue. */
  private show(): void {
    const hadFocus = this.element.contains(document.activeElement);
    const claim = this.claims[this.at];
    const heading = make("h2", { id: "claims" }, words.claims);
    if (!claim) {
      this.element.replaceChildren(heading, make("p", {}, words.noClaims));
      return;
    }
    const open = this.claims.filter(({ state }) => state === "draft").length;
    const progress = words.progress(this.at + 1, this.claims.length, open);
    const beside = this.claims.filter((other) => sentenceOf(other) === sentenceOf(claim));
    this.element.replaceChildren(
      heading,
      make("p", { class: "quiet" }, `${progress}. ${words.keys}`),
      this.tools(),
      make(
        "div",
        { class: "columns" },
        passage(claim),
        make("div", {}, ...beside.map((each) => this.card(each, each === claim))),
      ),
    );
    if (hadFocus) this.focus();
  }

  focus(): void {
    this.element.querySelector<HTMLElement>("[aria-current]")?.focus();
  }

  private tools(): HTMLElement {
    const label = make("label", { for: "why" }, words.why);
    const buttons = [
      button(words.accept, () => this.settle("accepted"), "a"),
      button(words.reject, () => this.settle("rejected"), "r"),
      button(words.repeated, () => this.settle("superseded"), "d"),
      button(words.edit, () => this.edit(), "e"),
      button(words.skip, () => this.skip(), "s"),
      button(words.undo, this.undo, "u"),
      button(words.previous, () => this.go(this.at - 1), "p"),
      button(words.next, () => this.go(this.at + 1), "n"),
    ];
    const why = make("div", { class: "search" }, label, make("div", { class: "row" }, this.why));
    return make("div", {}, make("div", { class: "tools" }, ...buttons), why);
  }

  private card(claim: Claim, isCurrent: boolean): HTMLElement {
    const part = (name: "subject" | "object"): HTMLElement =>
      named(claim[name].label, isCurrent ? { class: name } : {});
    const title = make(
      "h3",
      {},
      make("span", { class: "modality" }, claim.modality),
      " ",
      part("subject"),
      " ",
      make("span", { class: "predicate" }, claim.predicate.label),
      " ",
      part("object"),
    );
    const facts = make("dl", { class: "meta" });
    for (const [name, value] of factsOf(claim, (iri) => this.nameOf(iri))) {
      const shown = name === words.because ? quoted(value) : named(value);
      facts.append(make("div", {}, make("dt", {}, name), " ", make("dd", {}, shown)));
    }
    const comment = make("p", { dir: "auto" }, unturned(claim.comment));
    const card = make("article", { class: `claim ${claim.modality}`, tabindex: "-1" });
    card.append(title, comment, facts);
    card.dataset["name"] = claim.name;
    if (isCurrent) card.setAttribute("aria-current", "true");
    else card.addEventListener("click", () => this.go(this.claims.indexOf(claim)));
    return card;
  }

  private nameOf(iri: string): string {
    return this.claims.find(({ claim }) => claim === iri)?.name ?? iri;
  }

  private go(place: number): void {
    if (!this.claims[place]) return;
    this.at = place;
    this.show();
    this.focus();
  }

  /** Return the place of the next open claim, from a place on and then from the beginning; or -1. */
  private open(from: number): number {
    const isOpen = ({ state }: Claim): boolean => state === "draft";
    const later = this.claims.findIndex((claim, place) => place >= from && isOpen(claim));
    return later >= 0 ? later : this.claims.findIndex(isOpen);
  }

  private skip(): void {
    this.go(this.open(this.at + 1));
  }

  private settle(outcome: string): void {
    const claim = this.claims[this.at];
    if (claim) this.take(claim, { outcome });
  }

  private take(claim: Claim, more: Record<string, unknown>): void {
    const decision = { claim: claim.claim, version: claim.version, why: this.why.value, ...more };
    void this.carry(async () => {
      await this.desk.decide(decision);
      this.why.value = "";
      await this.renew(claim);
      this.skip();
      return words.taken(String(more["outcome"]), claim.name);
    }, false);
  }

  /** Load the claims of the sentence of a claim, as they are now. */
  private async renew(claim: Claim): Promise<void> {
    const fresh = await this.desk.claims(claim.place);
    const isRenewed = (other: Claim): boolean =>
      !claim.place || sentenceOf(other) === sentenceOf(claim);
    const first = this.claims.findIndex(isRenewed);
    const others = this.claims.filter((other) => !isRenewed(other));
    this.claims = others.toSpliced(first, 0, ...fresh);
    this.at = this.claims.findIndex((other) => other.claim === claim.claim);
    this.show();
  }

  private edit(): void {
    const claim = this.claims[this.at];
    const card = this.element.querySelector("[aria-current]");
    if (!claim || !card || card.querySelector("form")) return;
    const save = (changed: Edit): void => {
      const told = changed.new_things.length > 0 ? words.unused : words.unchanged;
      if (Object.keys(changed.changes).length > 0) this.take(claim, { outcome: "edited", ...changed });
      else void this.carry(async () => told, false);
    };
    const form = editForm(claim, save, () => this.go(this.at), this.classes);
    card.append(form);
    form.querySelector("input")?.focus();
  }
}

/** Return what tells one sentence from another. */
const sentenceOf = ({ place, claim }: Claim): string =>
  place ? `${place.paragraph}.${place.sentence}` : claim;

function passage(claim: Claim): HTMLElement {
  const { place } = claim;
  if (!place) return make("p", { class: "note" }, words.noPlace);
  const heading = make("h3", {}, words.sentence(place.paragraph, place.sentence));
  if (place.words === null) return make("div", {}, heading, make("p", { class: "note" }, words.noText));
  const quote = make("blockquote", { class: "passage", dir: "auto" });
  quote.append(...marked(place.words, claim.marks));
  return make("div", {}, heading, quote);
}

/** Return a sentence in runs, those marked that name a part of a claim; places are code points. */
function marked(text: string, marks: Claim["marks"]): Node[] {
  const points = Array.from(text);
  const run = (start: number, end?: number): string => points.slice(start, end).join("");
  const runs: Node[] = [];
  let left = 0;
  for (const { part, start, end } of marks) {
    runs.push(new Text(run(left, start)));
    runs.push(make("mark", { class: part, title: words.parts[part] }, run(start, end)));
    left = end;
  }
  return [...runs, new Text(run(left))];
}

function factsOf(claim: Claim, nameOf: (iri: string) => string): [string, string][] {
  const { decision, rule, score } = claim;
  const facts: [string, string][] = [[words.state, claim.state]];
  if (score !== null) facts.push([words.score, score.toFixed(2)]);
  if (rule) facts.push([words.rule, rule.name]);
  facts.push([words.heldBy, claim.speakers.map(({ label }) => label).join(", ")]);
  for (const { part, value } of claim.beside) facts.push([part, value]);
  if (claim.repeats.length > 0) facts.push([words.repeats, claim.repeats.map(nameOf).join(", ")]);
  if (decision) {
    facts.push(["", words.decided(decision.outcome, decision.curator, decision.when)]);
    if (decision.why) facts.push([words.because, decision.why]);
  }
  return facts;
}
