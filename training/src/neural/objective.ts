import type { Value } from "whowrote/graph";
import type { Form } from "./feeds.ts";
import type { ModelScope } from "./parameters/model-scope.ts";
import type { Parameter } from "./parameters/parameter.ts";

/** What is learned, and by which measure. */
export interface Objective<Sizes extends Form = Form> {
  readonly parameters: readonly Parameter[];
  /** Appends inputs, model and loss: one number, the sum over the rows of what each counts. */
  loss(model: ModelScope, form: Sizes): Value;
  /** Appends inputs and model, and gives what an evaluation reads, by name. */
  scores(model: ModelScope, form: Sizes): Readonly<Record<string, Value>>;
}
