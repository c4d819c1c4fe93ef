import type { Graph, Shape, Value } from "../../src/graph.ts";
import { constant, integers } from "../../src/graph/constant.ts";
import { gelu, relu, sigmoid, silu, softplus, tanh } from "../../src/graph/operator/activation.ts";
import { add, div, mul, pow, sub } from "../../src/graph/operator/arithmetic.ts";
import { cast } from "../../src/graph/operator/cast.ts";
import {
  and,
  equal,
  greater,
  greaterOrEqual,
  less,
  lessOrEqual,
  not,
  or,
} from "../../src/graph/operator/comparison.ts";
import { concat } from "../../src/graph/operator/concat.ts";
import { binaryCrossEntropy, crossEntropy } from "../../src/graph/operator/cross-entropy.ts";
import { dropout } from "../../src/graph/operator/dropout.ts";
import { expand } from "../../src/graph/operator/expand.ts";
import { gather, gatherElements } from "../../src/graph/operator/gather.ts";
import { named, stopGradient } from "../../src/graph/operator/identity.ts";
import { linear } from "../../src/graph/operator/linear.ts";
import { maskedMax, maskedMean } from "../../src/graph/operator/masked-pooling.ts";
import { abs, cos, erf, exp, log, neg, reciprocal, sin, sqrt } from "../../src/graph/operator/mathematics.ts";
import { matmul } from "../../src/graph/operator/matmul.ts";
import { l2Normalize, layerNorm, rmsNorm } from "../../src/graph/operator/normalization.ts";
import { reduceMax, reduceMean, reduceSum } from "../../src/graph/operator/reduce.ts";
import { reshape, squeeze, unsqueeze } from "../../src/graph/operator/reshape.ts";
import { slice } from "../../src/graph/operator/slice.ts";
import { logSoftmax, softmax } from "../../src/graph/operator/softmax.ts";
import { split } from "../../src/graph/operator/split.ts";
import { transpose } from "../../src/graph/operator/transpose.ts";
import { where } from "../../src/graph/operator/where.ts";

export interface OperatorCase {
  readonly operator: string;
  readonly form: string;
  /** Shapes of the values it is differentiated by. */
  readonly shapes: readonly (readonly number[])[];
  /** Their numbers are drawn from here; without it from -2 to 2. */
  readonly range?: readonly [number, number];
  readonly build: (values: readonly Value[], graph: Graph) => Value;
  /** What comes out. */
  readonly shape: Shape;
}

const same = [3, 4];

/** An operator of one value that keeps its shape. */
function unary(operator: string, build: (x: Value) => Value, range?: readonly [number, number]): OperatorCase {
  const form = "element by element";
  return { operator, form, shapes: [same], build: ([x]) => build(x!), shape: same, ...(range && { range }) };
}

/** A comparison, seen through `where`: it chooses between two functions of x. */
function comparison(operator: string, compare: (x: Value) => Value): OperatorCase {
  const build = ([x]: readonly Value[]): Value => where(compare(x!), mul(x!, x!), x!);
  return { operator, form: "chooses", shapes: [same], build, shape: same };
}

function mask(graph: Graph): Value {
  return integers(graph, [1, 1, 0, 1, 0, 0], [2, 3]);
}

