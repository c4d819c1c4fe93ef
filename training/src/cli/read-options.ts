import { z } from "zod";
import { languageIds } from "whowrote/language";
import { parseColumnMap, parseLabelMap } from "../dataset/column-map.ts";
import type { ReadOptions } from "../dataset/read-samples.ts";
import { labels } from "../dataset/sample.ts";

const oneOf = (values: readonly string[]): string => `must be one of ${values.join(", ")}`;

/** How the rows of a foreign dataset become samples: what all commands that read one share. */
export const readOptions = {
  map: z.string().optional().meta({
    value: "<field=column,…>",
    description: "columns with other names than ours",
    usually: "code, language, label, group, …",
  }),
  labels: z.string().optional().meta({
    value: "<value=label,…>",
    description: "what the values of the label column mean: 1=ai,0=human",
  }),
  language: z.enum(languageIds, oneOf(languageIds)).optional().meta({
    value: "<language>",
    description: "language of rows that name none",
  }),
  label: z
    .enum(labels, oneOf(labels))
    .optional()
    .meta({ value: "<label>", description: "label of rows that name none" }),
};

/** @throws when a map is wrong, saying what is right */
export function toReadOptions({
  map,
  labels: labelMap,
  language,
  label,
}: z.infer<z.ZodObject<typeof readOptions>>): ReadOptions {
  return {
    ...(map !== undefined && { columns: parseColumnMap(map) }),
    ...(labelMap !== undefined && { labels: parseLabelMap(labelMap) }),
    ...(language !== undefined && { language }),
    ...(label !== undefined && { label }),
  };
}
