import type { Language, RoleRule, RoleTable } from "../language.ts";
import { isDoxygenComment } from "./doc-comment.ts";
import { words } from "./words.ts";

/** C++ extends these. */
export const cRoles = {
  function: ["function_definition"],
  conditional: ["if_statement"],
  else: ["else_clause"],
  switch: ["switch_statement"],
  case: ["case_statement"],
  loop: ["for_statement", "while_statement", "do_statement"],
  try: ["seh_try_statement"],
  catch: ["seh_except_clause", "seh_finally_clause"],
  return: ["return_statement"],
  jump: ["break_statement", "continue_statement", "goto_statement", "seh_leave_statement"],
  assignment: ["assignment_expression"],
  declaration: ["declaration", "field_declaration"],
  call: ["call_expression"],
  member: ["field_expression"],
  subscript: ["subscript_expression"],
  binary: ["binary_expression"],
  unary: ["unary_expression", "update_expression", "pointer_expression"],
  ternary: ["conditional_expression"],
  decorator: words("attribute_declaration attribute_specifier ms_declspec_modifier"),
  parameter: ["parameter_declaration"],
  import: ["preproc_include"],
  block: ["compound_statement"],
  statement: words(
    `expression_statement declaration field_declaration if_statement for_statement while_statement do_statement
    switch_statement return_statement break_statement continue_statement goto_statement labeled_statement
    type_definition function_definition seh_try_statement seh_leave_statement`,
  ),
  number: ["number_literal"],
  string: ["string_literal", "char_literal"],
  boolean: ["true", "false"],
  null: ["null"],
  comment: ["comment"],
  identifier: ["identifier", "field_identifier", "type_identifier", "statement_identifier"],
  preprocessor: words(
    `preproc_include preproc_def preproc_function_def preproc_call preproc_if preproc_ifdef preproc_elif
    preproc_elifdef preproc_else`,
  ),
} satisfies RoleTable;

export const cTypes = words(
  "primitive_type sized_type_specifier type_identifier struct_specifier union_specifier enum_specifier",
);

const typedPlaces = words("declaration field_declaration parameter_declaration function_definition");

export const cRules: readonly RoleRule[] = [
  { types: ["else_clause"], child: ["if_statement"], removes: ["else"] },
  // `struct point p` only names the type; with a body it makes one.
  {
    types: ["struct_specifier", "union_specifier", "enum_specifier"],
    child: ["field_declaration_list", "enumerator_list"],
    adds: ["class"],
  },
  // `int f(void);` says that a function exists: no variable.
  {
    types: ["declaration", "field_declaration"],
    child: ["function_declarator"],
    removes: ["declaration"],
  },
  // `(void)` is no parameter, `(void *data)` is one.
  { types: ["parameter_declaration"], firstWord: ["void"], before: ['")"'], removes: ["parameter"] },
  {
    types: ["parameter_declaration"],
    child: ["pointer_declarator", "abstract_pointer_declarator"],
    adds: ["parameter"],
  },
  { types: cTypes, parent: typedPlaces, adds: ["typeAnnotation"] },
  {
    types: ["call_expression"],
    firstWord: ["assert", "static_assert", "_Static_assert"],
    adds: ["assertion"],
  },
];

export const cKeywords = words(
  `auto bool break case char const constexpr continue default do double else enum extern false float for goto if inline
  int long nullptr register restrict return short signed sizeof static struct switch thread_local true typedef typeof
  union unsigned void volatile while _Alignas _Alignof _Atomic _Bool _Complex _Generic _Noreturn _Static_assert
  _Thread_local`,
);

export const c: Language = {
  id: "c",
  name: "C",
  extensions: [".c", ".h"],
  fileNames: [],
  interpreters: ["tcc"],
  selectGrammar: () => "tree-sitter-c/tree-sitter-c.wasm",
  roles: cRoles,
  rules: [
    {
      types: ["binary_expression"],
      child: ['"&&"', '"||"'],
      adds: ["logical"],
      removes: ["binary"],
    },
    ...cRules,
  ],
  keywords: cKeywords,
  lineComments: ["//"],
  isDocComment: isDoxygenComment,
  documentedByPosition: [],
  indentationMatters: false,
};
