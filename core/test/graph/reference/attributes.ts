import type { GraphNode } from "../../../src/graph.ts";
import type { NumberArray } from "./array.ts";

export function numberOf({ attributes }: GraphNode, name: string, otherwise: number): number {
  const attribute = attributes[name];
  if (!attribute) return otherwise;
  if ("int" in attribute) return attribute.int;
  return "float" in attribute ? Math.fround(attribute.float) : otherwise;
}

export function intsOf({ attributes }: GraphNode, name: string): readonly number[] {
  const attribute = attributes[name];
  return attribute && "ints" in attribute ? attribute.ints : [];
}

export function axisOf(node: GraphNode, { shape }: NumberArray): number {
  const axis = numberOf(node, "axis", 0);
  return axis < 0 ? axis + shape.length : axis;
}
