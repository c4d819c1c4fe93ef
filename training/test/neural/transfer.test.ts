import { describeTransfer, transferWeights } from "@whowrote/training/neural/parameters/transfer";
import { expect, test } from "vitest";

const parameter = (name: string, shape: number[]) => ({
  name,
  shape,
  start: new Float32Array(shape.reduce((product, size) => product * size, 1)),
  part: "encoder" as const,
  rule: { rate: 1, decays: true },
});

test("weights of the same name and shape are taken over, and what was not is listed", async () => {
  const source = {
    shapes: new Map([
      ["a", [2]],
      ["b", [3, 2]],
      ["old", [1]],
    ]),
    read: (name: string) => Promise.resolve(name === "a" ? Float32Array.of(3, 4) : new Float32Array(6)),
  };
  const { parameters, report } = await transferWeights(
    [parameter("a", [2]), parameter("b", [2, 2]), parameter("c", [1])],
    source,
  );
  expect(parameters[0]!.start).toEqual(Float32Array.of(3, 4));
  expect(parameters[1]!.start).toEqual(new Float32Array(4));
  expect(report).toEqual({ loaded: ["a"], missing: ["c"], unused: ["old"], misshaped: ["b [3, 2] instead of [2, 2]"] });
  expect(describeTransfer(report)).toEqual([
    "1 weights are taken over",
    "not there, start anew: c",
    "of another shape, start anew: b [3, 2] instead of [2, 2]",
    "not used: old",
  ]);
});
