// What the page of reviews asks of the server; the token goes with each request, in a header.

import { strings } from "./strings";

export interface Decision {
  number: number;
  outcome: string;
  on: string[];
  curator: string;
  when: string;
  why: string;
}

export interface Claim {
  claim: string;
  name: string;
  state: string;
  version: string;
  score: number | null;
  rule: { name: string; version: string } | null;
  subject: { label: string };
  predicate: { label: string };
  object: { label: string };
  modality: string;
  speakers: { label: string }[];
  beside: { part: string; value: string }[];
  comment: string;
  repeats: string[];
  marks: { part: "subject" | "object" | "speaker"; start: number; end: number }[];
  place: { paragraph: number; sentence: number; start: number; words: string | null } | null;
  decision: Decision | null;
}

export interface Thing {
  iri: string;
  label: string;
  classes: string[];
  example: string | null;
  is_published: boolean;
}

export interface Pair {
  thing: Thing;
  into: Thing;
  why: string;
}

export interface Published {
  accepted: number;
  edited: number;
  by_hand: number;
  open: number;
  href: string | null;
}

export interface Rule {
  rule: string;
  precision: number;
  right: number;
  wrong: number;
  open: number;
  off: boolean;
  can_be_switched_off: boolean;
}

export interface Finding {
  severity: string;
  message: string;
  focus: string;
  value: string | null;
}

/** What the server refused, and why. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly findings: Finding[] = [],
  ) {
    super(message);
  }
}

const PAGE = 500; // claims in an answer, at most

export class Desk {
  constructor(
    private readonly token: string,
    readonly curator: string,
    readonly report: string,
  ) {}

  async drafts(): Promise<{ report: string; states: Record<string, number>; href: string }[]> {
    return (await this.read("/review")).reports;
  }

  /** Return the claims of a sentence, or else all of them. */
  async claims(place: Claim["place"] = null): Promise<Claim[]> {
    const found: Claim[] = [];
    const where = place ? `&paragraph=${place.paragraph}&sentence=${place.sentence}` : "";
    for (;;) {
      const answer = await this.read(`${this.here()}?limit=${PAGE}&offset=${found.length}${where}`);
      found.push(...answer.claims);
      if (answer.claims.length === 0 || found.length >= answer.total) return found;
    }
  }

  async merges(): Promise<Pair[]> {
    return (await this.read(this.here("/merges"))).merges;
  }

  async decisions(): Promise<Decision[]> {
    return (await this.read(this.here("/decisions"))).decisions;
  }

  async rules(): Promise<Rule[]> {
    return (await this.read(this.here("/rules"))).rules;
  }

  /** Return the classes of the things that the draft brings in. */
  async classes(): Promise<string[]> {
    const { things } = await this.read(this.here("/things"));
    const classes: string[] = things.flatMap((thing: { classes: string[] }) => thing.classes);
    return [...new Set(classes)].sort();
  }

  /** Take a decision; return how many it came to. */
  async decide(decision: Record<string, unknown>): Promise<number> {
    const body = { curator: this.curator, decisions: [decision] };
    const answer = await this.write("POST", "/decisions", body);
    return (await answer.json()).decisions.length;
  }

  /** Undo a decision, if it is still the one that was shown: its number may have gone to another. */
  async undo(shown: Decision): Promise<void> {
    const path = `/decisions/${shown.number}`;
    const answer = await this.send("GET", this.here(path));
    const found = (await answer.json()) as Decision;
    if (found.when !== shown.when || found.curator !== shown.curator || found.on[0] !== shown.on[0]) {
      throw new Refusal(409, strings.review.changed);
    }
    await this.write("DELETE", path, undefined, { "If-Match": answer.headers.get("ETag") ?? "" });
  }

  async switch(rule: string, off: boolean): Promise<void> {
    await this.write("POST", "/rules", { curator: this.curator, rule, off });
  }

  async publish(): Promise<Published> {
    return (await this.write("POST", "/publish")).json();
  }

  private here(path = ""): string {
    return `/review/${encodeURIComponent(this.report)}${path}`;
  }

  private async read(address: string): Promise<any> {
    return (await this.send("GET", address)).json();
  }

  private write(
    method: string,
    path: string,
    body?: unknown,
    more: Record<string, string> = {},
  ): Promise<Response> {
    const headers = body === undefined ? more : { ...more, "Content-Type": "application/json" };
    return this.send(method, this.here(path), headers, JSON.stringify(body));
  }

  private async send(
    method: string,
    address: string,
    more: Record<string, string> = {},
    body?: string,
  ): Promise<Response> {
    const headers = { Accept: "application/json", Authorization: `Bearer ${this.token}`, ...more };
    // What nobody answers for yet is not left behind in the cache of the browser.
    const options: RequestInit = { method, headers, cache: "no-store", credentials: "omit" };
    const answer = await fetch(address, body === undefined ? options : { ...options, body });
    if (answer.ok) return answer;
    const problem = await answer.json();
    const words = [problem.detail, problem.hint, ...(problem.near ?? [])].filter(Boolean);
    throw new Refusal(answer.status, words.join(" "), problem.findings);
  }
}
