import { Command } from "commander";
import { writeTo } from "whowrote/cli/environment";
import { llmKeysCommand } from "whowrote/cli/llm-keys";
import { addOptions, parseOptions } from "whowrote/cli/options";
import { printable } from "whowrote/cli/terminal-text";
import { keyIdForm, parseKeyText } from "../access/key-text.ts";
import { withRegister, type KeysEnvironment } from "./keys/open-register.ts";
import { createOptions, registerOptions, toDraft } from "./keys/options.ts";
import { describeKey, keyAsJson, listAsJson, listAsText, newKeyAsJson } from "./keys/report.ts";

type Given = Record<string, unknown>;

/** `whowrote keys`: makes, lists and revokes the keys of a server. */
export function keysCommand(environment: KeysEnvironment): Command {
  const create = new Command("create")
    .description("make a key and print it; it cannot be shown again")
    .action(async (given: Given) => runCreate(given, environment));
  const list = new Command("list")
    .description("all keys, newest first, without their secrets")
    .action(async (given: Given) => runList(given, environment));
  const revoke = new Command("revoke")
    .description("make a key void, at once and for ever")
    .argument("<id>", "the part of the key between its underscores; keys list shows it")
    .action(async (id: string, given: Given) => runRevoke(id, given, environment));
  return new Command("keys")
    .description("make, list and revoke the keys of a server; show those for language models")
    .helpCommand(false)
    .addCommand(addOptions(create, createOptions))
    .addCommand(addOptions(list, registerOptions))
    .addCommand(addOptions(revoke, registerOptions))
    .addCommand(llmKeysCommand(environment))
    .addHelpText("after", help);
}

const help = `
Without --server the commands work on the server's own database, which the same environment variables name as for whowrote
serve (WHOWROTE_DATA, DATABASE_URL, WHOWROTE_SECRET). The embedded database lets only one process in: while the server runs,
use --server. whowrote keys llm is about other keys, those that this machine has for language models, and asks neither.

Examples:
  whowrote keys create --name laptop --scopes admin
  whowrote keys create --name ci --scopes predict,read --expires 90d --rate 60
  WHOWROTE_API_KEY=ww_… whowrote keys list --server https://whowrote.example.org
  whowrote keys revoke 4tq9m0x7c2wd
  whowrote keys llm`;

async function runCreate(given: Given, environment: KeysEnvironment): Promise<void> {
  const options = parseOptions(createOptions, given);
  const made = await withRegister(options, environment, async (register) => register.create(toDraft(options), actor));
  const { stdout, stderr } = environment;
  if (options.format === "json") return writeTo(stdout, newKeyAsJson(made));
  // The key alone goes to standard output, for KEY=$(whowrote keys create …).
  await writeTo(stderr, `${describeKey(made.key)} Keep it safe: it cannot be shown again.\n`);
  await writeTo(stdout, `${made.text}\n`);
}

async function runList(given: Given, environment: KeysEnvironment): Promise<void> {
  const options = parseOptions(registerOptions, given);
  const keys = await withRegister(options, environment, async (register) => register.list());
  const { stdout } = environment;
  await writeTo(stdout, options.format === "json" ? listAsJson(keys) : listAsText(keys, Date.now()));
}

/** @throws {Error} when there is no such key */
async function runRevoke(given: string, options: Given, environment: KeysEnvironment): Promise<void> {
  const { format, server } = parseOptions(registerOptions, options);
  const id = parseKeyText(given)?.id ?? given;
  const key = keyIdForm.test(id)
    ? await withRegister({ server }, environment, async (register) => register.revoke(id, actor))
    : undefined;
  // What was given may be most of a key, and is not repeated.
  if (key === undefined)
    throw new Error(
      "There is no key with this id. whowrote keys list shows the ids: the part of a key between its underscores.",
    );
  await writeTo(
    environment.stdout,
    format === "json" ? keyAsJson(key) : `Key ${key.id}, ${printable(key.name)}, is revoked.\n`,
  );
}

const actor = "operator";
