import type { Verdict } from "../verdict.ts";
import type { ExplainedFile } from "./explainer.ts";

/** A part of a report, without a word on how it is drawn. Texts may hold anything: whoever draws them escapes them. */
export type Block =
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly text: string; readonly isPath?: true }
  | { readonly kind: "verdict"; readonly verdict: Verdict; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string; readonly tone?: "quiet" | "advice" }
  | { readonly kind: "list"; readonly items: readonly string[] }
  /** Names with what they stand for. */
  | { readonly kind: "facts"; readonly rows: readonly (readonly [string, string])[] }
  | { readonly kind: "table"; readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }
  /** Numbers of files by verdict. */
  | { readonly kind: "shares"; readonly counts: Readonly<Record<Verdict, number>> }
  | { readonly kind: "source"; readonly file: ExplainedFile };

export interface Column {
  readonly title: string;
  readonly is?: "number" | "path" | "verdict";
}
