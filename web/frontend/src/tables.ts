// Tables that sort by a column and filter by what one types; without JavaScript they are as sent.

import { strings } from "./strings";

const FEW = 8; // rows that need no filter

/** Make the rows of a table sort by a click on a heading, and filter where there are many. */
export function enhance(table: HTMLTableElement): void {
  const body = table.tBodies[0];
  const head = table.tHead?.rows[0];
  if (!body || !head || body.rows.length < 2) return;
  [...head.cells].forEach((cell, column) => {
    if (cell.textContent) sortable(cell, column, body);
  });
  if (body.rows.length > FEW) table.parentElement?.before(filter(body));
}

function sortable(cell: HTMLTableCellElement, column: number, body: HTMLTableSectionElement): void {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sort";
  button.append(...cell.childNodes);
  cell.append(button);
  button.addEventListener("click", () => {
    const descending = cell.ariaSort === "ascending";
    for (const other of cell.parentElement?.children ?? []) other.ariaSort = null;
    cell.ariaSort = descending ? "descending" : "ascending";
    const order = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
    const text = (row: HTMLTableRowElement): string => row.cells[column]?.textContent?.trim() ?? "";
    const rows = [...body.rows].sort((a, b) => order.compare(text(a), text(b)));
    body.append(...(descending ? rows.reverse() : rows));
  });
}

function filter(body: HTMLTableSectionElement): HTMLElement {
  const label = document.createElement("label");
  label.className = "filter";
  const input = document.createElement("input");
  input.type = "search";
  const count = document.createElement("span");
  count.className = "quiet";
  count.setAttribute("aria-live", "polite");
  label.append(`${strings.filter} `, input, " ", count);
  input.addEventListener("input", () => {
    const wanted = fold(input.value);
    let shown = 0;
    for (const row of body.rows) {
      row.hidden = !fold(row.textContent ?? "").includes(wanted);
      if (!row.hidden) shown += 1;
    }
    count.textContent = wanted ? strings.shownOf(shown, body.rows.length) : "";
  });
  return label;
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
