import type { Chat } from "whowrote/llm/chat";
import type { KeySnapshot } from "whowrote/llm/key-snapshot";
import type { PoolFigures } from "whowrote/llm/pool-figures";
import type { RewritingAnswer } from "whowrote/rewriting";
import type { SourceFile } from "whowrote/source-file";

/** Where code goes that language models are asked about. */
export interface LanguageModelPlace {
  /** Title of the provider: "Groq". */
  readonly provider: string;
  /** "api.groq.com" */
  readonly host: string;
  /** Whether the host is this machine or in a network of one's own. */
  readonly isPrivate: boolean;
  readonly model: string;
}

/** What one of the uses of language models is like. */
export interface UseState {
  readonly isAllowed: boolean;
  /** Why not, and what to do about it. */
  readonly why?: string;
}

/** What callers may have language models asked, and what is known of them. */
export interface LanguageModelsState {
  /** Undefined where the operator has not switched them on. */
  readonly place: LanguageModelPlace | undefined;
  readonly explaining: UseState;
  readonly rewriting: UseState & {
    readonly models: readonly string[];
    /** By each model. */
    readonly rewrites: number;
    /** Whether it is known here what a similarity means. */
    readonly isCalibrated: boolean;
  };
  /** Masked. */
  readonly keys: readonly KeySnapshot[];
}

/** A request that language models are asked for. */
export interface Asking {
  /** Fires when the caller has gone, time is up, the server stops, or it has ended. */
  readonly signal: AbortSignal;
  /** Why the signal fired, for a person; undefined when it did not, or nobody is there to read it. */
  readonly reason: () => string | undefined;
  /** Calls off what is still asked, and makes room for the next one. Only the first call counts. */
  readonly end: () => void;
}

/** Asks for rewrites of code, and tells how near they come. */
export interface Rewriting {
  /** Abstains with the reason when time is up. @throws the signal's reason when the caller has gone */
  readonly ask: (source: SourceFile, asking: Asking) => Promise<RewritingAnswer>;
}

/** The language models that the operator lets callers ask. Must be closed. */
export interface LanguageModels {
  readonly state: () => LanguageModelsState;
  /** What writes about a verdict. @throws {Problem} 409 with the remedy when nothing may be asked */
  readonly explainer: () => Chat;
  /** @throws {Problem} 409 with the remedy when nothing may be asked */
  readonly rewriter: () => Rewriting;
  /**
   * Begins a request; it must be ended.
   * @param gone fires when its caller has gone
   * @throws {Problem} 503 when too many run
   */
  readonly begin: (gone: AbortSignal | undefined) => Asking;
  /** Undefined where they are not switched on. */
  readonly figures: () => PoolFigures | undefined;
  readonly close: () => Promise<void>;
}
