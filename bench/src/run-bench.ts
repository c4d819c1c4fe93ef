import { Command } from "commander";
import type { z } from "zod";
import { addOptions, parseOptions } from "whowrote/cli/options";

/** Runs a benchmark with the options of this process. What goes wrong is said in its own words, with exit code 2. */
export async function runBench<Schema extends z.ZodObject<Readonly<Record<string, z.ZodType>>>>(
  name: string,
  description: string,
  schema: Schema,
  run: (settings: z.infer<Schema>) => Promise<void>,
): Promise<void> {
  const command = new Command(name)
    .description(description)
    .action((given: Record<string, unknown>) => run(parseOptions(schema, given)));
  try {
    await addOptions(command, schema).parseAsync();
  } catch (error) {
    process.stderr.write(
      `${process.env["WHOWROTE_DEBUG"] ? String((error as Error).stack) : (error as Error).message}\n`,
    );
    process.exitCode = 2;
  }
}
