import type { Graph, Value } from "whowrote/graph";
import { dropout } from "whowrote/graph/operator/dropout";
import type { Parameter } from "./parameter.ts";

/** A place where numbers are dropped: an input that is drawn for every step. */
export interface DropoutSite {
  readonly name: string;
  readonly shape: readonly number[];
  /** Probability in 256ths. */
  readonly dropped: number;
}

/** Where a model is built: parameters by name, and dropout that is there only while it learns. */
export interface ModelScope {
  readonly graph: Graph;
  /** The value of a parameter; asked again, the same. @throws when the objective has none of that name */
  readonly parameter: (name: string) => Value;
  /** Drops a share of a value's numbers while training; otherwise gives the value back. */
  readonly dropout: (x: Value, rate: number) => Value;
  /** As `dropout`, for the places inside the encoder, whose rate the run may set in the place of the config's. */
  readonly encoderDropout: (x: Value, rate: number) => Value;
}

/** What is dropped while training: rates of the run in the place of those of the model, where there are any. */
export interface DropoutSettings {
  readonly encoderDropout: number | undefined;
  readonly headDropout: number | undefined;
}

export interface BuiltScope {
  readonly scope: ModelScope;
  /** Those that the model asked for, in that order. */
  readonly parameters: ReadonlyMap<string, Value>;
  readonly dropouts: readonly DropoutSite[];
}

/** @param training left out for an evaluation, in which nothing is dropped */
export function createScope(
  graph: Graph,
  known: readonly Parameter[],
  training?: DropoutSettings & { readonly isFrozen: boolean },
): BuiltScope {
  const shapes = new Map(known.map(({ name, shape }) => [name, shape]));
  const parameters = new Map<string, Value>();
  const dropouts: DropoutSite[] = [];
  const drop = (x: Value, rate: number): Value => {
    const dropped = Math.round(rate * 256);
    if (!training || dropped === 0) return x;
    const name = `kept ${dropouts.length}`;
    const shape = x.shape.map(Number);
    dropouts.push({ name, shape, dropped });
    return dropout(x, graph.input(name, "bool", shape), dropped / 256);
  };
  const scope: ModelScope = {
    graph,
    parameter: (name) => {
      const there = parameters.get(name);
      if (there) return there;
      const shape = shapes.get(name);
      if (!shape) throw new Error(`The model has no parameter "${name}"; it has ${[...shapes.keys()].join(", ")}.`);
      const value = graph.parameter(name, shape);
      parameters.set(name, value);
      return value;
    },
    dropout: (x, rate) => drop(x, training?.headDropout ?? rate),
    // What does not learn is read as it will be read in use.
    encoderDropout: (x, rate) =>
      training?.isFrozen ? x : drop(x, rate === 0 ? 0 : (training?.encoderDropout ?? rate)),
  };
  return { scope, parameters, dropouts };
}
