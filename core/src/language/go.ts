import type { Language } from "../language.ts";
import { words } from "./words.ts";

const types = words(
  `type_identifier qualified_type pointer_type slice_type array_type map_type channel_type function_type
  interface_type struct_type generic_type parenthesized_type`,
);

export const go: Language = {
  id: "go",
  name: "Go",
  extensions: [".go"],
  fileNames: [],
  interpreters: ["gorun", "yaegi"],
  selectGrammar: () => "tree-sitter-go/tree-sitter-go.wasm",
  roles: {
    function: ["function_declaration", "method_declaration", "method_elem"],
    lambda: ["func_literal"],
    conditional: ["if_statement"],
    switch: ["expression_switch_statement", "type_switch_statement", "select_statement"],
    case: ["expression_case", "type_case", "communication_case", "default_case"],
    loop: ["for_statement"],
    return: ["return_statement"],
    jump: words("break_statement continue_statement goto_statement fallthrough_statement"),
    assignment: ["assignment_statement"],
    declaration: words("short_var_declaration var_declaration const_declaration field_declaration"),
    call: ["call_expression", "type_conversion_expression"],
    member: ["selector_expression"],
    subscript: ["index_expression", "slice_expression"],
    binary: ["binary_expression"],
    unary: ["unary_expression", "inc_statement", "dec_statement"],
    import: ["import_declaration"],
    package: ["package_clause"],
    block: ["block"],
    statement: words(
      `expression_statement short_var_declaration var_declaration const_declaration field_declaration
      type_declaration assignment_statement inc_statement dec_statement if_statement for_statement
      expression_switch_statement type_switch_statement select_statement return_statement break_statement
      continue_statement goto_statement fallthrough_statement labeled_statement go_statement defer_statement
      send_statement function_declaration method_declaration import_declaration package_clause`,
    ),
    number: ["int_literal", "float_literal", "imaginary_literal"],
    string: ["interpreted_string_literal", "raw_string_literal", "rune_literal"],
    boolean: ["true", "false"],
    null: ["nil"],
    comment: ["comment"],
    identifier: words("identifier field_identifier type_identifier package_identifier label_name blank_identifier"),
  },
  rules: [
    {
      types: ["binary_expression"],
      child: ['"&&"', '"||"'],
      adds: ["logical"],
      removes: ["binary"],
    },
    { parent: ["if_statement"], after: ['"else"'], adds: ["else"] },
    { types: ["if_statement"], after: ['"else"'], removes: ["else"] },
    { types: ["type_spec"], child: ["struct_type", "interface_type"], adds: ["class"] },
    // `a, b int` is one node and two parameters.
    {
      types: ["identifier"],
      parent: ["parameter_declaration", "variadic_parameter_declaration"],
      adds: ["parameter"],
    },
    {
      types,
      parent: words(
        `parameter_declaration variadic_parameter_declaration var_spec const_spec field_declaration
        function_declaration method_declaration func_literal method_elem`,
      ),
      adds: ["typeAnnotation"],
    },
    { types: ["call_expression"], firstWord: ["panic"], adds: ["throw"] },
    { types: ["call_expression"], firstWord: ["recover"], adds: ["catch"] },
    // In a `for` or `if` clause these are parts of one statement.
    {
      types: words("short_var_declaration assignment_statement inc_statement dec_statement"),
      parent: words("for_clause if_statement expression_switch_statement"),
      removes: ["statement"],
    },
  ],
  keywords: words(
    `break case chan const continue default defer else fallthrough false for func go goto if import interface iota map
    nil package range return select struct switch true type var`,
  ),
  lineComments: ["//"],
  isDocComment: () => false,
  documentedByPosition: words(
    "package_clause function_declaration method_declaration type_declaration type_spec const_declaration field_declaration method_elem",
  ),
  indentationMatters: false,
};
