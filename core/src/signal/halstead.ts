import type { CodeFacts } from "../code-facts.ts";
import type { Signal } from "../signal.ts";

/** Distinct and total operators and operands. */
interface Halstead {
  readonly operators: number;
  readonly operands: number;
  readonly operatorUses: number;
  readonly operandUses: number;
}

/**
 * Halstead, "Elements of Software Science" (1977). Operators are keywords and marks (closing brackets belong to their
 * opening ones), operands are names, numbers and strings. All grow with length; here they stand against it.
 */
export const halsteadSignals: readonly Signal[] = [
  {
    id: "complexity.halstead-volume-per-line",
    group: "complexity",
    unit: "bits",
    meaning: "information in a line of code (Halstead volume per line)",
    measure: (facts) => volume(count(facts)) / Math.max(1, facts.lines.code),
  },
  {
    id: "complexity.halstead-difficulty-relative",
    group: "complexity",
    unit: "ratio",
    meaning: "Halstead difficulty against the number of doublings of the length",
    measure: (facts) => {
      const counts = count(facts);
      return difficulty(counts) / Math.log2(counts.operatorUses + counts.operandUses);
    },
  },
  {
    id: "complexity.halstead-effort-relative",
    group: "complexity",
    unit: "ratio",
    meaning: "doublings of Halstead's effort per doubling of the length",
    measure: (facts) => {
      const counts = count(facts);
      const effort = difficulty(counts) * volume(counts);
      return effort >= 1 ? Math.log2(effort) / Math.log2(counts.operatorUses + counts.operandUses) : NaN;
    },
  },
];

const closing = new Set([")", "]", "}", ">"]);

function count({ anatomy, tokens }: CodeFacts): Halstead {
  const seen = new Uint8Array(tokens.distinct);
  const counts = { operators: 0, operands: 0, operatorUses: 0, operandUses: 0 };
  for (const [index, { kind, text }] of anatomy.tokens.entries()) {
    const isNew = seen[tokens.ids[index]!] === 0;
    seen[tokens.ids[index]!] = 1;
    if (kind === "keyword" || kind === "punctuation") {
      if (closing.has(text)) continue;
      counts.operatorUses++;
      if (isNew) counts.operators++;
    } else {
      counts.operandUses++;
      if (isNew) counts.operands++;
    }
  }
  return counts;
}

function volume({ operators, operands, operatorUses, operandUses }: Halstead): number {
  return operators + operands > 1 ? (operatorUses + operandUses) * Math.log2(operators + operands) : NaN;
}

function difficulty({ operators, operands, operandUses, operatorUses }: Halstead): number {
  return operands > 0 && operatorUses + operandUses > 1 ? (operators / 2) * (operandUses / operands) : NaN;
}
