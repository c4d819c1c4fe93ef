import { z } from "zod";

/** What a setting says beside its type. */
export interface SettingMeta {
  /** Environment variable. */
  readonly variable: string;
  readonly description: string;
  /** What the help gives as default where the schema has none: "one per core". */
  readonly usually?: string;
  /** The value is never printed. */
  readonly isSecret?: true;
}

const about = (variable: string, description: string): { [key: string]: unknown } & SettingMeta => ({
  variable,
  description,
});

/** The same setting with what the help gives as default, where leaving it out means more than a value can say. */
export function usually<Schema extends z.ZodType>(schema: Schema, standard: string): Schema {
  return schema.meta({ ...schema.meta(), usually: standard });
}

const namesOff: ReadonlySet<string> = new Set(["0", "false", "no", "off"]);
const namesOn: ReadonlySet<string> = new Set(["1", "true", "yes", "on"]);

export function text(variable: string, description: string) {
  return z.string().min(1, "must not be empty").meta(about(variable, description));
}

/** Not printed in messages. `least` is in characters. */
export function secret(variable: string, description: string, least = 1) {
  return z
    .string()
    .min(least, `must have at least ${least} characters`)
    .optional()
    .meta({ ...about(variable, description), isSecret: true });
}

export function whole(variable: string, from: number, to: number, description: string) {
  return numeric(`must be a whole number from ${from} to ${to}`, from, to, true).meta(about(variable, description));
}

export function number(variable: string, from: number, to: number, description: string) {
  return numeric(`must be a number from ${from} to ${to}`, from, to, false).meta(about(variable, description));
}

export function seconds(variable: string, from: number, to: number, description: string) {
  const range = `must be a number of seconds from ${from} to ${to}`;
  return numeric(range, from, to, false).meta(about(variable, `seconds: ${description}`));
}

/** Separated by commas. */
export function list(variable: string, description: string) {
  return z
    .string()
    .transform((names): readonly string[] =>
      names
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name !== ""),
    )
    .meta(about(variable, description));
}

export function onOff(variable: string, description: string) {
  return z
    .string()
    .transform((name) => name.toLowerCase())
    .refine((name) => namesOff.has(name) || namesOn.has(name), "must be 1 or 0 (true, false, yes, no, on, off)")
    .transform((name) => namesOn.has(name))
    .meta(about(variable, description));
}

// Number("") is 0 and Number("0x10") is 16: only what a person writes as a number is one.
function numeric(message: string, from: number, to: number, isWhole: boolean) {
  return z
    .string()
    .regex(/^-?\d+(\.\d+)?$/, message)
    .transform(Number)
    .refine((value) => value >= from && value <= to && (!isWhole || Number.isInteger(value)), message);
}
