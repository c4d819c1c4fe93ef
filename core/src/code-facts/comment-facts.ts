import type { Anatomy, Comment } from "../anatomy.ts";
import { lineKind, type LineFacts } from "./line-facts.ts";

/**
 * `prose` says something in words; `code` is code that was switched off; `rule` has no words (a line of dashes);
 * `directive` speaks to a tool (`eslint-disable`, `noqa`).
 */
export type NoteForm = "prose" | "code" | "rule" | "directive";

/** One remark as a reader sees it: line comments below each other are one note. */
export interface Note {
  readonly form: NoteForm;
  readonly isDoc: boolean;
  readonly isTrailing: boolean;
  /** As written, markers included, cut to 4,000 characters. */
  readonly raw: string;
  /** Lines without markers and outer blanks; blank lines are left out. */
  readonly lines: readonly string[];
  /** The lines joined by one space. */
  readonly text: string;
  readonly words: readonly string[];
  /** Line numbers in `LineFacts.lines`; `nextLine` is the code line right below, or -1. */
  readonly firstLine: number;
  readonly lastLine: number;
  readonly nextLine: number;
}

export interface CommentFacts {
  readonly notes: readonly Note[];
  /** Prose that documents a declaration. */
  readonly docs: readonly Note[];
  /** Prose that is not documentation. */
  readonly remarks: readonly Note[];
  /** Both kinds of prose. */
  readonly prose: readonly Note[];
  /** The words of all prose, one after the other. */
  readonly words: readonly string[];
}

export function createCommentFacts(anatomy: Anatomy, lineFacts: LineFacts): CommentFacts {
  const notes = joinComments(anatomy, lineFacts).map((run) => createNote(run, lineFacts));
  const prose = notes.filter((note) => note.form === "prose");
  return {
    notes,
    prose,
    words: prose.flatMap((note) => note.words),
    docs: prose.filter((note) => note.isDoc),
    remarks: prose.filter((note) => !note.isDoc),
  };
}

/** Comments are judged by how they begin; some patterns look ahead, and files of one comment must not cost more. */
const longestRead = 4000;
const longestLine = 400;

interface Run {
  readonly comments: Comment[];
  readonly firstLine: number;
  lastLine: number;
}

function joinComments(anatomy: Anatomy, { lines }: LineFacts): Run[] {
  const runs: Run[] = [];
  let line = 0;
  for (const comment of anatomy.comments) {
    while (line < lines.length && lines[line]!.end < comment.start) line++;
    if (line >= lines.length) break;
    let lastLine = line;
    while (lastLine + 1 < lines.length && lines[lastLine + 1]!.start < comment.end) lastLine++;
    const run = runs.at(-1);
    if (run?.lastLine === line - 1 && continues(run.comments.at(-1)!, comment)) {
      run.comments.push(comment);
      run.lastLine = lastLine;
    } else runs.push({ comments: [comment], firstLine: line, lastLine });
  }
  return runs;
}

function continues(above: Comment, below: Comment): boolean {
  const isLine = (comment: Comment) => !comment.isTrailing && !/^(\/\*|"|'|=begin|[a-zA-Z]+["'])/.test(comment.text);
  return isLine(above) && isLine(below) && above.isDoc === below.isDoc;
}

const directive =
  /^(eslint|prettier|jshint|jslint|istanbul|c8 |tslint|@ts-|ts-|noqa|type:|pylint|mypy|flake8|isort|yapf|fmt:|pragma|nosec|noinspection|nolint|go:|\+build|clang-format|NOLINT|rubocop|phpcs|@codingStandards|frozen_string_literal|shellcheck|codespell|vim:|-\*-|region|endregion|ReSharper|@formatter|sourceMappingURL|global |globals )/i;

function createNote({ comments, firstLine, lastLine }: Run, lineFacts: LineFacts): Note {
  const first = comments[0]!;
  const whole = comments.length === 1 ? first.text : comments.map((comment) => comment.text).join("\n");
  const raw = whole.slice(0, longestRead).replaceAll("\r\n", "\n");
  const lines = unwrap(raw);
  const text = lines.join(" ");
  const words = text.toLowerCase().match(/\p{L}[\p{L}'’]*/gu) ?? [];
  const isCode = !first.isDoc && lines.length > 0 && lines.filter(looksLikeCode).length * 2 > lines.length;
  const form: NoteForm = words.length === 0 ? "rule" : directive.test(text) ? "directive" : isCode ? "code" : "prose";
  const next = lastLine + 1;
  return {
    form,
    isDoc: first.isDoc,
    isTrailing: first.isTrailing,
    raw,
    lines,
    text,
    words,
    firstLine,
    lastLine,
    nextLine: !first.isTrailing && lineFacts.kinds[next] === lineKind.code ? next : -1,
  };
}

/** Takes the comment marks, XML documentation tags and outer blanks off each line. */
function unwrap(raw: string): string[] {
  const lines: string[] = [];
  for (const line of raw.split("\n")) {
    const bare = line
      .trim()
      .slice(0, longestLine)
      .replace(/^(\/\*+!?|\*+\/|\/\/+!?|#+!?|\*+(?!\S*\*)|[a-zA-Z]{0,2}("""|'''|["'])|=begin|=end|--+|<!--)/, "")
      .replace(/(\*+\/|"""|'''|["']|-->)$/, "")
      .replace(/<\/?[a-zA-Z][^<>]*>/g, "")
      .trim();
    if (bare !== "") lines.push(bare);
  }
  return lines;
}

/** Switched-off code: ends like a statement, or assigns, calls or opens a block as code does. */
function looksLikeCode(line: string): boolean {
  if (/[;{}]$/.test(line) && !/^\w+( [a-z]+){4}/.test(line)) return true;
  if (/^[\w.$[\]>-]+ ?[-+*/|&]?:?= ?[^= ]/.test(line)) return true;
  if (/^[\w.$>:-]+\([^()]*\)[;.)]*$/.test(line)) return true;
  return (
    /^(if|for|while|elif|else if|switch|def|func|fn)\b.*[:{]$/.test(line) ||
    /^(import|from|require|return|print|var|let|const) [\w.'"({]+[^a-z ]*$/.test(line)
  );
}
