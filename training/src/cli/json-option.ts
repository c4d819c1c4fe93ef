import { z } from "zod";
import { UsageError } from "whowrote/cli/usage-error";

/**
 * Reads an option that is given as JSON.
 * @throws {UsageError} naming the option when the text does not fit
 */
export function parseJsonOption<Schema extends z.ZodType>(
  name: string,
  text: string,
  schema: Schema,
): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`${name} ${text} is not JSON; write for example ${name} '{"seed":2}'.`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new UsageError(`${name} does not fit:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
