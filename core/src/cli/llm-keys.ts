import { Command } from "commander";
import { z } from "zod";
import type { KeySnapshot } from "../llm/key-snapshot.ts";
import { readStoredKeys, type StoredKeys } from "../node/llm/stored-keys.ts";
import { writeTo, type CliEnvironment } from "./environment.ts";
import { addOptions, parseOptions } from "./options.ts";
import { printable } from "./terminal-text.ts";

const options = z.object({
  json: z.boolean().default(false).meta({ description: "as JSON" }),
  forget: z
    .boolean()
    .default(false)
    .meta({ description: "take back that keys rest or are burned, so that they are tried anew" }),
});

/** `whowrote keys llm`: the keys of the language models, masked, and how each is doing. Sends nothing. */
export function llmKeysCommand({
  stdout,
  variables,
  cwd,
}: Pick<CliEnvironment, "stdout" | "variables" | "cwd">): Command {
  const command = new Command("llm")
    .description("the keys of the language models that rewrite and explain: masked, with their use and state")
    .action(async (given: Record<string, unknown>) => {
      const { json, forget } = parseOptions(options, given);
      const stored = await readStoredKeys({ variables, cwd }, forget);
      await writeTo(stdout, json ? toJson(stored) : toText(stored));
    });
  return addOptions(command, options);
}

function toJson({ where, keys, notices }: StoredKeys): string {
  const list = keys.map(({ name, masked, uses, state, until, reason, counts }) => ({
    name,
    key: masked,
    uses,
    state,
    until: until === Infinity ? "ever" : until === undefined ? null : toIso(until),
    reason,
    ...counts,
  }));
  return `${JSON.stringify({ where, keys: list, notices }, null, 2)}\n`;
}

function toText({ where, keys, notices }: StoredKeys): string {
  if (keys.length === 0)
    return `No key is set for ${where}. README.md, "Language models", says which variables hold keys.\n`;
  const rows = [
    ["KEY", "", "FOR", "STATE", "UNTIL", "SENT", "ANSWERED", "REFUSED", "FAILED", "WHY"],
    ...keys.map(({ name, masked, uses, state, until, reason, counts }) => [
      printable(name),
      masked,
      uses.join(","),
      state,
      untilText(until),
      String(counts.requests),
      String(counts.answered),
      String(counts.refused),
      String(counts.failed),
      reason,
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (isNumber(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join("  ")
      .trimEnd(),
  );
  return `${[where, ...lines, ...notices].join("\n")}\n`;
}

const isNumber = (column: number): boolean => column >= 5 && column <= 8;

function untilText(until: KeySnapshot["until"]): string {
  if (until === undefined) return "";
  return until === Infinity ? "for good" : `${toIso(until).slice(0, 19).replace("T", " ")} UTC`;
}

const toIso = (time: number): string => new Date(time).toISOString();
