// The acceptance of many claims at once, by their score: never of what is denied or alleged.

import type { Carry } from "./claims";
import type { Desk } from "./desk";
import { make } from "./elements";
import { strings } from "./strings";

const words = strings.review;

/** Return the part that accepts by score, for the reason in a field. */
export function bulkSection(desk: Desk, carry: Carry, why: HTMLInputElement): HTMLElement {
  const score = make("input", {
    id: "score", type: "number", min: "0", max: "1", step: "0.01", value: "0.9", required: "",
  });
  const also = (["planned", "predicted"] as const).map((value) => {
    const box = make("input", { type: "checkbox", value });
    return [box, make("label", {}, box, ` ${words.also[value]}`)] as const;
  });
  const form = make(
    "form",
    { class: "tools" },
    make("label", { for: "score" }, words.leastScore),
    score,
    ...also.map(([, label]) => label),
    make("button", {}, words.acceptAll),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const modalities = also.filter(([box]) => box.checked).map(([box]) => box.value);
    const decision = { outcome: "accepted", score: score.valueAsNumber, modalities, why: why.value };
    void carry(async () => {
      const count = await desk.decide(decision);
      why.value = "";
      return words.acceptedAll(count);
    }, true);
  });
  const heading = make("h2", { id: "bulk" }, words.bulk);
  return make("section", { "aria-labelledby": "bulk" }, heading, make("p", {}, words.bulkHint), form);
}
