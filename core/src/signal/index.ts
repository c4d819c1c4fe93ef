import type { CodeFacts } from "../code-facts.ts";
import type { Signal } from "../signal.ts";
import { blankLineSignals } from "./blank-lines.ts";
import { bracingSignals } from "./bracing.ts";
import { commentAmountSignals } from "./comment-amount.ts";
import { commentFormSignals } from "./comment-form.ts";
import { commentWordingSignals } from "./comment-wording.ts";
import { documentationSignals } from "./documentation.ts";
import { errorHandlingSignals } from "./error-handling.ts";
import { functionShapeSignals } from "./function-shape.ts";
import { halsteadSignals } from "./halstead.ts";
import { indentationSignals } from "./indentation.ts";
import { keywordClassSignals } from "./keyword-class.ts";
import { nativeSignals } from "./language/c-family.ts";
import { goSignals, rustSignals } from "./language/go-and-rust.ts";
import { scriptSignals } from "./language/javascript.ts";
import { managedSignals } from "./language/jvm-and-net.ts";
import { phpSignals, rubySignals } from "./language/php-and-ruby.ts";
import { pythonSignals } from "./language/python.ts";
import { lineLengthSignals } from "./line-length.ts";
import { literalSignals } from "./literals.ts";
import { nameStyleSignals } from "./name-style.ts";
import { nameWordingSignals } from "./name-wording.ts";
import { repetitionSignals } from "./repetition.ts";
import { roleDensitySignals } from "./role-density.ts";
import { spacingSignals } from "./spacing.ts";
import { treeShapeSignals } from "./tree-shape.ts";

/** Every signal; the order is part of a checkpoint. */
export const signals: readonly Signal[] = [
  ...blankLineSignals,
  ...lineLengthSignals,
  ...indentationSignals,
  ...spacingSignals,
  ...bracingSignals,
  ...repetitionSignals,
  ...nameStyleSignals,
  ...nameWordingSignals,
  ...commentAmountSignals,
  ...commentFormSignals,
  ...commentWordingSignals,
  ...documentationSignals,
  ...treeShapeSignals,
  ...roleDensitySignals,
  ...literalSignals,
  ...errorHandlingSignals,
  ...functionShapeSignals,
  ...halsteadSignals,
  ...keywordClassSignals,
  ...pythonSignals,
  ...scriptSignals,
  ...managedSignals,
  ...nativeSignals,
  ...goSignals,
  ...rustSignals,
  ...phpSignals,
  ...rubySignals,
];

/** One value per signal in the order of {@link signals}; NaN where it is not defined. Never infinite. */
export function measureSignals(facts: CodeFacts): Float32Array {
  const { id } = facts.anatomy.language;
  return Float32Array.from(signals, ({ languages, measure }) => {
    const value = !languages || languages.includes(id) ? measure(facts) : NaN;
    return Number.isFinite(value) ? value : NaN;
  });
}
