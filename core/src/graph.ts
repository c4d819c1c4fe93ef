/** The number types of a {@link Value}; `float16` is stored as its bits. */
export type ElementType = "float32" | "float64" | "float16" | "int64" | "int32" | "int8" | "uint8" | "bool" | "uint32";

/**
 * A number, or the name of a size that is known only when the graph runs ("batch", "tokens"). A product of such names
 * is written "batch*tokens" (see graph/size.ts).
 */
export type Size = number | string;
export type Shape = readonly Size[];

/** The numbers of a constant, row-major. `bool` is held as bytes 0 and 1, `float16` as bits in a Uint16Array. */
export type ElementData =
  | Float32Array
  | Float64Array
  | BigInt64Array
  | Int32Array
  | Uint32Array
  | Uint16Array
  | Int8Array
  | Uint8Array;

/** Something computed, given or learned: an edge of the graph. */
export interface Value {
  readonly graph: Graph;
  /** Unique in its graph, and its name in the ONNX file. */
  readonly name: string;
  /** A person chose the name, so errors show it. */
  readonly named: boolean;
  readonly type: ElementType;
  readonly shape: Shape;
  readonly source: Source;
}

/** Where a value comes from. */
export type Source =
  | { readonly kind: "input" }
  | { readonly kind: "parameter" }
  | { readonly kind: "constant"; readonly data: ElementData }
  | { readonly kind: "node"; readonly node: GraphNode };

export type Attribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly string: string }
  | { readonly ints: readonly number[] };

/** One operator of the ONNX file. */
export interface GraphNode {
  /** ONNX operator type, as "Gemm". */
  readonly operator: string;
  /** Empty for the standard operators. */
  readonly domain: "" | "com.microsoft";
  /** An optional input that is left out is undefined. */
  readonly inputs: readonly (Value | undefined)[];
  readonly outputs: readonly Value[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export interface ValueType {
  readonly type: ElementType;
  readonly shape: Shape;
}

export interface NodeDefinition {
  readonly operator: string;
  readonly domain?: "com.microsoft";
  readonly inputs: readonly (Value | undefined)[];
  readonly outputs: readonly ValueType[];
  readonly attributes?: Readonly<Record<string, Attribute>>;
  /** A name for the first output; without it the graph makes one. */
  readonly name?: string;
}

/**
 * The chain rule of one operator: from the loss's gradients by its outputs (undefined where the loss does not depend on
 * one) to those by its inputs (undefined where there is none), appended to the same graph.
 */
export type Gradient = (outputGradients: readonly (Value | undefined)[]) => readonly (Value | undefined)[];

/** How outputs depend on inputs; one such step may stand over several nodes. */
export interface Derivation {
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly gradient: Gradient;
}

/**
 * A tensor program that grows as operators (graph/operator/) are applied to its values. graph/write-onnx.ts writes what
 * chosen outputs need of it, graph/gradients.ts appends a backward pass.
 */
export class Graph {
  readonly #names = new Set<string>();
  readonly #sizes = new Map<string, { readonly value: Value; readonly axis: number }>();
  readonly #nodes: GraphNode[] = [];
  readonly #leaves: Value[] = [];
  readonly #derivations = new Map<Value, Derivation>();

  /** In the order they were applied: each after those its inputs come from. */
  get nodes(): readonly GraphNode[] {
    return this.#nodes;
  }

  /** Inputs, parameters and constants, in the order they were made. */
  get leaves(): readonly Value[] {
    return this.#leaves;
  }

  /**
   * Fed at every run.
   * @throws when the name is taken
   */
  input(name: string, type: ElementType, shape: Shape): Value {
    return this.#value(name, true, { type, shape }, { kind: "input" });
  }

  /**
   * A learned weight, named as in its checkpoint.
   * @throws when the name is taken
   */
  parameter(name: string, shape: readonly number[], type: ElementType = "float32"): Value {
    return this.#value(name, true, { type, shape }, { kind: "parameter" });
  }

  /** Use `constant` of graph/operator/constant.ts, which checks that the numbers fit. */
  embed(data: ElementData, form: ValueType): Value {
    return this.#value(this.#fresh("constant"), false, form, { kind: "constant", data });
  }

  /** Appends one ONNX operator as it is: its outputs have no gradient until {@link derive} gives them one. */
  apply(definition: NodeDefinition): readonly Value[] {
    const { operator, domain = "", inputs, attributes = {}, name } = definition;
    for (const input of inputs)
      if (input && input.graph !== this)
        throw new Error(
          `${operator} is given ${describe(input)} of another graph; build both operands in the same Graph.`,
        );
    const outputs: Value[] = [];
    const node: GraphNode = { operator, domain, inputs, outputs, attributes };
    this.#nodes.push(node);
    for (const [at, form] of definition.outputs.entries()) {
      const chosen = at === 0 ? name : undefined;
      outputs.push(this.#value(chosen ?? this.#fresh(operator), chosen !== undefined, form, { kind: "node", node }));
    }
    return outputs;
  }

  /** Says how outputs that were computed from inputs are differentiated, whatever nodes stand between. */
  derive(outputs: readonly Value[], inputs: readonly Value[], gradient: Gradient): void {
    const derivation: Derivation = { inputs, outputs, gradient };
    for (const output of outputs) this.#derivations.set(output, derivation);
  }

  derivationOf(value: Value): Derivation | undefined {
    return this.#derivations.get(value);
  }

  /** The value that first had a size of that name: an input; undefined when no input has it. */
  inputWithSize(size: string): { readonly value: Value; readonly axis: number } | undefined {
    return this.#sizes.get(size);
  }

  #value(name: string, named: boolean, { type, shape }: ValueType, source: Source): Value {
    if (name === "") throw new Error("A value of a graph needs a name that is not empty.");
    if (this.#names.has(name))
      throw new Error(
        `The graph already has a value named "${name}"; give each input, parameter and value its own name.`,
      );
    for (const size of shape)
      if (typeof size === "number" && !(Number.isSafeInteger(size) && size >= 0))
        throw new Error(
          `"${name}" has shape [${shape.join(", ")}], and ${size} is no size; sizes are whole numbers from 0.`,
        );
    this.#names.add(name);
    const value: Value = { graph: this, name, named, type, shape, source };
    if (source.kind !== "node") this.#leaves.push(value);
    if (source.kind === "input")
      for (const [axis, size] of shape.entries())
        if (typeof size === "string" && !this.#sizes.has(size)) this.#sizes.set(size, { value, axis });
    return value;
  }

  /** Numbers in the name cannot meet a chosen name: "#" begins every name that the graph makes. */
  #fresh(operator: string): string {
    return `#${operator}.${this.#names.size}`;
  }
}

/** A value as an error shows it: `"layer.0.q" [4, 256]`, or its shape alone when nobody named it. */
export function describe({ name, named, shape }: Value): string {
  return `${named ? `"${name}" ` : ""}[${shape.join(", ")}]`;
}

/** The error of an operator that cannot take these values: `matmul of "layer.0.q" [4, 256] and [384, 384]: …`. */
export function operatorError(operator: string, values: readonly Value[], reason: string): Error {
  return new Error(`${operator} of ${values.map(describe).join(" and ")}: ${reason}`);
}
