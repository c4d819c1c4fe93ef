/** How a tensor walks through its storage; strides count numbers. */
interface Layout {
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

/** Whether the numbers lie one after the other in row-major order. An axis of one number may have any stride. */
export function isContiguous({ shape, strides }: Layout): boolean {
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] === 1) continue;
    if (strides[axis] !== step) return false;
    step *= shape[axis]!;
  }
  return true;
}

/** From the first to the last number of a tensor that has some, both included. */
export function spanOf({ shape, strides }: Layout): number {
  return shape.reduce((span, size, axis) => span + (size - 1) * strides[axis]!, 1);
}

/** The numbers in row-major order. `bytes` starts with the first of them; `width` is the bytes of one. */
export function gather(bytes: ArrayBuffer, width: number, { shape, strides }: Layout): ArrayBuffer {
  const Numbers = width === 8 ? BigUint64Array : width === 4 ? Uint32Array : width === 2 ? Uint16Array : Uint8Array;
  const from = new Numbers(bytes);
  const to = new Numbers(shape.reduce((product, size) => product * size, 1));
  const index = shape.map(() => 0);
  let at = 0;
  for (let done = 0; done < to.length; done++) {
    to[done] = from[at]!;
    // Counts on, the last axis fastest.
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      at -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return to.buffer;
}
