// How claims are drawn: a line style a modality, so that none is told by its colour alone.

export interface Line {
  style: "solid" | "dashed" | "dotted";
  dash: number[];
  width: number;
  ends: "triangle" | "tee" | "vee" | "circle";
  isDouble?: true;
}

/** Modality → its line: none is told by its colour alone. */
export const LINES: Readonly<Record<string, Line>> = {
  asserted: { style: "solid", dash: [], width: 1.6, ends: "triangle" },
  denied: { style: "solid", dash: [], width: 6.5, ends: "tee", isDouble: true },
  alleged: { style: "dashed", dash: [9, 5], width: 1.8, ends: "vee" },
  planned: { style: "dotted", dash: [1.8, 4], width: 1.8, ends: "triangle" },
  predicted: { style: "dashed", dash: [9, 4, 1.8, 4], width: 1.8, ends: "circle" },
};
