/** A tensor of the reference interpreter: every number type is held in double precision. */
export interface NumberArray {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

export function arrayOf(shape: readonly number[], data: ArrayLike<number>): NumberArray {
  return { shape, data: Float64Array.from(data) };
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Fills a shape from a function of the coordinates. */
export function fill(shape: readonly number[], at: (coordinates: readonly number[]) => number): NumberArray {
  const data = new Float64Array(sizeOf(shape));
  for (let flat = 0; flat < data.length; flat++) data[flat] = at(coordinatesOf(shape, flat));
  return { shape, data };
}

export function coordinatesOf(shape: readonly number[], flat: number): number[] {
  const coordinates: number[] = [];
  let rest = flat;
  for (const size of shape.toReversed()) {
    coordinates.push(rest % size);
    rest = Math.floor(rest / size);
  }
  return coordinates.reverse();
}

export function flatOf(shape: readonly number[], coordinates: readonly number[]): number {
  return shape.reduce((flat, size, axis) => flat * size + coordinates[axis]!, 0);
}

export function read({ shape, data }: NumberArray, coordinates: readonly number[]): number {
  return data[flatOf(shape, coordinates)]!;
}

/** Reads with coordinates of a shape that the array is broadcast to. */
export function readBroadcast(array: NumberArray, coordinates: readonly number[]): number {
  const own = coordinates.slice(coordinates.length - array.shape.length);
  return read(
    array,
    own.map((at, axis) => (array.shape[axis] === 1 ? 0 : at)),
  );
}

export function broadcastShape(...shapes: readonly (readonly number[])[]): number[] {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) =>
    Math.max(...shapes.map((shape) => shape[axis - rank + shape.length] ?? 1)),
  );
}
