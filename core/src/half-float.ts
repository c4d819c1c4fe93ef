const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** The 16 bits of the IEEE 754 binary16 number nearest to `value`, ties to even; beyond 65,504 it is an infinity. */
export function toHalf(value: number): number {
  float[0] = value;
  const sign = (bits[0]! >>> 16) & 0x8000;
  const magnitude = bits[0]! & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x47800000) return sign | 0x7c00;
  // Below 2^-14 the steps are 2^-24 each; adding 0.5 lets the float adder round to them.
  if (magnitude < 0x38800000) {
    float[0] = Math.abs(value) + 0.5;
    return sign | (bits[0]! - 0x3f000000);
  }
  const rounded = magnitude - 0x38000000 + 0xfff + ((magnitude >>> 13) & 1);
  return sign | (rounded >>> 13);
}

export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 31;
  const fraction = half & 1023;
  if (exponent === 31) return fraction ? Number.NaN : sign * Infinity;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** Half precision numbers as single precision ones. All are exact; what is not a number keeps its bits. */
export function fromHalves(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const values = new Float32Array(halves.length);
  const valueBits = new Uint32Array(values.buffer);
  for (let at = 0; at < halves.length; at++) {
    const half = halves[at]!;
    const magnitude = half & 0x7fff;
    // Zero and the numbers below 2^-14 are multiples of 2^-24; the others keep their fraction and move their exponent.
    if (magnitude < 0x400) values[at] = magnitude * 2 ** -24;
    else valueBits[at] = (magnitude << 13) + (magnitude < 0x7c00 ? 0x38000000 : 0x70000000);
    if (half > 0x7fff) valueBits[at]! |= 0x80000000;
  }
  return values;
}

/** Numbers in bfloat16, the upper half of a single precision number, as single precision ones. */
export function fromBrainFloats(brainFloats: Uint16Array): Float32Array<ArrayBuffer> {
  const valueBits = new Uint32Array(brainFloats.length);
  for (let at = 0; at < brainFloats.length; at++) valueBits[at] = brainFloats[at]! << 16;
  return new Float32Array(valueBits.buffer);
}
