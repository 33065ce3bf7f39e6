// One query to this server, in the form that its kind of answer has.

import { strings } from "./strings";

export interface Value {
  type: "uri" | "literal" | "bnode";
  value: string;
  "xml:lang"?: string;
  datatype?: string;
}

export type Row = Record<string, Value | undefined>;

export interface Problem {
  title: string;
  detail?: string;
  hint?: string;
  line?: number;
  column?: number;
}

export type Kind = "solutions" | "boolean" | "triples";

export interface Answer {
  kind: Kind;
  columns: string[];
  rows?: Row[];
  text?: string;
  summary: string;
  milliseconds: number;
  problem?: Problem;
}

const ACCEPT = "application/sparql-results+json, text/turtle;q=0.9";

/** Ask a query; what goes wrong is part of the answer. */
export async function ask(query: string, signal?: AbortSignal): Promise<Answer> {
  const began = performance.now();
  const nothing = { kind: "solutions", summary: "" } as const;
  try {
    const response = await fetch("/sparql", {
      method: "POST",
      headers: { Accept: ACCEPT, "Content-Type": "application/sparql-query" },
      body: query,
      ...(signal ? { signal } : {}),
    });
    const type = response.headers.get("Content-Type") ?? "";
    const text = await response.text();
    const milliseconds = performance.now() - began;
    if (!response.ok) {
      const problem = type.includes("json") ? (JSON.parse(text) as Problem) : { title: text };
      return { ...nothing, columns: [], milliseconds, problem };
    }
    return { ...read(type, text), milliseconds };
  } catch (error) {
    const title = error instanceof Error ? error.message : strings.notLoaded;
    return { ...nothing, columns: [], milliseconds: performance.now() - began, problem: { title } };
  }
}

function read(type: string, text: string): Omit<Answer, "milliseconds"> {
  if (!type.includes("json")) return { kind: "triples", columns: [], text, summary: strings.triples };
  const result = JSON.parse(text) as {
    head: { vars?: string[] };
    boolean?: boolean;
    results?: { bindings: Row[] };
  };
  if (result.boolean !== undefined) {
    const answer = result.boolean ? strings.yes : strings.no;
    return { kind: "boolean", columns: [], text: answer, summary: answer };
  }
  const rows = result.results?.bindings ?? [];
  const summary = strings.solutions(rows.length);
  return { kind: "solutions", columns: result.head.vars ?? [], rows, summary };
}
