import fc from "fast-check";
import { z } from "zod";
import { sampleCode } from "./sample-code.ts";

const nastyTexts = [
  ...["", "\0", "\ud800", "'; drop table predictions; --", "../../etc/passwd", "%00", "__proto__", "😀", "1e999", "-1"],
  ...["0192f0c1-7b5e-7cc3-98c4-dc0c0c07398f", "2026-01-01T00:00:00Z", "x".repeat(5000)],
];

/** Text that no client should send. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(fc.constantFrom(...nastyTexts), fc.string({ unit: "binary" }));

const nasty = fc.oneof(
  nastyText,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(0, -1, 1e308, true, null, [], {}, 2 ** 53, "python"),
);

const looseSchema = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.json()).optional(),
  format: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  items: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
});

/** Values that mostly fit a schema of an OpenAPI document, with something nasty here and there. */
export function describedValues(
  schema: unknown,
  schemas: Readonly<Record<string, unknown>>,
  name = "",
): fc.Arbitrary<unknown> {
  const { $ref, ...own } = looseSchema.parse(schema ?? {});
  if ($ref !== undefined) return describedValues(schemas[$ref.split("/").at(-1)!], schemas, name);
  return fc.oneof({ weight: 9, arbitrary: fittingValues(own, schemas, name) }, { weight: 1, arbitrary: nasty });
}

function fittingValues(
  own: z.output<typeof looseSchema>,
  schemas: Readonly<Record<string, unknown>>,
  name: string,
): fc.Arbitrary<unknown> {
  if (own.enum !== undefined) return fc.constantFrom(...own.enum);
  const type = Array.isArray(own.type) ? own.type[0] : own.type;
  if (type === "object") {
    const fields = Object.entries(own.properties ?? {});
    const model = Object.fromEntries(fields.map(([key, field]) => [key, describedValues(field, schemas, key)]));
    return fc.record(model, { requiredKeys: own.required ?? [] });
  }
  if (type === "array") return fc.array(describedValues(own.items, schemas, name), { maxLength: 3 });
  if (type === "boolean") return fc.boolean();
  if (type === "integer") return fc.integer({ min: own.minimum ?? 0, max: Math.min(own.maximum ?? 20, 20) });
  if (type === "number") return fc.double({ min: own.minimum ?? 0, max: own.maximum ?? 1, noNaN: true });
  if (name === "code") return fc.integer({ min: 0, max: 9 }).map(sampleCode);
  if (own.format === "date-time") return fc.constant("2026-01-01T00:00:00Z");
  return own.format === "uuid" ? fc.uuid() : fc.string({ minLength: 1, maxLength: 12 });
}
