/** A block of numbers that a run of a graph is given. */
export interface Feed {
  readonly type: "float32" | "int64" | "bool";
  readonly shape: readonly number[];
  /** Row-major. A bool is a byte. */
  readonly data: Float32Array | BigInt64Array | Uint8Array;
}

/** Sizes that decide a graph, such as rows and tokens: graphs have fixed shapes, one graph for each form. */
export type Form = Readonly<Record<string, number>>;

/** What one run of a graph learns from or is asked. */
export interface Batch {
  readonly form: Form;
  readonly feeds: Readonly<Record<string, Feed>>;
  /** Tokens in it, padding left out. Rows, where there are no tokens. */
  readonly size: number;
}

/** Equal for equal forms. */
export function formKey(form: Form): string {
  return Object.entries(form)
    .map(([name, size]) => `${name}=${size}`)
    .join(" ");
}

export function floats(data: Float32Array, shape: readonly number[] = [data.length]): Feed {
  return { type: "float32", shape, data };
}

export function integers(values: ArrayLike<number>, shape: readonly number[] = [values.length]): Feed {
  const data = new BigInt64Array(values.length);
  for (let at = 0; at < data.length; at++) data[at] = BigInt(values[at]!);
  return { type: "int64", shape, data };
}
