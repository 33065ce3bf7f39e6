// The words of what is live on a page; those of the pages themselves stand in the templates.

export const strings = {
  suggestions: "Things of this name",
  notLoaded: "The graph could not be loaded.",
  expand: "Click twice to add its claims.",
  heldBy: "held by",
} as const;
