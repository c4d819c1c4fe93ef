import type { CodeFacts } from "../../code-facts.ts";
import type { LanguageId } from "../../language.ts";
import type { Signal } from "../../signal.ts";

/** Makes the signals that only some languages have; their ids begin with `language.<prefix>-`. */
export function extras(prefix: string, languages: readonly LanguageId[]) {
  return (name: string, unit: string, meaning: string, measure: (facts: CodeFacts) => number): Signal => ({
    id: `language.${prefix}-${name}`,
    group: "language",
    unit,
    meaning,
    languages,
    measure,
  });
}
