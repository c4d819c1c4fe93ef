import type { Parameter } from "./parameter.ts";

/** Weights of another run that a model may start from. */
export interface WeightSource {
  readonly shapes: ReadonlyMap<string, readonly number[]>;
  readonly read: (name: string) => Promise<Float32Array>;
}

/** What was and was not taken over; names in order. */
export interface TransferReport {
  readonly loaded: readonly string[];
  /** The source lacks them: they start as they were. */
  readonly missing: readonly string[];
  /** In the source only. */
  readonly unused: readonly string[];
  /** Names the two shapes; the parameter starts as it was. */
  readonly misshaped: readonly string[];
}

/** Starts each parameter from the weight of its name and shape in a source that need not be complete. */
export async function transferWeights(
  parameters: readonly Parameter[],
  source: WeightSource,
): Promise<{ readonly parameters: Parameter[]; readonly report: TransferReport }> {
  const names = new Set(parameters.map(({ name }) => name));
  const missing = parameters.filter(({ name }) => !source.shapes.has(name)).map(({ name }) => name);
  const misshaped: string[] = [];
  const loaded: string[] = [];
  const started: Parameter[] = [];
  for (const parameter of parameters) {
    const { name, shape } = parameter;
    const there = source.shapes.get(name);
    const fits = there !== undefined && String(there) === String(shape);
    if (there !== undefined && !fits) misshaped.push(`${name} [${there.join(", ")}] instead of [${shape.join(", ")}]`);
    if (fits) loaded.push(name);
    started.push(fits ? { ...parameter, start: await source.read(name) } : parameter);
  }
  const unused = [...source.shapes.keys()].filter((name) => !names.has(name));
  return { parameters: started, report: { loaded, missing, unused, misshaped } };
}

/** In a few lines; nothing where all was taken over and nothing is left. */
export function describeTransfer({ loaded, missing, unused, misshaped }: TransferReport): string[] {
  const list = (names: readonly string[]): string =>
    names.length <= 8 ? names.join(", ") : `${names.slice(0, 8).join(", ")} and ${names.length - 8} more`;
  return [
    `${loaded.length} weights are taken over`,
    ...(missing.length > 0 ? [`not there, start anew: ${list(missing)}`] : []),
    ...(misshaped.length > 0 ? [`of another shape, start anew: ${list(misshaped)}`] : []),
    ...(unused.length > 0 ? [`not used: ${list(unused)}`] : []),
  ];
}
