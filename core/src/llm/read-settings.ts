import type { LlmFlags } from "./flags.ts";
import { isPrivateAddress } from "./private-address.ts";
import { providers, type Provider } from "./provider.ts";
import { keyListVariable, llmSettingsSchema, type LlmMeta, type LlmSettings } from "./settings.ts";

export type Variables = Readonly<Record<string, string | undefined>>;

const prefix = "WHOWROTE_LLM_";

/**
 * Settings from flags, then the environment's variables, then what is usual. A variable that is empty is none.
 * @throws {Error} with a line for each name that is not known and each value that does not fit
 */
export function readLlmSettings(variables: Variables, flags: LlmFlags = {}): LlmSettings {
  const fields = Object.entries(llmSettingsSchema.shape).map(([name, field]) => {
    const { variable } = field.meta() as unknown as LlmMeta;
    const flag = `llm${name[0]!.toUpperCase()}${name.slice(1)}` as keyof LlmFlags;
    const fromFlag = flags[flag];
    const value = fromFlag ?? firstSet(variables[variable]);
    return {
      name,
      value,
      shown: fromFlag === undefined ? `${variable}=${value}` : `${flagName(flag)} ${value}`,
      variable,
    };
  });
  const known = new Set([keyListVariable, ...fields.map(({ variable }) => variable)]);
  const unknown = Object.keys(variables).filter((name) => name.startsWith(prefix) && !known.has(name));
  const parsed = llmSettingsSchema.safeParse(Object.fromEntries(fields.map(({ name, value }) => [name, value])));
  const problems = [
    ...unknown.map((name) => `${name}: there is no such setting; there are ${[...known].join(", ")}.`),
    ...(parsed.error?.issues ?? []).map((issue) => {
      const field = fields.find(({ name }) => name === issue.path[0])!;
      // An address may hold a password.
      return `${field.name === "baseUrl" ? field.variable : field.shown}: ${issue.message}.`;
    }),
  ];
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return complete(parsed.data!);
}

function complete({ baseUrl: given, model: named, ...rest }: NonNullable<Parsed["data"]>): LlmSettings {
  const provider: Provider = providers[rest.provider];
  const model = named ?? provider.model;
  if (model === undefined)
    throw new Error(`${prefix}MODEL is missing: name the model that ${provider.title} is to answer with.`);
  const baseUrl = given ?? provider.baseUrl;
  if (baseUrl === undefined)
    throw new Error(
      `${prefix}BASE_URL is missing: ${provider.title} has an address for each customer, such as https://NAME.openai.azure.com/openai/v1.`,
    );
  const { timeout, wait, atOnce } = provider.usual;
  return {
    ...rest,
    model,
    baseUrl: checkAddress(baseUrl),
    timeout: rest.timeout ?? timeout,
    wait: rest.wait ?? wait,
    atOnce: rest.atOnce ?? atOnce,
  };
}

type Parsed = ReturnType<typeof llmSettingsSchema.safeParse>;

function checkAddress(address: string): string {
  const url = new URL(address);
  if (url.username || url.password)
    throw new Error(`${prefix}BASE_URL holds a password in its address. Give a key in its variable instead.`);
  if (url.protocol === "http:" && !isPrivateAddress(url.hostname))
    throw new Error(`${prefix}BASE_URL: code and keys would go to ${url.host} in plain text. Name an https address.`);
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}${url.search}`;
}

/** A variable that is empty is none. */
const firstSet = (value: string | undefined): string | undefined => (value?.trim() === "" ? undefined : value?.trim());

const flagName = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
