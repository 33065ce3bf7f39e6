// The queue of things that may be one: a pair at a time.

import type { Carry } from "./claims";
import type { Desk, Pair, Thing } from "./desk";
import { button, keys, make, named, quoted } from "./elements";
import { strings } from "./strings";

const words = strings.review;

export class MergeQueue {
  readonly element = make("section", { "aria-labelledby": "merges" });
  private pairs: Pair[] = [];
  private at = 0;
  /** Whether the pair is about to be merged into what is published, which takes a key more. */
  private isAsked = false;

  constructor(
    private readonly desk: Desk,
    private readonly carry: Carry,
    private readonly undo: () => void,
  ) {
    keys(this.element, {
      m: () => this.merge(),
      y: () => this.isAsked && this.settle("merged"),
      k: () => this.settle("kept-apart"),
      x: () => this.swap(),
      u: undo,
      n: () => this.go(this.at + 1),
      p: () => this.go(this.at - 1),
    });
  }

  async load(): Promise<void> {
    this.pairs = await this.desk.merges();
    this.at = Math.max(Math.min(this.at, this.pairs.length - 1), 0);
    this.isAsked = false;
    this.show();
  }

  private show(): void {
    const hadFocus = this.element.contains(document.activeElement);
    const heading = make("h2", { id: "merges", tabindex: "-1" }, words.merges);
    const pair = this.pairs[this.at];
    this.element.replaceChildren(heading);
    if (pair) this.element.append(...this.shown(pair));
    else this.element.append(make("p", {}, words.noMerges));
    if (hadFocus) this.focus();
  }

  /** Return a pair, and what can be done with it. */
  private shown(pair: Pair): HTMLElement[] {
    const title = make("h3", {}, named(pair.thing.label), ` ${words.into} `, named(pair.into.label));
    const card = make("article", { class: "claim", tabindex: "-1" });
    const sides = make("div", { class: "columns" }, side(pair.thing), side(pair.into));
    card.append(title, make("p", { class: "quiet" }, pair.why), sides);
    if (this.isAsked) card.append(make("p", { class: "note" }, words.sure(pair.into.label)));
    const tools = make(
      "div",
      { class: "tools" },
      this.isAsked
        ? button(words.mergeIntoPublished, () => this.settle("merged"), "y")
        : button(words.merge, () => this.merge(), "m"),
      button(words.apart, () => this.settle("kept-apart"), "k"),
      button(words.swap, () => this.swap(), "x"),
      button(words.undo, this.undo, "u"),
      button(words.previous, () => this.go(this.at - 1), "p"),
      button(words.next, () => this.go(this.at + 1), "n"),
    );
    return [make("p", { class: "quiet" }, words.pair(this.at + 1, this.pairs.length)), card, tools];
  }

  private focus(): void {
    this.element.querySelector<HTMLElement>(this.pairs.length > 0 ? "article" : "h2")?.focus();
  }

  private go(place: number): void {
    if (!this.pairs[place]) return;
    this.at = place;
    this.isAsked = false;
    this.show();
    this.focus();
  }

  /** Have the other thing of the pair give way. */
  private swap(): void {
    const pair = this.pairs[this.at];
    if (!pair) return;
    this.pairs[this.at] = { ...pair, thing: pair.into, into: pair.thing };
    this.go(this.at);
  }

  private merge(): void {
    const pair = this.pairs[this.at];
    if (!pair?.into.is_published) return this.settle("merged");
    this.isAsked = true;
    this.show();
    this.focus();
  }

  private settle(outcome: string): void {
    const pair = this.pairs[this.at];
    if (!pair) return;
    void this.carry(async () => {
      await this.desk.decide({ outcome, thing: pair.thing.iri, into: pair.into.iri });
      return words.taken(outcome, `${pair.thing.label}, ${pair.into.label}`);
    }, true);
  }
}

/** Return one thing of a pair: its name, what it is, and a sentence that tells of it. */
function side(thing: Thing): HTMLElement {
  const kinds = [...thing.classes, ...(thing.is_published ? [words.published] : [])].join(", ");
  return make(
    "div",
    {},
    make("h4", {}, named(thing.label)),
    make("p", { class: "quiet" }, kinds),
    make("p", {}, thing.example === null ? words.noExample : quoted(thing.example)),
  );
}
