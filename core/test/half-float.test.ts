import fc from "fast-check";
import { expect, test } from "vitest";
import { fromBrainFloats, fromHalf, fromHalves, toHalf } from "whowrote/half-float";

// python -c 'import numpy as np
// for x in [1, -2, 65504, 65519.99, 65520, 6e-8, 2.9e-8, 0.1, 1/3, 6.1e-5, 6.104e-5, 1.00048828125, 1.00146484375, -0.0]:
//   print(x, hex(np.float16(x).view(np.uint16)))'
test.each([
  [1, 0x3c00],
  [-2, 0xc000],
  [65504, 0x7bff],
  [65519.99, 0x7bff],
  [65520, 0x7c00],
  [6e-8, 0x0001],
  [2.9e-8, 0x0000],
  [0.1, 0x2e66],
  [1 / 3, 0x3555],
  [6.1e-5, 0x03ff],
  [6.104e-5, 0x0400],
  [1.00048828125, 0x3c00],
  [1.00146484375, 0x3c02],
  [-0, 0x8000],
  [Infinity, 0x7c00],
  [-Infinity, 0xfc00],
])("%d has the half precision bits %i, as numpy says", (value, half) => {
  expect(toHalf(value)).toBe(half);
});

test("every half precision number keeps its bits on the way through a number", () => {
  for (let half = 0; half < 0x10000; half++) {
    const value = fromHalf(half);
    if (!Number.isNaN(value)) expect(toHalf(value)).toBe(half);
  }
});

test("many half precision numbers come out as each of them does alone", () => {
  const halves = Uint16Array.from({ length: 0x10000 }, (_, half) => half);
  expect(fromHalves(halves)).toEqual(Float32Array.from(halves, fromHalf));
});

// python -c 'import torch; x = torch.tensor([1, -2, 3e38, 1/3, float("nan")]).bfloat16()
// print(x.view(torch.int16).tolist(), x.tolist())'
test("a bfloat16 is the upper half of a single precision number", () => {
  const brainFloats = Uint16Array.of(16256, -16384, 32610, 16043, -1);
  const third = 0.333984375;
  expect(fromBrainFloats(brainFloats)).toEqual(Float32Array.of(1, -2, 3.00405527047391e38, third, Number.NaN));
});

test("what is not a number stays so", () => {
  expect(fromHalf(toHalf(Number.NaN))).toBeNaN();
});

test("no half precision number is nearer than the one chosen", () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true, min: -65504, max: 65504 }), (value) => {
      const half = toHalf(value);
      const error = Math.abs(fromHalf(half) - value);
      for (const neighbour of [half - 1, half + 1]) {
        const other = fromHalf(neighbour & 0xffff);
        if (Number.isFinite(other)) expect(error).toBeLessThanOrEqual(Math.abs(other - value));
      }
    }),
  );
});
