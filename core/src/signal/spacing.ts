import { dominance, share } from "../code-facts/distribution.ts";
import type { Habit } from "../code-facts/spacing-facts.ts";
import type { Signal } from "../signal.ts";

/** Blanks between the tokens of a line. */
export const spacingSignals: readonly Signal[] = [
  {
    id: "layout.comma-spaced-share",
    group: "layout",
    unit: "share",
    meaning: "share of the commas with a blank behind them",
    measure: ({ spacing }) => taken(spacing.comma),
  },
  {
    id: "layout.comparison-spaced-share",
    group: "layout",
    unit: "share",
    meaning: "share of the equals signs, comparisons and and/or marks with blanks around them",
    measure: ({ spacing }) => taken(spacing.comparison),
  },
  {
    id: "layout.arithmetic-spaced-share",
    group: "layout",
    unit: "share",
    meaning: "share of the calculation marks (such as +) with blanks around them",
    measure: ({ spacing }) => taken(spacing.arithmetic),
  },
  {
    id: "layout.operator-spacing-consistency",
    group: "layout",
    unit: "share",
    meaning: "how consistently operators are written either with or without blanks",
    measure: ({ spacing: { comparison, arithmetic } }) =>
      dominance([comparison.yes + arithmetic.yes, comparison.no + arithmetic.no]),
  },
  {
    id: "layout.keyword-parenthesis-spaced-share",
    group: "layout",
    unit: "share",
    meaning: "share of the keywords with a blank before the parenthesis: if (x)",
    measure: ({ spacing }) => taken(spacing.keywordParenthesis),
  },
  {
    id: "layout.bracket-inner-space-share",
    group: "layout",
    unit: "share",
    meaning: "share of the brackets with a blank on their inner side",
    measure: ({ spacing }) => taken(spacing.inner),
  },
  {
    id: "layout.brace-inner-space-share",
    group: "layout",
    unit: "share",
    meaning: "share of the braces on one line with a blank on their inner side",
    measure: ({ spacing }) => taken(spacing.innerBrace),
  },
  {
    id: "layout.wide-gap-share",
    group: "layout",
    unit: "share",
    meaning: "share of the gaps within lines that are two or more blanks wide, as in columns",
    measure: ({ spacing }) => taken(spacing.wide),
  },
];

function taken({ yes, no }: Habit): number {
  return share(yes, yes + no);
}
