import { share } from "../../code-facts/distribution.ts";
import type { Signal } from "../../signal.ts";
import { shareOfLines } from "../lines-of-code.ts";
import { countRuns, countWords, perToken, preference } from "../token-pattern.ts";
import { extras } from "./extra.ts";

const managed = extras("managed", ["java", "csharp"]);
const java = extras("java", ["java"]);
const csharp = extras("csharp", ["csharp"]);
const kotlin = extras("kotlin", ["kotlin"]);

export const managedSignals: readonly Signal[] = [
  managed("private-share", "share", "share of private among the words of access", (facts) => preference(facts, "private", "public protected internal")),
  managed("constancy-share", "share", "share of final, readonly and const per word of access", (facts) => share(countWords(facts, "final readonly const"), countWords(facts, "public private protected internal final readonly const"))),
  managed("static-density", "per token", "uses of static per word or mark of code", (facts) => perToken(facts, "static")),
  managed("this-density", "per token", "uses of this per word or mark of code", (facts) => perToken(facts, "this")),
  managed("inferred-type-share", "share", "share of var among the declarations", (facts) => share(countWords(facts, "var"), facts.tree.roles.declaration)),
  managed("concatenation-density", "per token", "texts joined with + per word or mark of code", ({ anatomy: { tokens }, tokens: { total } }) =>
    share(tokens.filter((token, index) => token.text === "+" && (tokens[index - 1]?.kind === "string" || tokens[index + 1]?.kind === "string")).length, total),
  ),
  managed("generic-density", "per token", "type arguments (List<…>) per word or mark of code", (facts) => perToken(facts, "List Map Set Dictionary Optional IEnumerable Task ArrayList HashMap IList HashSet")),
  managed("functional-density", "per token", "steps over collections (stream, map, Select, Where) per word or mark of code", (facts) => perToken(facts, "stream map filter collect forEach Select Where ToList Any First FirstOrDefault")),
  managed("console-density", "per token", "direct output to the console per word or mark of code", (facts) => perToken(facts, "System Console println WriteLine")),
  managed("null-check-density", "per token", "comparisons with null per word or mark of code", (facts) => share(countRuns(facts, "== null") + countRuns(facts, "!= null") + countRuns(facts, "is null"), facts.tokens.total)),
  java("annotation-density", "per token", "annotations per word or mark of code", (facts) => perToken(facts, "@")),
  java("override-share", "share", "share of the functions marked as overriding", (facts) => share(countRuns(facts, "@ Override"), facts.tree.roles.function)),
  java("diamond-share", "share", "share of new objects with type arguments left out (<>)", (facts) => share(countRuns(facts, "< >"), countWords(facts, "new"))),
  java("for-each-share", "share", "share of the for loops that go over a collection", (facts) => shareOfLines(facts, (text) => /^for ?\(/.test(text), (text) => / : /.test(text))),
  java("final-local-density", "per token", "uses of final per word or mark of code", (facts) => perToken(facts, "final")),
  java("lambda-mark-share", "share", "share of method references (::) among these and lambdas", (facts) => preference(facts, "::", "->")),
  csharp("expression-body-share", "share", "share of the members written with => instead of a body", (facts) => shareOfLines(facts, (text) => /^(public|private|protected|internal|static|override)\b.*[)\w>]( =>|$|;|\{)/.test(text), (text) => / =>/.test(text))),
  csharp("nullable-density", "per token", "marks for a missing value (?, ?., ??) per word or mark of code", (facts) => perToken(facts, "? ?. ??")),
  csharp("interpolated-share", "share", "share of the texts with code inside", ({ strings }) => share(strings.filter((literal) => literal.hasInterpolation).length, strings.length)),
  csharp("pattern-density", "per token", "pattern tests (is, switch expressions) per word or mark of code", (facts) => perToken(facts, "is and or")),
  csharp("async-share", "share", "share of the functions that are asynchronous", (facts) => share(countWords(facts, "async"), facts.tree.roles.function)),
  csharp("target-new-share", "share", "share of new without a type", (facts) => share(countRuns(facts, "new ("), countWords(facts, "new"))),
  csharp("attribute-density", "per token", "names in nameof and typeof per word or mark of code", (facts) => perToken(facts, "nameof typeof")),
  csharp("auto-property-density", "per token", "properties without a body (get; set;) per word or mark of code", (facts) => share(countRuns(facts, "get ;"), facts.tokens.total)),
  csharp("field-underscore-density", "per token", "uses of fields named _like per word or mark of code", ({ names, tokens }) => share(names.names.reduce((sum, name) => sum + (/^_[a-z]/.test(name.text) ? name.uses : 0), 0), tokens.total)),
  kotlin("val-share", "share", "share of val among val and var", (facts) => preference(facts, "val", "var")),
  kotlin("safe-call-density", "per token", "safe calls (?.) per word or mark of code", (facts) => perToken(facts, "?.")),
  kotlin("assertion-density", "per token", "claims that a value is there (!!) per word or mark of code", (facts) => perToken(facts, "!!")),
  kotlin("elvis-density", "per token", "replacements for a missing value (?:) per word or mark of code", (facts) => perToken(facts, "?:")),
  kotlin("it-density", "per token", "uses of the unnamed parameter it per word or mark of code", (facts) => perToken(facts, "it")),
  kotlin("expression-function-share", "share", "share of the functions written with = instead of a body", (facts) => shareOfLines(facts, (text) => /^([a-z]+ )*fun\b/.test(text), (text) => /\)(: ?[\w<>?, ]+)? =/.test(text))),
  kotlin("named-argument-density", "per token", "equals signs within parentheses per word or mark of code", ({ anatomy: { tokens }, tokens: { total } }) => share(tokens.filter((token, index) => token.text === "=" && /^[(,]$/.test(tokens[index - 2]?.text ?? "")).length, total)),
  kotlin("when-density", "per token", "uses of when per word or mark of code", (facts) => perToken(facts, "when")),
  kotlin("scope-function-density", "per token", "let, apply, also, run and with per word or mark of code", (facts) => perToken(facts, "let apply also run with")),
  kotlin("private-share", "share", "share of the functions and properties that are private", (facts) => share(countWords(facts, "private"), countWords(facts, "fun val var class"))),
  kotlin("trailing-comma-share", "share", "share of the lines ending a list of arguments with a comma", (facts) => share(countRuns(facts, ", )"), countWords(facts, ")"))),
];
