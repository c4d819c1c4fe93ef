/** The programming languages that whowrote judges. */
export const languageIds = [
  "python",
  "javascript",
  "typescript",
  "java",
  "c",
  "cpp",
  "csharp",
  "go",
  "rust",
  "php",
  "ruby",
  "kotlin",
] as const;

export type LanguageId = (typeof languageIds)[number];

/**
 * What a node of a syntax tree is, in words that hold for every language.
 * A grammar's node type may play several roles (an `else if` is a conditional and a branch).
 */
export const roles = [
  "function", // named functions, methods, constructors
  "lambda", // anonymous functions, closures, blocks passed as arguments
  "class", // classes, structs, interfaces, enums, traits, records
  "conditional", // if, elif / else-if clauses, guard
  "else",
  "switch",
  "case",
  "loop",
  "try",
  "catch",
  "throw",
  "return",
  "jump", // break, continue, goto
  "assignment", // assignment and augmented assignment to something that exists
  "declaration", // variable, constant and field declarations
  "call",
  "member", // a.b, a->b, a::b
  "subscript",
  "binary", // arithmetic and comparison operators with two operands
  "logical", // && || and or ??
  "unary",
  "ternary", // c ? a : b, a if c else b
  "comprehension", // comprehensions, generator expressions, LINQ
  "await",
  "decorator", // decorators, annotations, attributes
  "parameter", // one formal parameter
  "typeAnnotation", // an explicit type on a variable, parameter or return
  "import",
  "package", // package, namespace or module line
  "block", // a statement list with its own scope
  "statement", // any statement, expression statements and declarations among them
  "number",
  "string", // string, character, symbol and pattern literals, template strings among them
  "interpolation", // code inside a string
  "boolean",
  "null", // null, nil, None, undefined
  "comment",
  "identifier", // names of variables, functions, types, fields, parameters
  "preprocessor", // #include, #define, #if
  "assertion", // assert statements and macros
] as const;

export type Role = (typeof roles)[number];

/**
 * Which named node types of a grammar play a role. A role a language does not have is left out.
 */
export type RoleTable = Readonly<Partial<Record<Role, readonly string[]>>>;

/**
 * Corrects the roles of a node where its type alone does not tell them: `a && b` and `a + b` are both a
 * `binary_expression`. Every condition that is given must hold. The rules of a language are applied in order.
 * Bare tokens stand in double quotes, as in the queries of tree-sitter: `"else"`.
 */
export interface RoleRule {
  /** It has one of these types. Left out: any named node but comments. */
  readonly types?: readonly string[];
  /** Its parent has one of these types. */
  readonly parent?: readonly string[];
  /** One of its children has one of these types. */
  readonly child?: readonly string[];
  /** The node right behind it, under the same parent, has one of these types. */
  readonly before?: readonly string[];
  /** The node right before it, under the same parent, has one of these types. */
  readonly after?: readonly string[];
  /** Its text begins with one of these words (letters, digits, `_`, `.`, and `!` at the end). */
  readonly firstWord?: readonly string[];
  readonly adds?: readonly Role[];
  readonly removes?: readonly Role[];
}

/** One language: how to recognise it, parse it, and read its tree. One file each in `language/`. */
export interface Language {
  readonly id: LanguageId;
  /** As people write it: "C#". */
  readonly name: string;
  /** With the dot, lower case, most usual first: [".py", ".pyi"]. */
  readonly extensions: readonly string[];
  /** Whole file names without an own extension: ["Rakefile"]. */
  readonly fileNames: readonly string[];
  /** Programs that a `#!` line may name: ["python", "python3"]. */
  readonly interpreters: readonly string[];
  /** Module path of the grammar to parse this text with: "tree-sitter-python/tree-sitter-python.wasm". */
  readonly selectGrammar: (text: string, path: string | undefined) => string;
  /**
   * What has to stand around code that was cut out of a class so that the grammar can read it, ending with `{` and
   * beginning with `}`. Left out where the grammar reads members anywhere.
   */
  readonly memberShell?: readonly [before: string, after: string];
  readonly roles: RoleTable;
  readonly rules: readonly RoleRule[];
  /** Reserved words, for keyword densities and for lexing text that does not parse. */
  readonly keywords: readonly string[];
  /** How a comment that runs to the end of the line begins: ["#"], ["//", "#"]. */
  readonly lineComments: readonly string[];
  /** Whether this comment text documents what follows it (Javadoc, XML doc, rustdoc, …). */
  readonly isDocComment: (comment: string) => boolean;
  /** Node types that a comment right above them documents without any mark (Go, Ruby). */
  readonly documentedByPosition: readonly string[];
  /** Whether indentation carries meaning, so that reformatting must keep it. */
  readonly indentationMatters: boolean;
}
