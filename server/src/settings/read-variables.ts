import { UsageError } from "whowrote/cli/usage-error";
import type { z } from "zod";
import { metaOf } from "./meta-of.ts";

export type Variables = Readonly<Record<string, string | undefined>>;

/** A variable that is set and empty counts as not set, as compose files leave them. */
export const readVariable = (variables: Variables, name: string): string | undefined =>
  variables[name] === "" ? undefined : variables[name];

/** These are read and checked by core, when language models are switched on. */
const ofLanguageModels = "WHOWROTE_LLM_";

export type SettingsShape = z.ZodObject<Readonly<Record<string, z.ZodType>>>;

/** Variables of the command line tool and of the benchmark, which mean nothing to the server. */
const otherVariables: ReadonlySet<string> = new Set([
  "WHOWROTE_API_KEY",
  "WHOWROTE_CACHE",
  "WHOWROTE_DEBUG",
  "WHOWROTE_PEAK_MEMORY",
]);

/**
 * Checks the environment against a schema whose fields name their variables.
 * @throws {UsageError} with one line for each variable that does not fit or is not known
 */
export function readVariables<Schema extends SettingsShape>(schema: Schema, variables: Variables): z.output<Schema> {
  const fields = Object.entries(schema.shape).map(([key, field]) => [key, metaOf(field)] as const);
  const names = fields.map(([, { variable }]) => variable);
  const unknown = Object.keys(variables).filter(
    (name) =>
      name.startsWith("WHOWROTE_") &&
      !name.startsWith(ofLanguageModels) &&
      !names.includes(name) &&
      !otherVariables.has(name),
  );
  const given = Object.fromEntries(fields.map(([key, { variable }]) => [key, readVariable(variables, variable)]));
  const parsed = schema.safeParse(given);
  const problems = [
    ...unknown.map((name) => `${name}: there is no such option${suggest(name, names)}`),
    ...(parsed.error?.issues ?? []).map((issue) => {
      const { variable, isSecret } = metaOf(schema.shape[String(issue.path[0])]!);
      return `${variable}=${isSecret ? "…" : variables[variable]}: ${issue.message}`;
    }),
  ];
  if (problems.length > 0) throw new UsageError(`${problems.join("\n")}\nwhowrote serve --help lists the options.`);
  return parsed.data!;
}

function suggest(name: string, names: readonly string[]): string {
  const words = new Set(name.split("_").slice(1));
  const [best] = names
    .map((known) => ({ known, shared: known.split("_").filter((word) => words.has(word)).length }))
    .toSorted((a, b) => b.shared - a.shared);
  return best !== undefined && best.shared > 0 ? `; did you mean ${best.known}?` : "";
}
