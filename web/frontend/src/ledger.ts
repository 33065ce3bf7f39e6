// What was decided, how good the rules are, and the way out: publishing.

import type { Carry } from "./claims";
import { Refusal, type Decision, type Desk, type Finding, type Rule } from "./desk";
import { button, grid, make, named, quoted } from "./elements";
import { strings } from "./strings";
import { enhance } from "./tables";

const words = strings.review;

const slugOf = (iri: string): string => iri.slice(iri.lastIndexOf("/") + 1);

/** Return who decided what and when, each with a way back. */
export function decisionsSection(
  decisions: Decision[],
  undo: (decision: Decision) => void,
): HTMLElement {
  const rows = decisions.map((each) => [
    String(each.number),
    each.outcome,
    each.on.map(slugOf).join(` ${words.into} `),
    named(each.curator),
    make("time", { datetime: each.when }, each.when),
    quoted(each.why),
    small(words.undo, `${words.undo} ${each.number}`, () => undo(each)),
  ]);
  return section("decisions", words.decisions, words.decisionColumns, rows, words.noDecisions);
}

/** Return how often each rule was right, with a switch where it may be switched. */
export function rulesSection(rules: Rule[], desk: Desk, carry: Carry): HTMLElement {
  const rows = rules.map((each) => {
    const verb = each.off ? words.switchOn : words.switchOff;
    const act = (): void =>
      void carry(async () => {
        await desk.switch(each.rule, !each.off);
        return words.switched(each.rule, !each.off);
      }, true);
    const canSwitch = each.off || each.can_be_switched_off;
    const figures = [each.right, each.wrong, each.open].map(String);
    const change = canSwitch ? small(verb, `${verb}: ${each.rule}`, act) : "";
    return [each.rule, each.precision.toFixed(2), ...figures, change];
  });
  return section("rules", words.rules, words.ruleColumns, rows, words.noRules);
}

/** Return the part that publishes, and tells what keeps the report from it. */
export function publishSection(desk: Desk, carry: Carry): HTMLElement {
  const outcome = make("div");
  const publish = (): void =>
    void carry(async () => {
      outcome.replaceChildren();
      try {
        const { accepted, edited, by_hand, open, href } = await desk.publish();
        const told = href
          ? words.publishedAs(accepted, edited, by_hand, open)
          : words.nothingPublished(open);
        outcome.replaceChildren(make("p", {}, told));
        if (href) outcome.append(make("p", {}, make("a", { href }, words.readReport)));
        return told;
      } catch (error) {
        if (error instanceof Refusal && error.findings.length > 0) {
          outcome.replaceChildren(make("h3", {}, words.findings), findingsGrid(error.findings));
        }
        throw error;
      }
    }, false);
  const heading = make("h2", { id: "publish" }, words.publish);
  const act = button(words.publish, publish);
  return make(
    "section",
    { "aria-labelledby": "publish" },
    heading,
    make("p", {}, words.publishing),
    act,
    outcome,
  );
}

function findingsGrid(findings: Finding[]): HTMLElement {
  const rows = findings.map(({ severity, message, focus, value }) => [
    severity,
    message,
    slugOf(focus),
    value ?? "",
  ]);
  return grid(words.table(words.findings), words.findingColumns, rows);
}

function section(
  id: string,
  title: string,
  columns: readonly string[],
  rows: (Node | string)[][],
  empty: string,
): HTMLElement {
  const heading = make("h2", { id }, title);
  const content = rows.length > 0 ? grid(words.table(title), columns, rows) : make("p", {}, empty);
  const made = make("section", { "aria-labelledby": id }, heading, content);
  for (const table of made.querySelectorAll("table")) enhance(table);
  return made;
}

function small(text: string, label: string, act: () => void): HTMLButtonElement {
  const made = button(text, act);
  made.className = "small-button";
  made.setAttribute("aria-label", label);
  return made;
}
