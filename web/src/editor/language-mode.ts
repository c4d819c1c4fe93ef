import { LanguageSupport, StreamLanguage, type StreamParser } from "@codemirror/language";
import type { LanguageId } from "whowrote/language";

const old = <State>(parser: StreamParser<State>): LanguageSupport => new LanguageSupport(StreamLanguage.define(parser));

/** How each language is coloured. Each comes when it is first needed. */
const modes: Readonly<Record<LanguageId, () => Promise<LanguageSupport>>> = {
  python: async () => (await import("@codemirror/lang-python")).python(),
  javascript: async () => (await import("@codemirror/lang-javascript")).javascript({ jsx: true }),
  typescript: async () => (await import("@codemirror/lang-javascript")).javascript({ jsx: true, typescript: true }),
  java: async () => (await import("@codemirror/lang-java")).java(),
  c: async () => (await import("@codemirror/lang-cpp")).cpp(),
  cpp: async () => (await import("@codemirror/lang-cpp")).cpp(),
  csharp: async () => old((await import("@codemirror/legacy-modes/mode/clike")).csharp),
  go: async () => (await import("@codemirror/lang-go")).go(),
  rust: async () => (await import("@codemirror/lang-rust")).rust(),
  php: async () => (await import("@codemirror/lang-php")).php(),
  ruby: async () => old((await import("@codemirror/legacy-modes/mode/ruby")).ruby),
  kotlin: async () => old((await import("@codemirror/legacy-modes/mode/clike")).kotlin),
};

export const loadLanguageMode = async (language: LanguageId): Promise<LanguageSupport> => modes[language]();
