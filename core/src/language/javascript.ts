import type { Language, RoleRule, RoleTable } from "../language.ts";
import { isStarComment } from "./doc-comment.ts";
import { words } from "./words.ts";

/** TypeScript's grammars extend these. */
export const javascriptRoles = {
  function: words("function_declaration generator_function_declaration method_definition"),
  lambda: ["arrow_function", "function_expression", "generator_function"],
  class: ["class_declaration", "class"],
  conditional: ["if_statement"],
  else: ["else_clause"],
  switch: ["switch_statement"],
  case: ["switch_case", "switch_default"],
  loop: ["for_statement", "for_in_statement", "while_statement", "do_statement"],
  try: ["try_statement"],
  catch: ["catch_clause", "finally_clause"],
  throw: ["throw_statement"],
  return: ["return_statement", "yield_expression"],
  jump: ["break_statement", "continue_statement"],
  assignment: ["assignment_expression", "augmented_assignment_expression"],
  declaration: ["lexical_declaration", "variable_declaration"],
  call: ["call_expression", "new_expression"],
  member: ["member_expression"],
  subscript: ["subscript_expression"],
  binary: ["binary_expression"],
  unary: ["unary_expression", "update_expression"],
  ternary: ["ternary_expression"],
  await: ["await_expression"],
  decorator: ["decorator"],
  import: ["import_statement"],
  block: ["statement_block", "class_static_block"],
  statement: words(
    `expression_statement lexical_declaration variable_declaration function_declaration
    generator_function_declaration class_declaration if_statement for_statement for_in_statement while_statement
    do_statement switch_statement try_statement throw_statement return_statement break_statement
    continue_statement labeled_statement debugger_statement with_statement empty_statement import_statement
    export_statement`,
  ),
  number: ["number"],
  string: ["string", "template_string", "regex"],
  interpolation: ["template_substitution"],
  boolean: ["true", "false"],
  null: ["null", "undefined"],
  comment: ["comment", "html_comment"],
  identifier: words(
    `identifier property_identifier private_property_identifier shorthand_property_identifier
    shorthand_property_identifier_pattern statement_identifier`,
  ),
} satisfies RoleTable;

export const javascriptRules: readonly RoleRule[] = [
  {
    types: ["binary_expression"],
    child: ['"&&"', '"||"', '"??"'],
    adds: ["logical"],
    removes: ["binary"],
  },
  { types: ["else_clause"], child: ["if_statement"], removes: ["else"] },
  { types: ["identifier"], parent: ["arrow_function"], before: ['"=>"'], adds: ["parameter"] },
  { types: ["call_expression"], child: ["import"], adds: ["import"] },
  { types: ["call_expression"], firstWord: ["assert"], adds: ["assertion"] },
  { types: ["call_expression"], firstWord: ["require"], adds: ["import"] },
];

export const javascriptKeywords = words(
  `as async await break case catch class const continue debugger default delete do else export extends false
  finally for from function get if import in instanceof let new null of return set static super switch this throw
  true try typeof undefined var void while with yield`,
);

export const javascript: Language = {
  id: "javascript",
  name: "JavaScript",
  extensions: [".js", ".jsx", ".mjs", ".cjs", ".es6"],
  fileNames: ["Jakefile"],
  interpreters: ["node", "nodejs", "bun", "d8", "rhino"],
  selectGrammar: () => "tree-sitter-javascript/tree-sitter-javascript.wasm",
  memberShell: ["class A{", "}"],
  roles: {
    ...javascriptRoles,
    declaration: [...javascriptRoles.declaration, "field_definition"],
  },
  rules: [...javascriptRules, { parent: ["formal_parameters"], adds: ["parameter"] }],
  keywords: javascriptKeywords,
  lineComments: ["//"],
  isDocComment: isStarComment,
  documentedByPosition: [],
  indentationMatters: false,
};
