import { Graph, type Value } from "whowrote/graph";
import { gradients } from "whowrote/graph/gradients";
import { add } from "whowrote/graph/nodes/elementwise";
import { zeros } from "whowrote/graph/nodes/layout";
import { writeOnnx } from "whowrote/graph/write-onnx";
import { adamwStep, type Move, type OptimizerSettings } from "./adamw.ts";
import type { Form } from "../feeds.ts";
import { createScope, type DropoutSettings, type DropoutSite } from "../parameters/model-scope.ts";
import type { Objective } from "../objective.ts";
import type { Parameter } from "../parameters/parameter.ts";
import { nextName } from "./training-tensors.ts";

/** A graph as onnxruntime reads it. */
export interface TrainingGraph {
  readonly model: Uint8Array;
  /** Names of what must be fed. */
  readonly inputs: ReadonlySet<string>;
  readonly outputs: readonly string[];
  readonly dropouts: readonly DropoutSite[];
}

export interface GraphSettings extends OptimizerSettings, DropoutSettings {}

/** Forward, backward and AdamW in one: gives `loss` and `norm`, and what {@link adamwStep} does. */
export function writeStepGraph(
  objective: Objective,
  form: Form,
  moving: readonly Parameter[],
  settings: GraphSettings,
): TrainingGraph {
  const graph = new Graph();
  const { loss, moves, dropouts } = differentiate(graph, objective, form, moving, settings);
  return write(graph, { loss, ...adamwStep(graph, moves, settings) }, dropouts);
}

/** Forward and backward: gives `loss`, and adds the gradients to the inputs {@link sumName}, as {@link nextName} of these. */
export function writeAccumulationGraph(
  objective: Objective,
  form: Form,
  moving: readonly Parameter[],
  settings: GraphSettings,
): TrainingGraph {
  const graph = new Graph();
  const { loss, moves, dropouts } = differentiate(graph, objective, form, moving, settings);
  const sums = moves.map(({ parameter: { name, shape }, gradient }): [string, Value] => [
    nextName(sumName(name)),
    add(graph.input(sumName(name), "float32", shape), gradient),
  ]);
  return write(graph, { loss, ...Object.fromEntries(sums) }, dropouts);
}

/** AdamW alone, on gradients that were added up. */
export function writeUpdateGraph(moving: readonly Parameter[], settings: OptimizerSettings): TrainingGraph {
  const graph = new Graph();
  const moves = moving.map((parameter) => ({
    parameter,
    value: graph.parameter(parameter.name, parameter.shape),
    gradient: graph.input(sumName(parameter.name), "float32", parameter.shape),
  }));
  return write(graph, adamwStep(graph, moves, settings), []);
}

/** What an evaluation reads. */
export function writeScoreGraph(objective: Objective, form: Form): TrainingGraph {
  const graph = new Graph();
  return write(graph, objective.scores(createScope(graph, objective.parameters).scope, form), []);
}

/** What gradients are added up under. */
export function sumName(parameter: string): string {
  return `sum:${parameter}`;
}

function differentiate(
  graph: Graph,
  objective: Objective,
  form: Form,
  moving: readonly Parameter[],
  settings: GraphSettings,
): { readonly loss: Value; readonly moves: readonly Move[]; readonly dropouts: readonly DropoutSite[] } {
  const isFrozen = !moving.some(({ part }) => part === "encoder");
  const { scope, dropouts } = createScope(graph, objective.parameters, { ...settings, isFrozen });
  const loss = objective.loss(scope, form);
  const values = moving.map(({ name }) => scope.parameter(name));
  const found = gradients(loss, values);
  const moves = moving.map((parameter, at) => ({
    parameter,
    value: values[at]!,
    // What the loss does not depend on, such as the segments that are never used, only decays.
    gradient: found[at] ?? zeros(graph, parameter.shape, "float32"),
  }));
  return { loss, moves, dropouts };
}

function write(graph: Graph, outputs: Record<string, Value>, dropouts: readonly DropoutSite[]): TrainingGraph {
  const { model, inputs } = writeOnnx(graph, { outputs, weights: "inputs" });
  return { model, inputs: new Set(inputs.map(({ name }) => name)), outputs: Object.keys(outputs), dropouts };
}
