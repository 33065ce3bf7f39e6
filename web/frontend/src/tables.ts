// Tables that sort by a column and filter by what one types; without JavaScript they are as sent.

import { button } from "./elements";
import { strings } from "./strings";

const FEW = 8; // rows that need no filter
const MANY = 200; // rows shown at once; a browser takes long to lay more of them out

/** Make the rows of a table sort by a click on a heading, and filter where there are many. */
export function enhance(table: HTMLTableElement): void {
  const body = table.tBodies[0];
  const head = table.tHead?.rows[0];
  if (!body || !head || body.rows.length < 2) return;
  const rows = new Rows(body);
  [...head.cells].forEach((cell, column) => {
    if (cell.textContent) sortable(cell, column, rows);
  });
  if (body.rows.length > FEW) table.parentElement?.before(filter(rows));
  if (body.rows.length > MANY) table.parentElement?.after(rows.rest);
  rows.show();
  window.addEventListener("beforeprint", () => rows.showAll());
  const aim = (): void => rows.reveal(body.querySelector<HTMLTableRowElement>("tr:target"));
  window.addEventListener("hashchange", aim);
  aim();
}

/** The rows of a table, of which those are shown that have some words, and not too many at once. */
class Rows {
  readonly all: HTMLTableRowElement[];
  readonly rest = button("", () => this.showAll());
  private wanted = "";
  private most = MANY;
  private readonly texts = new Map<HTMLTableRowElement, string>();

  constructor(private readonly body: HTMLTableSectionElement) {
    this.all = [...body.rows];
  }

  /** Show the rows that have some words, and return how many those are. */
  find(words: string): number {
    this.wanted = fold(words);
    return this.show();
  }

  /** Put the rows in the order of a column. */
  sort(column: number, descending: boolean): void {
    const { compare } = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
    const texts = new Map(this.all.map((row) => [row, row.cells[column]?.textContent?.trim() ?? ""]));
    this.all.sort((a, b) => compare(texts.get(a) ?? "", texts.get(b) ?? ""));
    if (descending) this.all.reverse();
    this.show();
    this.body.append(...this.all);
  }

  /** Show all rows that have the words. */
  showAll(): void {
    this.most = Infinity;
    this.show();
  }

  /** Show the row to which the address leads, and go there. */
  reveal(row: HTMLTableRowElement | null): void {
    if (!row?.hidden) return;
    this.showAll();
    row.scrollIntoView();
  }

  show(): number {
    let found = 0;
    for (const row of this.all) {
      const isFound = this.text(row).includes(this.wanted);
      if (isFound) found += 1;
      row.hidden = !isFound || found > this.most;
    }
    this.rest.hidden = found <= this.most;
    this.rest.textContent = strings.showAll(found);
    return found;
  }

  private text(row: HTMLTableRowElement): string {
    const text = this.texts.get(row) ?? fold(row.textContent ?? "");
    this.texts.set(row, text);
    return text;
  }
}

function sortable(cell: HTMLTableCellElement, column: number, rows: Rows): void {
  const sort = document.createElement("button");
  sort.type = "button";
  sort.className = "sort";
  sort.append(...cell.childNodes);
  cell.append(sort);
  sort.addEventListener("click", () => {
    const descending = cell.ariaSort === "ascending";
    for (const other of cell.parentElement?.children ?? []) other.ariaSort = null;
    cell.ariaSort = descending ? "descending" : "ascending";
    rows.sort(column, descending);
  });
}

function filter(rows: Rows): HTMLElement {
  const label = document.createElement("label");
  label.className = "filter";
  const input = document.createElement("input");
  input.type = "search";
  const count = document.createElement("span");
  count.className = "quiet";
  count.setAttribute("aria-live", "polite");
  label.append(`${strings.filter} `, input, " ", count);
  input.addEventListener("input", () => {
    const found = rows.find(input.value);
    count.textContent = input.value ? strings.shownOf(found, rows.all.length) : "";
  });
  return label;
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
