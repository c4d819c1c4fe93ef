import type { Shape, Size } from "../graph.ts";

/** A product of a number and of sizes known only at run time: "12*batch*tokens". */
interface Product {
  readonly factor: number;
  readonly names: readonly string[];
}

/** The number of elements along all these sizes: a number, or a name as "batch*tokens" with its factors in order. */
export function productOf(sizes: Shape): Size {
  let product: Product = { factor: 1, names: [] };
  for (const size of sizes) {
    const { factor, names } = parse(size);
    product = { factor: product.factor * factor, names: [...product.names, ...names] };
  }
  return format(product);
}

/** `whole / part`, or undefined when it is no whole size, or not known to be one before the graph runs. */
export function quotientOf(whole: Size, part: Size): Size | undefined {
  const { factor, names } = parse(whole);
  const divisor = parse(part);
  if (divisor.factor === 0 || factor % divisor.factor !== 0) return undefined;
  const left = [...names];
  for (const name of divisor.names) {
    const at = left.indexOf(name);
    if (at < 0) return undefined;
    left.splice(at, 1);
  }
  return format({ factor: factor / divisor.factor, names: left });
}

/** The factors of a size: a number first, when there is one beside 1, then the names. */
export function factorsOf(size: Size): readonly Size[] {
  const { factor, names } = parse(size);
  return factor === 1 && names.length > 0 ? names : [factor, ...names];
}

function parse(size: Size): Product {
  if (typeof size === "number") return { factor: size, names: [] };
  const parts = size.split("*");
  const numbers = parts.filter((part) => /^\d+$/.test(part));
  return {
    factor: numbers.reduce((product, part) => product * Number(part), 1),
    names: parts.filter((part) => !/^\d+$/.test(part)),
  };
}

function format({ factor, names }: Product): Size {
  if (names.length === 0 || factor === 0) return factor;
  const sorted = names.toSorted();
  return (factor === 1 ? sorted : [String(factor), ...sorted]).join("*");
}
