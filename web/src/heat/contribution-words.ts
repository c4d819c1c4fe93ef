import { Facet } from "@codemirror/state";

/** How the editor writes what a place adds: in the reader's unit. */
export const contributionWords = Facet.define<(logOdds: number) => string, (logOdds: number) => string>({
  combine: ([first]) => first ?? String,
});
