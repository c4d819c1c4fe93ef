import { createAnatomy } from "whowrote/anatomy";
import { languageIds, type LanguageId } from "whowrote/language";
import { languages } from "whowrote/language/index";
import type { Chat, ChatAnswer, ChatRequest } from "whowrote/llm/chat";
import { ChatError } from "whowrote/llm/chat-error";
import { readCode } from "whowrote/llm/read-code";
import { joinSeeds } from "whowrote/llm/sdk-call";
import type { LlmSettings } from "whowrote/llm/settings";
import type { SyntaxParser } from "whowrote/node/grammars";
import type { Sample } from "../dataset/sample.ts";
import { seededHash } from "../dataset/seeded-hash.ts";
import { rowId, type GeneratedRow } from "./generated-row.ts";
import type { RowJournal } from "./row-journal.ts";
import { programRequest, promptVersion, styleOf, type StyleId } from "./style.ts";
import { workThrough } from "../work-through.ts";
import { watchFailures } from "../llm-failures.ts";
import { documentedTask, readTask, taskRequest, type ReadTask } from "./task-of.ts";

export interface GenerateSettings {
  readonly chats: readonly Chat[];
  readonly styles: readonly StyleId[];
  readonly temperature: number;
  readonly seed: number;
  /** What the operator set for every call. The chats go by it, and the rows name it. */
  readonly operator?: Pick<LlmSettings, "temperature" | "seed" | "topP" | "maxTokens">;
  readonly licence: string;
  /** Requests that wait for an answer at a time. */
  readonly atOnce: number;
  readonly parser: SyntaxParser;
  readonly journal: RowJournal;
  /** In ISO 8601. */
  readonly now: () => string;
}

