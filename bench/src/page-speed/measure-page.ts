import { setTimeout as wait } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { linesOfText, type Texts } from "../server-speed/texts.ts";
import { openPage, type OpenPage } from "./open-page.ts";

/** All times in milliseconds, one a round or key. */
export interface PageMeasurements {
  readonly firstPaint: readonly number[];
  /** The editor is there, and nothing has kept the page from answering since. */
  readonly interactive: readonly number[];
  /** Kilobytes over the network for the first view. */
  readonly kilobytes: number;
  /** From the last key press until the answer about a text of 60 lines is on the screen. */
  readonly firstResult: readonly number[];
  /** From a key press in a text of {@link longLines} lines until the frame after it. */
  readonly inputDelay: readonly number[];
}

export const longLines = 2_000;
/** As somebody writes who writes fast, with a stop after each stretch that lets an answer come in. */
const keyDelayMs = 80;
const stretches = 12;
const stretch = "total = total + 1 # and\n";
const stopMs = 700;
/** So long is waited for whatever might still keep the page from answering. */
const settledMs = 1_500;
const answerLimitMs = 60_000;
const pollMs = 50;

/** Chosen on the page, so that no text is refused because nothing tells its language. */
const language = "typescript";

/** @param rounds how often the first view is opened; so many texts are judged, too */
export async function measurePage(
  browser: Browser,
  url: string,
  texts: Texts,
  rounds: number,
): Promise<PageMeasurements> {
  const typing = new URL(`/?language=${language}`, url).href;
  const codes = take(texts, Math.max(rounds, Math.ceil(longLines / linesOfText)));
  const views = [];
  for (let round = 0; round < rounds; round++) views.push(await measureFirstView(browser, url));
  return {
    firstPaint: views.map(({ firstPaint }) => firstPaint),
    interactive: views.map(({ interactive }) => interactive),
    kilobytes: views.at(-1)!.kilobytes,
    firstResult: await measureFirstResult(browser, typing, codes.slice(0, rounds)),
    inputDelay: await measureTyping(browser, typing, codes),
  };
}

/** The first texts of that language. */
function take(texts: Texts, count: number): readonly string[] {
  const taken: string[] = [];
  for (let at = 0; taken.length < count; at++) {
    const text = texts.at(at);
    if (text.language === language) taken.push(text.code);
  }
  return taken;
}

async function measureFirstView(browser: Browser, url: string) {
  const open = await openPage(browser, url);
  await wait(settledMs);
  const { firstPaint, editor, longTaskEnds, bytes } = await open.readNoted();
  await open.close();
  return { firstPaint, interactive: Math.max(editor!, ...longTaskEnds), kilobytes: bytes / 1000 };
}

async function measureFirstResult(browser: Browser, url: string, texts: readonly string[]): Promise<number[]> {
  const open = await openPage(browser, url);
  const taken: number[] = [];
  for (const text of texts) {
    await answered(open, await pasteAt(open, text));
    await wait(stopMs);
    await open.page.keyboard.press("ControlOrMeta+End");
    await open.page.keyboard.type(" ");
    const { pressed } = (await open.readNoted()).keys.at(-1)!;
    taken.push((await answered(open, pressed)) - pressed);
  }
  await open.close();
  return taken;
}

async function measureTyping(browser: Browser, url: string, texts: readonly string[]): Promise<number[]> {
  const open = await openPage(browser, url);
  const lines = texts.flatMap((text) => text.split("\n")).slice(0, longLines);
  await answered(open, await pasteAt(open, lines.join("\n")));
  await wait(stopMs);
  const before = (await open.readNoted()).keys.length;
  for (let round = 0; round < stretches; round++) {
    await open.page.keyboard.type(stretch, { delay: keyDelayMs });
    await wait(stopMs);
  }
  const { keys } = await open.readNoted();
  await open.close();
  return keys.slice(before).map(({ pressed, shown = Number.POSITIVE_INFINITY }) => shown - pressed);
}

/** @returns when */
async function pasteAt({ readNoted, paste }: OpenPage, text: string): Promise<number> {
  const { now } = await readNoted();
  await paste(text);
  return now;
}

/**
 * Waits for an answer that came after a moment. Asks now and then, as the page's policy forbids it to evaluate what a browser's
 * own waiting would have it do.
 * @returns when it was there
 */
async function answered({ readNoted }: OpenPage, moment: number): Promise<number> {
  const limit = performance.now() + answerLimitMs;
  for (;;) {
    const found = (await readNoted()).answers.find((at) => at > moment);
    if (found !== undefined) return found;
    if (performance.now() > limit) throw new Error(`The page showed no answer in ${answerLimitMs / 1000} s.`);
    await wait(pollMs);
  }
}
