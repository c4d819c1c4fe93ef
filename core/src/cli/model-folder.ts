import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { CliEnvironment } from "./environment.ts";
import { UsageError } from "./usage-error.ts";

/** The checkpoint folder that `--model` names: an installed model, or a folder. */
export function findModelFolder(model: string, { models, cwd }: Pick<CliEnvironment, "models" | "cwd">): string {
  const folders = [join(models, model), resolve(cwd, model)];
  const found = folders.find((folder) => existsSync(join(folder, "checkpoint.json")));
  if (found !== undefined) return found;
  throw new UsageError(
    `--model ${model}: there is no checkpoint in ${folders.join(" nor in ")}. See whowrote models, or make one with whowrote train.`,
  );
}
