// The editor for free-form queries: highlighting, completion from our own terms, results as a table.
// Without JavaScript the page has a plain form.

import "@zazuko/yasqe/build/yasqe.min.css";
import "./sparql.css";
import { Yasqe } from "@zazuko/yasqe";
import type CodeMirror from "codemirror";

import { ask, type Answer, type Kind } from "./asking";
import { make } from "./elements";
import { strings } from "./strings";
import { tableOf } from "./table";

interface Prefixes {
  readonly [prefix: string]: string;
}

const form = document.querySelector<HTMLFormElement>("form[data-editor]");
const area = document.querySelector<HTMLTextAreaElement>("#query");
const output = document.querySelector<HTMLElement>("#output");
function start(form: HTMLFormElement, area: HTMLTextAreaElement, output: HTMLElement): void {
  const prefixes = JSON.parse(form.dataset["prefixes"] ?? "{}") as Prefixes;
  const forms = JSON.parse(form.dataset["forms"] ?? "{}") as Record<Kind, string[]>;
  declare(prefixes);
  completeFromOurTerms(prefixes);
  const place = document.createElement("div");
  place.className = "editor";
  area.before(place);
  area.hidden = true;
  area.required = false;
  const editor = new Yasqe(place, {
    value: shared() ?? area.value,
    mode: MODE,
    persistenceId: null,
    consumeShareLink: null,
    createShareableLink: () => "",
    showQueryButton: false,
    resizeable: false,
    editorHeight: "auto",
    viewportMargin: Infinity,
    lineWrapping: true,
    screenReaderLabel: strings.query,
    autocompleters: [...COMPLETERS],
    prefixCcApi: null,
    extraKeys: { "Ctrl-Enter": () => void run(), "Cmd-Enter": () => void run(), Tab: false as never },
  });

  editor.on("autocompletionShown", () => {
    const list = document.querySelector<HTMLElement>(".CodeMirror-hints");
    list?.setAttribute("aria-label", strings.completions);
    if (list) list.tabIndex = 0;
  });
  const wrongLine = Number(form.dataset["wrongLine"] ?? 0);
  if (wrongLine > 0) markLine(editor, wrongLine);

  let asked = new AbortController();
  async function run(): Promise<void> {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    clearMarks(editor);
    output.replaceChildren(paragraph(strings.asking));
    const query = editor.getValue();
    const answer = await ask(query, signal);
    if (signal.aborted) return;
    if (answer.problem?.line) markLine(editor, answer.problem.line);
    show(output, answer, prefixes);
    if (!answer.problem) output.append(downloads(query, forms[answer.kind]));
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void run();
  });
  form.querySelector("[data-do=share]")?.addEventListener("click", () => {
    window.location.hash = new URLSearchParams({ query: editor.getValue() }).toString();
    void navigator.clipboard?.writeText(window.location.href);
  });
  for (const button of form.querySelectorAll<HTMLElement>("[data-do]")) button.hidden = false;
  if (shared() !== null) void run();
}

/** Return the query of a shared link, or null. */
function shared(): string | null {
  return new URLSearchParams(window.location.hash.slice(1)).get("query");
}

const MODE = "comity";

/** Define what the editor takes for SPARQL: a query may use what the server declares in each. */
function declare(prefixes: Prefixes): void {
  const library = Yasqe as unknown as typeof CodeMirror;
  library.defineMode(MODE, (options) => {
    const mode = library.getMode(options, "sparql11");
    return { ...mode, startState: () => ({ ...(mode.startState?.() as object), prefixes: { ...prefixes } }) };
  });
}

const COMPLETERS = ["prefixes", "variables", "comity"] as const;

interface Term {
  iri: string;
  kind: "class" | "property";
}

/** Complete prefixes and terms from what this server declares, and ask nobody else. */
function completeFromOurTerms(prefixes: Prefixes): void {
  let terms: Promise<Term[]> | undefined;
  const declared = Object.entries(prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`);
  Yasqe.forkAutocompleter("prefixes", { name: "prefixes", get: () => declared, persistenceId: null as never });
  Yasqe.registerAutocompleter({
    name: "comity",
    bulk: false,
    autoShow: false,
    isValidCompletionPosition: (yasqe) => {
      const token = yasqe.getCompleteToken();
      return !token.string.startsWith("?") && !token.string.startsWith("$");
    },
    get: async (_, token) => {
      terms ??= readTerms();
      const start = (token?.string ?? "").toLowerCase();
      return (await terms)
        .map((term) => shorten(term.iri, prefixes))
        .filter((name) => name.toLowerCase().includes(start));
    },
  });
}

async function readTerms(): Promise<Term[]> {
  const answer = await ask(
    `SELECT ?iri ?kind { GRAPH graph:ontology { ?iri a ?type
       VALUES (?type ?kind) { (owl:Class "class") (owl:ObjectProperty "property") (owl:DatatypeProperty "property") } }
       FILTER isIRI(?iri) } ORDER BY ?iri`,
  );
  return (answer.rows ?? []).map((row) => ({
    iri: row["iri"]?.value ?? "",
    kind: row["kind"]?.value === "class" ? "class" : "property",
  }));
}

function shorten(iri: string, prefixes: Prefixes): string {
  const found = Object.entries(prefixes).find(([, namespace]) => iri.startsWith(namespace));
  return found ? `${found[0]}:${iri.slice(found[1].length)}` : `<${iri}>`;
}

function markLine(editor: Yasqe, line: number): void {
  const last = (editor as unknown as { lineCount(): number }).lineCount() - 1;
  editor.addLineClass(Math.min(line - 1, last), "background", "wrong-line");
}

function clearMarks(editor: Yasqe): void {
  editor.eachLine((line) => void editor.removeLineClass(line, "background", "wrong-line"));
}

/** Return links to an answer as a file, in each form that it has. */
function downloads(query: string, forms: string[]): HTMLElement {
  const items = forms.map((download) => {
    const href = `/sparql?${new URLSearchParams({ query, download }).toString()}`;
    return make("li", {}, make("a", { href, download: "" }, download));
  });
  return make("ul", { class: "actions", "aria-label": strings.downloads }, ...items);
}

function show(output: HTMLElement, answer: Answer, prefixes: Prefixes): void {
  if (answer.problem) {
    const { title, detail, hint, line, column } = answer.problem;
    const place = line ? ` (${strings.line} ${line}${column ? `, ${strings.column} ${column}` : ""})` : "";
    const box = document.createElement("div");
    box.className = "problem";
    box.setAttribute("role", "alert");
    box.append(paragraph(`${detail ?? title}${place}`));
    if (hint) box.append(paragraph(hint));
    output.replaceChildren(box);
    return;
  }
  const seconds = (answer.milliseconds / 1000).toFixed(3);
  const head = paragraph(`${answer.summary}, ${seconds} s`);
  head.className = "quiet";
  if (answer.rows) output.replaceChildren(head, tableOf(answer.columns, answer.rows, (iri) => shorten(iri, prefixes)));
  else {
    const text = document.createElement("pre");
    text.tabIndex = 0;
    text.textContent = answer.text ?? "";
    output.replaceChildren(head, text);
  }
}

function paragraph(text: string): HTMLParagraphElement {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

if (form && area && output) start(form, area, output);
