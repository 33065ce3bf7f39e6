// The review of drafts. The page as sent holds nothing of them; who has the token sees them here.

import { bulkSection } from "./bulk";
import { ClaimQueue, type Carry } from "./claims";
import { Desk, Refusal, type Decision } from "./desk";
import { make } from "./elements";
import { decisionsSection, publishSection, rulesSection } from "./ledger";
import { MergeQueue } from "./merges";
import { strings } from "./strings";

const words = strings.review;

const find = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;

const tell = (text: string): void => {
  find("told").textContent = text;
};

const place = find("desk");

/** Keep who sits at the desk until the tab is closed: no other origin, tab or request has it. */
function keep(curator: string, token: string): void {
  sessionStorage.setItem("curator", curator);
  sessionStorage.setItem("token", token);
}

function leave(): void {
  sessionStorage.removeItem("token");
  place.replaceChildren();
  place.hidden = true;
  find("leaving").hidden = true;
  find("sign-in").hidden = false;
  find<HTMLInputElement>("curator").value = sessionStorage.getItem("curator") ?? "";
}

function explain(error: unknown): void {
  if (error instanceof Refusal) {
    tell(error.message);
    if (error.status === 403) leave();
  } else {
    tell(words.failed);
    throw error;
  }
}

async function showDrafts(desk: Desk): Promise<void> {
  const drafts = await desk.drafts();
  const items = drafts.map(({ report, states, href }) => {
    const counts = Object.entries(states).map(([state, count]) => `${count} ${state}`);
    const link = make("a", { href }, report);
    return make("li", {}, link, " ", make("span", { class: "quiet" }, counts.join(", ")));
  });
  const list = items.length > 0 ? make("ul", { class: "plain" }, ...items) : make("p", {}, words.none);
  place.replaceChildren(make("h2", {}, words.drafts), list);
}

async function showDraft(desk: Desk): Promise<void> {
  const ledger = make("div");
  let decisions: Decision[] = [];
  let isBusy = false;

  const showLedger = async (): Promise<void> => {
    decisions = await desk.decisions();
    const rules = await desk.rules();
    ledger.replaceChildren(
      decisionsSection(decisions, undo),
      rulesSection(rules, desk, carry),
    );
  };
  const showAll = async (): Promise<void> => {
    await claims.load();
    await merges.load();
    await showLedger();
  };
  // One thing after another: a key that is pressed twice decides once.
  const carry: Carry = async (work, all) => {
    if (isBusy) return;
    isBusy = true;
    try {
      const told = await work();
      await (all ? showAll() : showLedger());
      tell(told);
    } catch (error) {
      if (error instanceof Refusal && error.status === 409) await showAll();
      explain(error);
    } finally {
      isBusy = false;
    }
  };
  const undo = (decision: Decision): void =>
    void carry(async () => {
      await desk.undo(decision);
      return words.undone(decision.number);
    }, true);
  const undoLast = (): void => {
    const last = decisions.findLast(({ curator }) => curator === desk.curator);
    if (last) undo(last);
    else tell(words.nothingToUndo);
  };

  const claims = new ClaimQueue(desk, carry, undoLast);
  const merges = new MergeQueue(desk, carry, undoLast);
  await showAll();
  const ends = [bulkSection(desk, carry, claims.why), merges.element, ledger, publishSection(desk, carry)];
  place.replaceChildren(claims.element, ...ends);
  place.hidden = false;
  claims.focus();
}

async function open(): Promise<void> {
  const token = sessionStorage.getItem("token");
  if (!token) return leave();
  const report = place.dataset["report"] ?? "";
  const desk = new Desk(token, sessionStorage.getItem("curator") ?? "", report);
  tell("");
  try {
    await (report ? showDraft(desk) : showDrafts(desk));
    place.hidden = false;
    find("sign-in").hidden = true;
    find("leaving").hidden = false;
  } catch (error) {
    explain(error);
  }
}

find("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  const token = find<HTMLInputElement>("token");
  keep(find<HTMLInputElement>("curator").value.trim(), token.value.trim());
  token.value = "";
  void open();
});
find("leaving").addEventListener("click", (event) => {
  if (event.target instanceof HTMLButtonElement) leave();
});
find("script-needed").remove();
void open();
