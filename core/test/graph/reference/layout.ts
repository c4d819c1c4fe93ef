import type { GraphNode } from "../../../src/graph.ts";
import { arrayOf, fill, flatOf, coordinatesOf, type NumberArray, read, readBroadcast, sizeOf } from "./array.ts";
import { axisOf, intsOf } from "./attributes.ts";

type Rule = (node: GraphNode, inputs: readonly NumberArray[]) => readonly NumberArray[];

/** Nodes that move numbers and do not change them. */
export const layoutRules: Readonly<Record<string, Rule>> = {
  Cast: ({ outputs }, [x]) => {
    const whole = !outputs[0]!.type.startsWith("float");
    return [{ shape: x!.shape, data: whole ? x!.data.map(Math.trunc) : x!.data }];
  },
  Concat: (node, inputs) => {
    const axis = axisOf(node, inputs[0]!);
    const shape = inputs[0]!.shape.map((size, at) =>
      at === axis ? inputs.reduce((sum, input) => sum + input.shape[at]!, 0) : size,
    );
    return [
      fill(shape, (at) => {
        let place = at[axis]!;
        const part = inputs.find(({ shape: own }) => {
          if (place < own[axis]!) return true;
          place -= own[axis]!;
          return false;
        });
        return read(part!, at.with(axis, place));
      }),
    ];
  },
  Expand: (_, [x, shape]) => [fill([...shape!.data], (at) => readBroadcast(x!, at))],
  Gather: (node, [x, indices]) => {
    const axis = axisOf(node, x!);
    const rank = indices!.shape.length;
    const shape = [...x!.shape.slice(0, axis), ...indices!.shape, ...x!.shape.slice(axis + 1)];
    return [
      fill(shape, (at) => {
        const index = read(indices!, at.slice(axis, axis + rank));
        return read(x!, [...at.slice(0, axis), index, ...at.slice(axis + rank)]);
      }),
    ];
  },
  GatherElements: (node, [x, indices]) => {
    const axis = axisOf(node, x!);
    return [fill(indices!.shape, (at) => read(x!, at.with(axis, read(indices!, at))))];
  },
  Pad: (_, [x, pads, value, axes]) => {
    const axis = axes!.data[0]!;
    const [before, after] = pads!.data;
    const shape = x!.shape.map((size, at) => (at === axis ? size + before! + after! : size));
    return [
      fill(shape, (at) => {
        const place = at[axis]! - before!;
        return place < 0 || place >= x!.shape[axis]! ? value!.data[0]! : read(x!, at.with(axis, place));
      }),
    ];
  },
  Reshape: (_, [x, target]) => {
    const copied = [...target!.data].map((size, axis) => (size === 0 ? x!.shape[axis]! : size));
    const known = sizeOf(copied.filter((size) => size !== -1));
    return [{ shape: copied.map((size) => (size === -1 ? x!.data.length / known : size)), data: x!.data }];
  },
  ScatterElements: (node, [x, indices, updates]) => {
    const axis = axisOf(node, x!);
    const data = Float64Array.from(x!.data);
    for (const [flat, index] of indices!.data.entries()) {
      const place = flatOf(x!.shape, coordinatesOf(indices!.shape, flat).with(axis, index));
      data[place] = data[place]! + updates!.data[flat]!;
    }
    return [{ shape: x!.shape, data }];
  },
  ScatterND: (_, [x, indices, updates]) => {
    const data = Float64Array.from(x!.data);
    const width = x!.data.length / x!.shape[0]!;
    for (const [row, index] of indices!.data.entries())
      for (let column = 0; column < width; column++)
        data[index * width + column] = data[index * width + column]! + updates!.data[row * width + column]!;
    return [{ shape: x!.shape, data }];
  },
  Shape: ({ attributes }, [x]) => {
    const [start, end] = [attributes["start"], attributes["end"]].map((item) => (item && "int" in item ? item.int : 0));
    const sizes = x!.shape.slice(start, end);
    return [arrayOf([sizes.length], sizes)];
  },
  Slice: (_, [x, starts, ends, axes]) => {
    const axis = axes!.data[0]!;
    const [start, end] = [starts!.data[0]!, Math.min(ends!.data[0]!, x!.shape[axis]!)];
    return [fill(x!.shape.with(axis, end - start), (at) => read(x!, at.with(axis, at[axis]! + start)))];
  },
  Split: (node, [x, sizes]) => {
    const axis = axisOf(node, x!);
    let start = 0;
    return Array.from(sizes!.data, (size) => {
      const from = start;
      start += size;
      return fill(x!.shape.with(axis, size), (at) => read(x!, at.with(axis, at[axis]! + from)));
    });
  },
  Squeeze: (_, [x, axes]) => [{ shape: x!.shape.filter((__, axis) => !axes!.data.includes(axis)), data: x!.data }],
  Transpose: (node, [x]) => {
    const order = intsOf(node, "perm");
    const shape = order.map((axis) => x!.shape[axis]!);
    return [
      fill(shape, (at) =>
        read(
          x!,
          order.map((_, axis) => at[order.indexOf(axis)]!),
        ),
      ),
    ];
  },
  Unsqueeze: (_, [x, axes]) => {
    const left = [...x!.shape];
    const rank = left.length + axes!.data.length;
    const shape = Array.from({ length: rank }, (__, axis) => (axes!.data.includes(axis) ? 1 : left.shift()!));
    return [{ shape, data: x!.data }];
  },
};
