import type { Tensors } from "whowrote/tensor";
import { feedRate } from "./trainer/adamw.ts";
import { formKey, type Batch } from "./feeds.ts";
import type { DropoutSite } from "./parameters/model-scope.ts";
import {
  openNativeRuntime,
  type NativeSession,
  type NativeTensor,
  type NativeTensors,
} from "./trainer/native-session.ts";
import { drawKept } from "./trainer/noise.ts";
import type { Objective } from "./objective.ts";
import type { Parameter } from "./parameters/parameter.ts";
import { randomAt } from "./step-seed.ts";
import {
  sumName,
  writeAccumulationGraph,
  writeScoreGraph,
  writeStepGraph,
  writeUpdateGraph,
  type GraphSettings,
  type TrainingGraph,
} from "./trainer/training-graph.ts";
import {
  createTrainingTensors,
  momentName,
  type StoredTensor,
  type TrainingTensors,
} from "./trainer/training-tensors.ts";

export interface TrainerSettings extends GraphSettings {
  readonly seed: number;
  readonly threads: number;
}

/** Where in a run a step stands. */
export interface StepPlace {
  /** Of all steps of the run, from 0: what is random in a step is drawn from it. */
  readonly step: number;
  /** Steps that AdamW has done since its moments were zero. */
  readonly updates: number;
  /** Of the highest learning rate; 0..1. */
  readonly rateShare: number;
}

export interface StepResult {
  readonly loss: number;
  /** Length of the gradient before it was clipped. */
  readonly gradientNorm: number;
}

/** Parameters that learn. It computes in the thread that calls it, and blocks it. Must be closed. */
export interface Trainer {
  /** Learns from batches as if they were one: their gradients are added up. */
  readonly step: (batches: readonly Batch[], place: StepPlace) => Promise<StepResult>;
  /** What the objective gives for an evaluation, by name; nothing is learned and nothing dropped out. */
  readonly score: (batch: Batch) => Promise<Readonly<Record<string, Float32Array>>>;
  /** Parameters and moments by name: the numbers themselves, which the step after the next overwrites. */
  readonly tensors: () => Tensors;
  readonly close: () => Promise<void>;
}

interface OpenGraph extends Omit<TrainingGraph, "model" | "dropouts"> {
  readonly session: NativeSession;
  readonly dropouts: readonly (DropoutSite & { readonly kept: NativeTensor })[];
}

