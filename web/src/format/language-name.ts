import type { LanguageId } from "whowrote/language";

/** What people call the languages, in the order in which they are offered. */
export const languageNames: Readonly<Record<LanguageId, string>> = {
  python: "Python",
  javascript: "JavaScript",
  typescript: "TypeScript",
  java: "Java",
  c: "C",
  cpp: "C++",
  csharp: "C#",
  go: "Go",
  rust: "Rust",
  php: "PHP",
  ruby: "Ruby",
  kotlin: "Kotlin",
};
