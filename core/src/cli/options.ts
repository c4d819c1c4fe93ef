import { Option, type Command } from "commander";
import { z } from "zod";
import { UsageError } from "./usage-error.ts";

/** What a field of an option schema says beside its type, through `.meta({ … })`. */
export interface OptionMeta {
  readonly description: string;
  /** Placeholder of the value in the help: "<folder>". Left out for switches. */
  readonly value?: string;
  /** One letter. */
  readonly short?: string;
  /** What the help gives as default when the schema has none: "one per core". */
  readonly usually?: string;
  /** A switch that is on and is turned off: `--no-name`. */
  readonly isOn?: true;
}

type OptionShape = z.ZodObject<Readonly<Record<string, z.ZodType>>>;

/** Gives a command one option for each field of the schema: `timeLimit` becomes `--time-limit <seconds>`. */
export function addOptions(command: Command, schema: OptionShape): Command {
  for (const [name, field] of Object.entries(schema.shape)) command.addOption(createOption(name, field));
  return command;
}

function createOption(name: string, field: z.ZodType): Option {
  const { description, value, short, usually, isOn } = field.meta() as unknown as OptionMeta;
  const flag = isOn ? flagOf(name).replace("--", "--no-") : flagOf(name);
  const flags = [short && `-${short}`, value === undefined ? flag : `${flag} ${value}`];
  // Only for the help: parseOptions fills defaults in, so that they pass through the same checks.
  const standard = usually ?? defaultOf(field);
  const help = standard === undefined ? description : `${description} (default: ${standard})`;
  return new Option(flags.filter(Boolean).join(", "), help);
}

/**
 * Checks what the command line gave for the options of a schema and fills in defaults.
 * @throws {UsageError} naming the option, the value and what is accepted
 */
export function parseOptions<Schema extends OptionShape>(
  schema: Schema,
  given: Readonly<Record<string, unknown>>,
): z.infer<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const value = given[name] === undefined ? [] : [given[name] as string | boolean];
    return `${[flagOf(name), ...value].join(" ")}: ${issue.message} (--help lists what it takes)`;
  });
  throw new UsageError(problems.join("\n"));
}

const flagOf = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

function defaultOf(field: z.ZodType): string | undefined {
  if (!(field instanceof z.ZodDefault)) return undefined;
  const value: unknown = field.def.defaultValue;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
