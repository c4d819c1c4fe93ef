import type { Anatomy } from "./anatomy.ts";
import { createCommentFacts, type CommentFacts } from "./code-facts/comment-facts.ts";
import { createFunctionFacts, type FunctionFacts } from "./code-facts/function-facts.ts";
import { createLineFacts, type LineFacts } from "./code-facts/line-facts.ts";
import { createNameFacts, type NameFacts } from "./code-facts/name-facts.ts";
import { createSpacingFacts, type SpacingFacts } from "./code-facts/spacing-facts.ts";
import { createStringFacts, type StringLiteral } from "./code-facts/string-facts.ts";
import { createTokenFacts, type TokenFacts } from "./code-facts/token-facts.ts";
import { createTreeFacts, type TreeFacts } from "./code-facts/tree-facts.ts";

/** What several signals share, counted once per file. Line numbers count in `lines.lines`. */
export interface CodeFacts {
  readonly anatomy: Anatomy;
  readonly lines: LineFacts;
  readonly tokens: TokenFacts;
  readonly spacing: SpacingFacts;
  readonly names: NameFacts;
  readonly comments: CommentFacts;
  readonly strings: readonly StringLiteral[];
  readonly tree: TreeFacts;
  readonly functions: readonly FunctionFacts[];
}

/** Linear in nodes, tokens and characters, whatever the text. */
export function createCodeFacts(anatomy: Anatomy): CodeFacts {
  const lines = createLineFacts(anatomy);
  const comments = createCommentFacts(anatomy, lines);
  return {
    anatomy,
    lines,
    comments,
    tokens: createTokenFacts(anatomy),
    spacing: createSpacingFacts(anatomy, lines),
    names: createNameFacts(anatomy.tokens),
    strings: createStringFacts(anatomy),
    tree: createTreeFacts(anatomy),
    functions: createFunctionFacts(anatomy, lines, comments),
  };
}
