// The words of what is live on a page; those of the pages themselves stand in the templates.

export const strings = {
  suggestions: "Things of this name",
  filter: "Filter",
  shownOf: (shown: number, all: number): string => `${shown} of ${all}`,
  copied: "Copied",
  notLoaded: "The graph could not be loaded.",
  expand: "Click twice to add its claims.",
  heldBy: "held by",
  query: "Query in SPARQL",
  asking: "Asking …",
  results: "Table of solutions",
  solutions: (count: number): string => `${count} solution${count === 1 ? "" : "s"}`,
  firstOnly: (count: number): string => `The first ${count} solutions are shown.`,
  triples: "Triples",
  yes: "Yes",
  no: "No",
  line: "line",
  column: "column",
} as const;