/** @param saved parameters and moments of a stopped run, which stand in the place of the starts */
export async function openTrainer(
  objective: Objective,
  moves: (parameter: Parameter) => boolean,
  settings: TrainerSettings,
  saved: Tensors = {},
): Promise<Trainer> {
  const runtime = await openNativeRuntime();
  const moving = objective.parameters.filter(moves);
  const tensors = createTrainingTensors(runtime, storedTensors(objective.parameters, moves, saved));
  const graphs = new Map<string, OpenGraph>();
  let sums: TrainingTensors | undefined;

  async function open(key: string, write: () => TrainingGraph): Promise<OpenGraph> {
    const there = graphs.get(key);
    if (there) return there;
    const { model, dropouts, ...names } = write();
    const opened = {
      ...names,
      session: await runtime.open(model, settings.threads),
      dropouts: dropouts.map((site) => ({ ...site, kept: runtime.tensor(emptyMask(site)) })),
    };
    graphs.set(key, opened);
    return opened;
  }

  /** `into` holds what outputs are written to; those that it lacks come in new memory. */
  async function run(
    graph: OpenGraph,
    feeds: readonly NativeTensors[],
    into: NativeTensors = {},
  ): Promise<NativeTensors> {
    const all = Object.assign({}, ...feeds) as NativeTensors;
    const wanted = Object.entries(all).filter(([name]) => graph.inputs.has(name));
    const outputs = graph.outputs.map((name) => [name, into[name] ?? null] as const);
    return graph.session.run(Object.fromEntries(wanted), Object.fromEntries(outputs));
  }

  function draw({ dropouts }: OpenGraph, purpose: string, step: number): NativeTensors {
    const random = randomAt(settings.seed, purpose, step);
    for (const { kept, dropped } of dropouts) drawKept(kept.data as Uint8Array, dropped, random);
    return Object.fromEntries(dropouts.map(({ name, kept }) => [name, kept]));
  }

  const tensorsOf = (feeds: Batch["feeds"]): NativeTensors =>
    Object.fromEntries(Object.entries(feeds).map(([name, feed]) => [name, runtime.tensor(feed)]));

  async function stepAtOnce({ form, feeds }: Batch, { step, updates, rateShare }: StepPlace): Promise<StepResult> {
    const graph = await open(`step ${formKey(form)}`, () => writeStepGraph(objective, form, moving, settings));
    const given = [
      tensors.now(),
      tensorsOf(feeds),
      draw(graph, "dropout 0", step),
      tensorsOf(feedRate(settings.rate * rateShare, updates)),
    ];
    const { loss, norm } = await run(graph, given, tensors.next());
    tensors.swap();
    return { loss: numberOf(loss), gradientNorm: numberOf(norm) };
  }

  async function stepInParts(batches: readonly Batch[], { step, updates, rateShare }: StepPlace): Promise<StepResult> {
    const gathered = moving.map(({ name, shape }) => ({ name: sumName(name), shape, changes: true }));
    sums ??= createTrainingTensors(runtime, gathered);
    for (const { data } of Object.values(sums.now())) (data as Float32Array).fill(0);
    let total = 0;
    for (const [at, { form, feeds }] of batches.entries()) {
      const graph = await open(`sum ${formKey(form)}`, () => writeAccumulationGraph(objective, form, moving, settings));
      const given = [tensors.now(), sums.now(), tensorsOf(feeds), draw(graph, `dropout ${at}`, step)];
      const { loss } = await run(graph, given, sums.next());
      sums.swap();
      total += numberOf(loss);
    }
    const update = await open("update", () => writeUpdateGraph(moving, settings));
    const given = [tensors.now(), sums.now(), tensorsOf(feedRate(settings.rate * rateShare, updates))];
    const { norm } = await run(update, given, tensors.next());
    tensors.swap();
    return { loss: total, gradientNorm: numberOf(norm) };
  }

  return {
    step: (batches, place) => (batches.length === 1 ? stepAtOnce(batches[0]!, place) : stepInParts(batches, place)),
    score: async ({ form, feeds }) => {
      const graph = await open(`score ${formKey(form)}`, () => writeScoreGraph(objective, form));
      const outputs = await run(graph, [tensors.now(), tensorsOf(feeds)]);
      return Object.fromEntries(Object.entries(outputs).map(([name, { data }]) => [name, data as Float32Array]));
    },
    tensors: tensors.read,
    close: async () => {
      for (const { session } of graphs.values()) await session.close();
      graphs.clear();
    },
  };
}

function storedTensors(
  parameters: readonly Parameter[],
  moves: (parameter: Parameter) => boolean,
  saved: Tensors,
): StoredTensor[] {
  const startOf = (name: string, start?: Float32Array) => (saved[name]?.data as Float32Array | undefined) ?? start;
  return parameters.flatMap((parameter) => {
    const { name, shape, start } = parameter;
    const changes = moves(parameter);
    const own = { name, shape, start: startOf(name, start), changes };
    if (!changes) return [own];
    const moments = [momentName("mean", name), momentName("square", name)];
    return [own, ...moments.map((moment) => ({ name: moment, shape, start: startOf(moment), changes }))];
  });
}

function emptyMask({ shape }: DropoutSite) {
  return { type: "bool", shape, data: new Uint8Array(shape.reduce((product, size) => product * size, 1)) } as const;
}

function numberOf(tensor: NativeTensor | undefined): number {
  return (tensor!.data as Float32Array)[0]!;
}
