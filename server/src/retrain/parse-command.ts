/**
 * A command as a list of arguments: a JSON array of texts, or words with spaces between. No shell reads it, so quotes,
 * `$` and `|` mean nothing.
 * @throws {Error} when it names no program
 */
export function parseCommand(command: string): readonly [program: string, ...args: string[]] {
  const [program, ...args] = command.trimStart().startsWith("[") ? parseList(command) : command.trim().split(/\s+/);
  if (!program) throw new Error(`${JSON.stringify(command)} names no program.`);
  return [program, ...args];
}

function parseList(command: string): readonly string[] {
  const list = parseJson(command);
  if (!Array.isArray(list) || !list.every((one): one is string => typeof one === "string" && !one.includes("\0")))
    throw new Error(`${command} must be a JSON array of texts, such as ["sh", "train.sh"].`);
  return list;
}

function parseJson(command: string): unknown {
  try {
    return JSON.parse(command);
  } catch (cause) {
    throw new Error(`${command} begins like a JSON array and is none.`, { cause });
  }
}
