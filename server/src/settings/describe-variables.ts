import { z } from "zod";
import { metaOf } from "./meta-of.ts";
import type { SettingsShape } from "./read-variables.ts";

const nameWidth = 27;
const textWidth = 88;

/** `NAME  what it is (default: 5)`, a variable a paragraph, in the order of the schema. */
export function describeVariables(schema: SettingsShape): string {
  return Object.values(schema.shape)
    .map((field) => {
      const { variable, description, usually } = metaOf(field);
      const standard = usually ?? defaultOf(field);
      const text = standard === undefined ? description : `${description} (default: ${standard})`;
      return `  ${variable.padEnd(nameWidth)}  ${wrap(text).join(`\n${" ".repeat(nameWidth + 4)}`)}`;
    })
    .join("\n");
}

function defaultOf(field: z.ZodType): string | undefined {
  if (!(field instanceof z.ZodDefault)) return undefined;
  const value: unknown = field.def.defaultValue;
  if (typeof value === "boolean") return value ? "1" : "0";
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** Lines of whole words. */
function wrap(text: string): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trimStart();
    if (longer.length > textWidth) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
