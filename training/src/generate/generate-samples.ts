import { createAnatomy } from "whowrote/anatomy";
import { languageIds, type LanguageId } from "whowrote/language";
import { languages } from "whowrote/language/index";
import type { Chat, ChatAnswer, ChatRequest } from "whowrote/llm/chat";
import { ChatError } from "whowrote/llm/chat-error";
import { readCode } from "whowrote/llm/read-code";
import type { SyntaxParser } from "whowrote/node/grammars";
import { hashCode } from "../dataset/hash-code.ts";
import type { Sample } from "../dataset/sample.ts";
import { seededHash } from "../dataset/seeded-hash.ts";
import { rowId, type GeneratedRow } from "./generated-row.ts";
import type { RowJournal } from "./row-journal.ts";
import { programRequest, promptVersion, styleOf, type StyleId } from "./style.ts";
import { documentedTask, taskRequest } from "./task-of.ts";

export interface GenerateSettings {
  readonly chats: readonly Chat[];
  readonly styles: readonly StyleId[];
  readonly temperature: number;
  readonly seed: number;
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
  const { chats, styles, journal, parser, seed } = settings;
  const orders = chats
    .flatMap((chat) => samples.flatMap((sample) => styles.map((style) => ({ chat, sample, style }))))
    .filter(({ chat, sample, style }) => !journal.known.has(rowId(sample.id, style, chat.model)));
  const counts = { written: 0, dropped: 0, failed: 0, inputTokens: 0, outputTokens: 0 };
  const tasks = new Map<string, Promise<string>>();
  let next = 0;
  const progress = (): GenerateProgress => {
    const { written, dropped, failed, inputTokens, outputTokens } = counts;
    return { done: written + dropped + failed, total: orders.length, inputTokens, outputTokens };
  };
  const ask = async (chat: Chat, request: ChatRequest): Promise<ChatAnswer> => {
    const answer = await chat.complete(request, signal ? { signal } : {});
    counts.inputTokens += answer.usage.inputTokens ?? 0;
    counts.outputTokens += answer.usage.outputTokens ?? 0;
    return answer;
  };
  const work = async (): Promise<void> => {
    while (next < orders.length && !signal?.aborted) {
      const { chat, sample, style } = orders[next++]!;
      const outcome = await generateOne(chat, sample, style).catch((error: unknown) => {
        if (error instanceof ChatError) return "failed" as const;
        throw error;
      });
      counts[outcome]++;
      onProgress?.(progress());
    }
  };
  try {
    await Promise.all(Array.from({ length: settings.atOnce }, work));
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
  const { written, dropped, failed } = counts;
  return { ...progress(), written, dropped, failed };

  async function generateOne(chat: Chat, sample: Sample, style: StyleId): Promise<"written" | "dropped"> {
    const id = rowId(sample.id, style, chat.model);
    const target = style === "translate" ? otherLanguage(sample, seed) : sample.language;
    const task = styleOf(style).needsTask ? await taskFor(chat, sample) : "";
    const requestSeed = seededHash(id, seed) & 0x7fffffff;
    const { temperature } = settings;
    const request = programRequest(style, { ...sample, target, task }, { temperature, seed: requestSeed });
    const answer = await ask(chat, request);
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
        seed: requestSeed,
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
  async function taskFor(chat: Chat, sample: Sample): Promise<string> {
    const key = `${chat.model} ${sample.id}`;
    const begun = tasks.get(key) ?? findTask(chat, sample);
    tasks.set(key, begun);
    return begun.catch((error: unknown) => {
      tasks.delete(key);
      throw error;
    });
  }

  async function findTask(chat: Chat, { code, language }: Sample): Promise<string> {
    const { name } = languages[language];
    const documented = documentedTask(createAnatomy(await parser.parse(code, languages[language])));
    return documented ?? (await ask(chat, taskRequest(code, name))).text.trim();
  }

  async function whyNotCode(code: string, language: LanguageId, sample: Sample): Promise<string | undefined> {
    if (hashCode(code) === hashCode(sample.code)) return "the answer is the person's code";
    const tree = await parser.parse(code.replaceAll("\r\n", "\n"), languages[language]);
    const { tokens, lines } = createAnatomy(tree);
    if (tokens.length < fewestTokens) return `the answer has ${tokens.length} words and signs of code`;
    if (tree.errorCount > mostErrorsPerLine * Math.max(1, lines.length))
      return `the answer does not read as ${languages[language].name}`;
    return undefined;
  }
}

/** Drawn by the sample's id. */
function otherLanguage({ id, language }: Sample, seed: number): LanguageId {
  const others = languageIds.filter((one) => one !== language);
  return others[seededHash(id, seed) % others.length]!;
}
