import { expect, test } from "vitest";
import { bucketOf } from "whowrote/encoder/relative-position";
import { readText } from "./read-fixture.ts";

// The reference: write_buckets in core/test/fixtures/encoders/make_encoders.py
const tables = JSON.parse(readText("buckets.json")) as readonly {
  readonly buckets: number;
  readonly distance: number;
  readonly runs: readonly (readonly [number, number])[];
}[];

test.each(tables)("$buckets buckets up to distance $distance begin where the reference's do", (table) => {
  const { buckets, distance, runs } = table;
  const found: [number, number][] = [];
  for (let position = -2 * distance; position <= 2 * distance; position++) {
    const bucket = bucketOf(position, buckets, distance);
    if (found.at(-1)?.[1] !== bucket) found.push([position, bucket]);
  }
  expect(found).toEqual(runs);
});
