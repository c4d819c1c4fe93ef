import { expect, test } from "vitest";
import { Graph } from "../../src/graph.ts";
import { emit } from "../../src/graph/emit.ts";
import { gradients } from "../../src/graph/gradients.ts";
import { add, mul } from "../../src/graph/operator/arithmetic.ts";
import { cast } from "../../src/graph/operator/cast.ts";
import { stopGradient } from "../../src/graph/operator/identity.ts";
import { reduceMax, reduceSum } from "../../src/graph/operator/reduce.ts";
import { split } from "../../src/graph/operator/split.ts";
import { arrayOf } from "./reference/array.ts";
import { interpret } from "./reference/interpret.ts";

test("the gradients of a value that is used several times are summed", () => {
  const graph = new Graph();
  const x = graph.parameter("x", [2]);
  const square = mul(x, x);
  const loss = reduceSum(add(add(square, mul(square, x)), x));
  const [found] = gradients(loss, [x]);
  // x² + x³ + x: 2x + 3x² + 1.
  expect([...interpret([found!], new Map([[x, arrayOf([2], [2, -1])]]))[0]!.data]).toEqual([17, 2]);
});

test("a value that the loss does not depend on has no gradient", () => {
  const graph = new Graph();
  const [x, unused, stopped] = ["x", "unused", "stopped"].map((name) => graph.parameter(name, [2]));
  const whole = cast(graph.parameter("whole", [2]), "int64");
  const loss = reduceSum(add(mul(x!, stopGradient(stopped!)), cast(whole, "float32")));
  const found = gradients(loss, [x!, unused!, stopped!, whole]);
  expect(found.map((gradient) => gradient !== undefined)).toEqual([true, false, false, false]);
});

test("a value between operators has a gradient, and so does what it comes from", () => {
  const graph = new Graph();
  const x = graph.parameter("x", [2]);
  const between = mul(x, 3);
  const loss = reduceSum(mul(between, between));
  const found = gradients(loss, [between, x, loss]).map((gradient) => gradient!);
  const results = interpret(found, new Map([[x, arrayOf([2], [1, -2])]]));
  expect(results.map(({ data }) => [...data])).toEqual([[6, -12], [18, -36], [1]]);
});

test("parts of a split that are used before and after each other both count", () => {
  const graph = new Graph();
  const x = graph.parameter("x", [3]);
  const [first, second] = split(x, [1, 2], 0);
  const early = reduceSum(mul(first!, 5));
  const loss = add(reduceSum(mul(second!, second!)), mul(early, 2));
  const [found] = gradients(loss, [x]);
  expect([...interpret([found!], new Map([[x, arrayOf([3], [1, 2, 3])]]))[0]!.data]).toEqual([10, 4, 6]);
});

test("an operator without a gradient is named when the loss needs it, and only then", () => {
  const graph = new Graph();
  const [x, y] = ["layer.0.x", "y"].map((name) => graph.parameter(name, [2]));
  const rounded = emit("Round", [x!]);
  const loss = reduceSum(mul(rounded, y!));
  expect(() => gradients(loss, [x!])).toThrow(/^Round of "layer\.0\.x" \[2\] has no gradient.*stopGradient/);
  expect(gradients(loss, [y!])[0]).toBeDefined();
});

test("a loss that is not one float number is refused", () => {
  const graph = new Graph();
  const x = graph.parameter("x", [2]);
  expect(() => gradients(mul(x, 2), [x])).toThrow(
    "The loss must be one float number, not float32 [2]; reduce it with reduceMean or reduceSum.",
  );
  expect(() => gradients(cast(reduceSum(x), "int64"), [x])).toThrow("not int64 []");
});

test("equal maxima share their gradient", () => {
  const graph = new Graph();
  const x = graph.parameter("x", [4]);
  const [found] = gradients(reduceMax(x), [x]);
  expect([...interpret([found!], new Map([[x, arrayOf([4], [3, 1, 3, 0])]]))[0]!.data]).toEqual([0.5, 0, 0.5, 0]);
});
