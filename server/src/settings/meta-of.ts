import { z } from "zod";
import type { SettingMeta } from "./value.ts";

/** What a field says about itself; a default or an `optional()` around it hides it. */
export function metaOf(field: z.ZodType): SettingMeta {
  const meta = field.meta() as SettingMeta | undefined;
  if (meta?.variable !== undefined) return meta;
  if (field instanceof z.ZodDefault || field instanceof z.ZodOptional)
    return metaOf(field.def.innerType as unknown as z.ZodType);
  throw new Error("A field of the settings does not say its variable; give it one with meta().");
}