export interface GenerateProgress {
  readonly done: number;
  readonly total: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface GenerateHooks {
  readonly onProgress?: (progress: GenerateProgress) => void;
  readonly signal?: AbortSignal;
}

export interface GenerateSummary extends GenerateProgress {
  readonly written: number;
  readonly dropped: number;
  /** No answer: asked for again by the next run. */
  readonly failed: number;
  /** Why the last of these has none. */
  readonly lastFailure?: string;
  /** Ended early: call after call failed. */
  readonly hasGivenUp: boolean;
}

/** With more errors a line it is no program of the language. */
const mostErrorsPerLine = 0.2;
/** Words and signs of a sample that one can learn from. */
const fewestTokens = 30;

/**
 * Has each model write each chosen person's sample anew, in each style, and appends what is code. What the journal knows is not
 * asked for again.
 */
export async function generateSamples(
  samples: readonly Sample[],
  settings: GenerateSettings,
  { onProgress, signal }: GenerateHooks = {},
): Promise<GenerateSummary> {
  const { chats, styles, journal, parser, seed, operator = {}, atOnce } = settings;
  const orders = chats
    .flatMap((chat) => samples.flatMap((sample) => styles.map((style) => ({ chat, sample, style }))))
    .filter(({ chat, sample, style }) => !journal.known.has(rowId(sample.id, style, chat.model)));
  const counts = { written: 0, dropped: 0, failed: 0, inputTokens: 0, outputTokens: 0 };
  const tasks = new Map<string, Promise<ReadTask>>();
  let lastFailure: string | undefined;
  const progress = (): GenerateProgress => {
    const { written, dropped, failed, inputTokens, outputTokens } = counts;
    return { done: written + dropped + failed, total: orders.length, inputTokens, outputTokens };
  };
  const ask: Ask = async (chat, request, ending) => {
    const answer = await chat.complete(request, { signal: ending });
    counts.inputTokens += answer.usage.inputTokens ?? 0;
    counts.outputTokens += answer.usage.outputTokens ?? 0;
    return answer;
  };
  const failures = watchFailures(signal);
  await workThrough({ items: orders, atOnce, signal: failures.signal }, async ({ chat, sample, style }, ending) => {
    try {
      counts[await generateOne(chat, sample, style, ending)]++;
      failures.answered();
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      failures.failed();
      counts.failed++;
      lastFailure = error.message;
    }
    onProgress?.(progress());
  });
  const { written, dropped, failed } = counts;
  return {
    ...progress(),
    ...{ written, dropped, failed, hasGivenUp: failures.hasGivenUp() },
    ...(lastFailure !== undefined && { lastFailure }),
  };

  async function generateOne(
    chat: Chat,
    sample: Sample,
    style: StyleId,
    ending: AbortSignal,
  ): Promise<"written" | "dropped"> {
    const id = rowId(sample.id, style, chat.model);
    const target = style === "translate" ? otherLanguage(sample, seed) : sample.language;
    const told = styleOf(style).needsTask ? await taskFor(chat, sample, ending) : { task: "" };
    if ("dropped" in told) {
      await journal.drop(id, told.dropped);
      return "dropped";
    }
    const { task } = told;
    const ownSeed = seededHash(id, seed) & 0x7fffffff;
    const { temperature = settings.temperature, topP, maxTokens } = operator;
    const request = programRequest(style, { ...sample, target, task }, { temperature, seed: ownSeed });
    const answer = await ask(chat, request, ending);
    const read = readCode(answer);
    const why = "dropped" in read ? read.dropped : await whyNotCode(read.code, target, sample);
    if ("dropped" in read || why !== undefined) {
      await journal.drop(id, why ?? "");
      return "dropped";
    }
    const row: GeneratedRow = {
      id,
      code: read.code.trimEnd(),
      language: target,
      label: styleOf(style).label,
      generator: answer.model,
      model: chat.model,
      source: "generated",
      group: sample.group,
      task: sample.task ?? "",
      mode: style === "translate" ? `translate-${sample.language}` : style,
      attr: "generated",
      provenance: {
        source_id: sample.id,
        licence: settings.licence,
        host: chat.host,
        style,
        prompt_version: promptVersion,
        task,
        temperature,
        seed: joinSeeds(operator.seed, ownSeed)!,
        ...(topP !== undefined && { top_p: topP }),
        ...(maxTokens !== undefined && { max_tokens: maxTokens }),
        created_at: settings.now(),
        ...(answer.usage.inputTokens !== undefined && { input_tokens: answer.usage.inputTokens }),
        ...(answer.usage.outputTokens !== undefined && { output_tokens: answer.usage.outputTokens }),
      },
    };
    if (await journal.add(row)) return "written";
    await journal.drop(id, "the same code is there already");
    return "dropped";
  }

  /** By its own documentation, else by the model, once for all styles. */
  async function taskFor(chat: Chat, sample: Sample, ending: AbortSignal): Promise<ReadTask> {
    const key = `${chat.model} ${sample.id}`;
    const begun = tasks.get(key) ?? findTask(chat, sample, ending);
    tasks.set(key, begun);
    return begun.catch((error: unknown) => {
      tasks.delete(key);
      throw error;
    });
  }

  async function findTask(chat: Chat, { code, language }: Sample, ending: AbortSignal): Promise<ReadTask> {
    const { name } = languages[language];
    const task = documentedTask(createAnatomy(await parser.parse(code, languages[language])));
    return task === undefined ? readTask(await ask(chat, taskRequest(code, name), ending)) : { task };
  }

  async function whyNotCode(code: string, language: LanguageId, sample: Sample): Promise<string | undefined> {
    // Also a part of it: a model that completes a file may know the file.
    if (withoutSpace(sample.code).includes(withoutSpace(code))) return "the answer is the person's code";
    const tree = await parser.parse(code.replaceAll("\r\n", "\n"), languages[language]);
    const { tokens, lines } = createAnatomy(tree);
    if (tokens.length < fewestTokens) return `the answer has ${tokens.length} words and signs of code`;
    if (tree.errorCount > mostErrorsPerLine * Math.max(1, lines.length))
      return `the answer does not read as ${languages[language].name}`;
    return undefined;
  }
}

type Ask = (chat: Chat, request: ChatRequest, ending: AbortSignal) => Promise<ChatAnswer>;

const withoutSpace = (code: string): string => code.replace(/\s+/g, "");

/** Drawn by the sample's id. */
function otherLanguage({ id, language }: Sample, seed: number): LanguageId {
  const others = languageIds.filter((one) => one !== language);
  return others[seededHash(id, seed) % others.length]!;
}
