// Solutions as a table that sorts and filters: what this server has a page for is linked to it.

import type { Row, Value } from "./asking";
import { grid, make, named } from "./elements";
import { strings } from "./strings";
import { enhance } from "./tables";

const BASE = "https://w3id.org/comity/";
const SHOWN = 500; // rows of a table; a browser grows slow on many more

/**
 * Return solutions as a table in a region that scrolls.
 *
 * @param shorten - How an IRI is written that has a prefix.
 */
export function tableOf(columns: string[], rows: Row[], shorten: (iri: string) => string): HTMLElement {
  const cells = rows
    .slice(0, SHOWN)
    .map((row) => columns.map((column) => make("span", {}, ...shown(row[column], shorten))));
  const whole = make("div", {}, grid(strings.results, columns, cells));
  if (rows.length > SHOWN) {
    whole.append(make("p", { class: "note" }, strings.firstOnly(SHOWN, rows.length)));
  }
  const table = whole.querySelector("table");
  if (table) enhance(table);
  return whole;
}

function shown(value: Value | undefined, shorten: (iri: string) => string): Node[] {
  if (!value) return [];
  if (value.type === "uri") return [link(value.value, shorten)];
  const language = value["xml:lang"];
  if (!language) return [named(value.value)];
  return [named(value.value, { lang: language }), make("span", { class: "quiet" }, ` @${language}`)];
}

function link(iri: string, shorten: (iri: string) => string): Node {
  const href = address(iri) ?? (/^https?:/.test(iri) ? iri : undefined);
  const text = iri.startsWith(`${BASE}id/`) ? iri.slice(`${BASE}id/`.length) : shorten(iri);
  return href === undefined ? named(text) : make("a", { href, title: iri }, named(text));
}

/** Return where this server tells of what an IRI names: a thing, a term of the ontology, a code. */
function address(iri: string): string | undefined {
  const [, kind, name = ""] = /^https:\/\/w3id\.org\/comity\/(id\/|ontology#|code\/.*\/)(.+)$/.exec(iri) ?? [];
  if (kind === undefined) return undefined;
  return kind === "id/" ? `/doc/${name}` : `/ontology#${name}`;
}
