import { share } from "../../code-facts/distribution.ts";
import type { Signal } from "../../signal.ts";
import { shareOfLines } from "../lines-of-code.ts";
import { countRuns, countWords, perToken, preference } from "../token-pattern.ts";
import { extras } from "./extra.ts";

const native = extras("native", ["c", "cpp"]);
const cpp = extras("cpp", ["cpp"]);

/** C and C++. */
export const nativeSignals: readonly Signal[] = [
  native("static-share", "share", "share of the functions and objects that are static", (facts) =>
    share(countWords(facts, "static"), countWords(facts, "static") + facts.tree.roles.function),
  ),
  native("pointer-space-share", "share", "share of the pointer stars set to the type: int* p", ({ anatomy }) => {
    let total = 0;
    let atType = 0;
    for (const [index, token] of anatomy.tokens.entries()) {
      if (
        token.text !== "*" ||
        !/pointer/.test(anatomy.tree.kindNames[anatomy.tree.kind[anatomy.tree.parent[token.node]!]!] ?? "")
      )
        continue;
      const next = anatomy.tokens[index + 1];
      if (next?.kind !== "identifier") continue;
      total++;
      if (anatomy.text[token.start - 1] !== " " && next.start > token.end) atType++;
    }
    return share(atType, total);
  }),
  native("null-pointer-share", "share", "share of nullptr among nullptr and NULL", (facts) =>
    preference(facts, "nullptr", "NULL"),
  ),
  native("prefix-increment-share", "share", "share of ++i among ++i and i++", ({ anatomy: { tokens } }) => {
    const marks = tokens.flatMap((token, index) => (token.text === "++" || token.text === "--" ? [index] : []));
    return share(marks.filter((index) => tokens[index + 1]?.kind === "identifier").length, marks.length);
  }),
  native(
    "width-type-density",
    "per token",
    "types of fixed width or size (uint32_t, size_t) per word or mark of code",
    (facts) => perToken(facts, "size_t uint8_t uint16_t uint32_t uint64_t int8_t int16_t int32_t int64_t ssize_t"),
  ),
  native("loop-declaration-share", "share", "share of the for loops that declare their counter", (facts) =>
    shareOfLines(
      facts,
      (text) => /^for ?\(/.test(text),
      (text) => /^for ?\( ?(const )?[a-zA-Z_][\w:<>]* ?[&*]* \w+/.test(text),
    ),
  ),
  cpp("std-density", "per token", "names with std:: per word or mark of code", (facts) =>
    share(countRuns(facts, "std ::"), facts.tokens.total),
  ),
  cpp("line-end-preference", "share", "share of endl among endl and \\n", (facts) =>
    share(
      countWords(facts, "endl"),
      countWords(facts, "endl") +
        facts.anatomy.tokens.filter((token) => token.text === '"\\n"' || token.text === "'\\n'").length,
    ),
  ),
  cpp("range-loop-share", "share", "share of the for loops that go over a collection", (facts) =>
    shareOfLines(
      facts,
      (text) => /^for ?\(/.test(text),
      (text) => /^for ?\([^;()]*[^:;()]:[^:]/.test(text),
    ),
  ),
  cpp("named-cast-density", "per token", "static_cast and its like per word or mark of code", (facts) =>
    perToken(facts, "static_cast reinterpret_cast dynamic_cast const_cast"),
  ),
  cpp("stream-density", "per token", "uses of cin and cout per word or mark of code", (facts) =>
    perToken(facts, "cin cout cerr"),
  ),
];