export const operatorCases: readonly OperatorCase[] = [
  { operator: "add", form: "same shape", shapes: [same, same], build: ([a, b]) => add(a!, b!), shape: same },
  {
    operator: "add",
    form: "broadcast",
    shapes: [
      [2, 1, 4],
      [3, 1],
    ],
    build: ([a, b]) => add(a!, b!),
    shape: [2, 3, 4],
  },
  { operator: "add", form: "a number", shapes: [same], build: ([a]) => add(1.5, a!), shape: same },
  { operator: "add", form: "a value to itself", shapes: [same], build: ([a]) => add(a!, a!), shape: same },
  { operator: "sub", form: "bias", shapes: [[2, 3, 4], [4]], build: ([a, b]) => sub(a!, b!), shape: [2, 3, 4] },
  { operator: "sub", form: "from a number", shapes: [same], build: ([a]) => sub(1, a!), shape: same },
  {
    operator: "mul",
    form: "broadcast",
    shapes: [
      [3, 1],
      [2, 1, 4],
    ],
    build: ([a, b]) => mul(a!, b!),
    shape: [2, 3, 4],
  },
  { operator: "mul", form: "scalar", shapes: [same, []], build: ([a, b]) => mul(a!, b!), shape: same },
  { operator: "mul", form: "a value by itself", shapes: [same], build: ([a]) => mul(a!, a!), shape: same },
  {
    operator: "div",
    form: "broadcast",
    shapes: [same, [4]],
    range: [0.5, 2],
    build: ([a, b]) => div(a!, b!),
    shape: same,
  },
  unary("pow", (x) => pow(x, 3)),
  unary("pow", (x) => pow(x, 0.5), [0.5, 2]),
  unary("neg", neg),
  unary("abs", abs),
  unary("exp", exp),
  unary("log", log, [0.5, 3]),
  unary("sqrt", sqrt, [0.5, 3]),
  unary("reciprocal", reciprocal, [0.5, 3]),
  unary("sin", sin),
  unary("cos", cos),
  unary("erf", erf),
  unary("relu", relu),
  unary("tanh", tanh),
  unary("sigmoid", sigmoid),
  unary("softplus", softplus),
  unary("silu", silu),
  unary("gelu", (x) => gelu(x)),
  unary("gelu", (x) => gelu(x, "tanh")),
  unary("cast", (x) => cast(cast(x, "float64"), "float32")),
  unary("named", (x) => named(x, "layer.0.q")),
  unary("stopGradient", (x) => add(mul(x, 2), mul(stopGradient(x), 0))),
  unary("softmax", (x) => softmax(x)),
  unary("softmax", (x) => softmax(x, 0)),
  unary("logSoftmax", (x) => logSoftmax(x)),
  unary("l2Normalize", (x) => l2Normalize(x)),
  comparison("greater", (x) => greater(x, 0.1)),
  comparison("greaterOrEqual", (x) => greaterOrEqual(x, 0.1)),
  comparison("less", (x) => less(x, 0.1)),
  comparison("lessOrEqual", (x) => lessOrEqual(x, 0.1)),
  comparison("equal", (x) => equal(cast(x, "int32"), 0)),
  comparison("not", (x) => not(greater(x, 0.1))),
  comparison("and", (x) => and(greater(x, -1), less(x, 1))),
  comparison("or", (x) => or(greater(x, 1), less(x, -1))),
  {
    operator: "where",
    form: "broadcast",
    shapes: [[4], [3, 1]],
    build: ([a, b], graph) => where(constant(graph, Uint8Array.of(1, 0, 0, 1), [4], "bool"), a!, b!),
    shape: same,
  },
  { operator: "where", form: "or a number", shapes: [same], build: ([a]) => where(less(a!, 0), a!, -3), shape: same },
  {
    operator: "matmul",
    form: "2-D",
    shapes: [
      [3, 4],
      [4, 2],
    ],
    build: ([a, b]) => matmul(a!, b!),
    shape: [3, 2],
  },
  ...[0, 1, 2, 3].flatMap((bits) =>
    [[[]], [[2]], [[2, 3]]].map(([batch]): OperatorCase => {
      const options = { transposeA: bits % 2 === 1, transposeB: bits > 1, scale: 0.5 };
      const a = options.transposeA ? [4, 3] : [3, 4];
      const b = options.transposeB ? [2, 4] : [4, 2];
      return {
        operator: "matmul",
        form: `${batch!.length + 2}-D, scaled, transposed ${Number(options.transposeA)}${Number(options.transposeB)}`,
        shapes: [
          [...batch!, ...a],
          [...batch!, ...b],
        ],
        build: ([x, y]) => matmul(x!, y!, options),
        shape: [...batch!, 3, 2],
      };
    }),
  ),
  {
    operator: "matmul",
    form: "one right matrix for a batch",
    shapes: [
      [2, 3, 4],
      [4, 2],
    ],
    build: ([a, b]) => matmul(a!, b!),
    shape: [2, 3, 2],
  },
  {
    operator: "matmul",
    form: "one transposed right matrix for a batch",
    shapes: [
      [2, 3, 4],
      [2, 4],
    ],
    build: ([a, b]) => matmul(a!, b!, { transposeB: true }),
    shape: [2, 3, 2],
  },
  {
    operator: "matmul",
    form: "broadcast batches",
    shapes: [
      [2, 1, 3, 4],
      [3, 4, 2],
    ],
    build: ([a, b]) => matmul(a!, b!),
    shape: [2, 3, 3, 2],
  },
  ...[[3, 4], [2, 3, 4], [4]].map((shape): OperatorCase => {
    const result = [...shape.slice(0, -1), 5];
    const build = ([x, w, b]: readonly Value[]): Value => linear(x!, w!, b);
    return { operator: "linear", form: `${shape.length}-D`, shapes: [shape, [5, 4], [5]], build, shape: result };
  }),
  {
    operator: "linear",
    form: "without bias",
    shapes: [
      [2, 3, 4],
      [5, 4],
    ],
    build: ([x, w]) => linear(x!, w!),
    shape: [2, 3, 5],
  },
  { operator: "reshape", form: "-1", shapes: [[2, 3, 4]], build: ([x]) => reshape(x!, [-1, 4]), shape: [6, 4] },
  {
    operator: "squeeze",
    form: "two axes",
    shapes: [[1, 3, 1, 2]],
    build: ([x]) => squeeze(x!, [0, -2]),
    shape: [3, 2],
  },
  {
    operator: "unsqueeze",
    form: "ends",
    shapes: [[3, 2]],
    build: ([x]) => unsqueeze(x!, [-1, 0]),
    shape: [1, 3, 2, 1],
  },
  {
    operator: "transpose",
    form: "4-D",
    shapes: [[2, 3, 4, 2]],
    build: ([x]) => transpose(x!, [0, 2, 3, 1]),
    shape: [2, 4, 2, 3],
  },
  { operator: "slice", form: "middle", shapes: [[2, 5, 3]], build: ([x]) => slice(x!, 1, 1, 4), shape: [2, 3, 3] },
  { operator: "slice", form: "rest", shapes: [[2, 5]], build: ([x]) => slice(x!, -1, 3), shape: [2, 2] },
  {
    operator: "concat",
    form: "three values, one twice",
    shapes: [
      [2, 3],
      [2, 1],
    ],
    build: ([a, b]) => concat([a!, b!, a!], -1),
    shape: [2, 7],
  },
  {
    operator: "split",
    form: "unequal, one part used twice",
    shapes: [[2, 5]],
    build: ([x]) => {
      const [a, b] = split(x!, [2, 3], 1);
      return concat([mul(b!, b!), a!, b!], 1);
    },
    shape: [2, 8],
  },
  {
    operator: "split",
    form: "one part unused",
    shapes: [[2, 5]],
    build: ([x]) => split(x!, [2, 3], 1)[1]!,
    shape: [2, 3],
  },
  { operator: "expand", form: "new axis", shapes: [[3, 1]], build: ([x]) => expand(x!, [2, 3, 4]), shape: [2, 3, 4] },
  {
    operator: "gather",
    form: "rows, some twice",
    shapes: [[4, 3]],
    build: ([x], graph) => gather(x!, integers(graph, [1, 3, 1, 0, 1, 2], [2, 3])),
    shape: [2, 3, 3],
  },
  {
    operator: "gather",
    form: "middle axis",
    shapes: [[2, 4, 3]],
    build: ([x], graph) => gather(x!, integers(graph, [1, 3, 1, 0], [2, 2]), 1),
    shape: [2, 2, 2, 3],
  },
  {
    operator: "gather",
    form: "last axis",
    shapes: [[2, 4]],
    build: ([x], graph) => gather(x!, integers(graph, [3, 1, 3]), -1),
    shape: [2, 3],
  },
  {
    operator: "gatherElements",
    form: "one of each row",
    shapes: [[3, 4]],
    build: ([x], graph) => gatherElements(x!, integers(graph, [2, 0, 3, 1, 1, 1], [3, 2]), 1),
    shape: [3, 2],
  },
  ...[
    { operator: "reduceSum", reduce: reduceSum },
    { operator: "reduceMean", reduce: reduceMean },
    { operator: "reduceMax", reduce: reduceMax },
  ].flatMap(({ operator, reduce }): OperatorCase[] => [
    { operator, form: "all", shapes: [[2, 3]], build: ([x]) => reduce(x!), shape: [] },
    { operator, form: "ends", shapes: [[2, 3, 4]], build: ([x]) => reduce(x!, [0, -1]), shape: [3] },
    { operator, form: "kept", shapes: [[2, 3, 4]], build: ([x]) => reduce(x!, [1], true), shape: [2, 1, 4] },
  ]),
  {
    operator: "layerNorm",
    form: "with bias",
    shapes: [[2, 3, 4], [4], [4]],
    build: ([x, w, b]) => layerNorm(x!, w!, b, 1e-5),
    shape: [2, 3, 4],
  },
  {
    operator: "layerNorm",
    form: "without bias",
    shapes: [[3, 4], [4]],
    build: ([x, w]) => layerNorm(x!, w!, undefined, 1e-12),
    shape: [3, 4],
  },
  {
    operator: "rmsNorm",
    form: "3-D",
    shapes: [[2, 3, 4], [4]],
    build: ([x, w]) => rmsNorm(x!, w!, 1e-6),
    shape: [2, 3, 4],
  },
  {
    operator: "maskedMean",
    form: "a row of two tokens, one of one",
    shapes: [[2, 3, 4]],
    build: ([x], graph) => maskedMean(x!, mask(graph)),
    shape: [2, 4],
  },
  {
    operator: "maskedMax",
    form: "a row of two tokens, one of one",
    shapes: [[2, 3, 4]],
    build: ([x], graph) => maskedMax(x!, mask(graph)),
    shape: [2, 4],
  },
  {
    operator: "dropout",
    form: "rows of a quarter",
    shapes: [[3, 4]],
    build: ([x], graph) => dropout(x!, constant(graph, Uint8Array.of(1, 0, 1), [3, 1], "bool"), 0.25),
    shape: [3, 4],
  },
  {
    operator: "crossEntropy",
    form: "mean",
    shapes: [[3, 4]],
    build: ([x], graph) => crossEntropy(x!, integers(graph, [2, 0, 3])),
    shape: [],
  },
  {
    operator: "crossEntropy",
    form: "weighted",
    shapes: [[3, 4]],
    build: ([x], graph) =>
      crossEntropy(x!, integers(graph, [2, 0, 3]), { weights: constant(graph, Float32Array.of(1, 0, 0.5), [3]) }),
    shape: [],
  },
  {
    operator: "binaryCrossEntropy",
    form: "mean",
    shapes: [[3]],
    build: ([x], graph) => binaryCrossEntropy(x!, constant(graph, Float32Array.of(1, 0, 0.25), [3])),
    shape: [],
  },
  {
    operator: "binaryCrossEntropy",
    form: "weighted",
    shapes: [[3]],
    build: ([x], graph) =>
      binaryCrossEntropy(x!, constant(graph, Float32Array.of(1, 0, 1), [3]), {
        weights: constant(graph, Float32Array.of(1, 0, 2), [3]),
      }),
    shape: [],
  },
];
