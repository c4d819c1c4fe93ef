import type { Language } from "../language.ts";
import { isStarComment } from "./doc-comment.ts";
import { words } from "./words.ts";

const types = words(
  `integral_type floating_point_type boolean_type void_type type_identifier scoped_type_identifier generic_type
  array_type annotated_type`,
);

export const java: Language = {
  id: "java",
  name: "Java",
  extensions: [".java"],
  fileNames: [],
  interpreters: ["java", "jbang"],
  selectGrammar: () => "tree-sitter-java/tree-sitter-java.wasm",
  memberShell: ["class A{", "}"],
  roles: {
    function: words("method_declaration constructor_declaration compact_constructor_declaration"),
    lambda: ["lambda_expression"],
    class: words(
      `class_declaration interface_declaration enum_declaration record_declaration
      annotation_type_declaration`,
    ),
    conditional: ["if_statement"],
    switch: ["switch_expression"],
    case: ["switch_block_statement_group", "switch_rule"],
    loop: ["for_statement", "enhanced_for_statement", "while_statement", "do_statement"],
    try: ["try_statement", "try_with_resources_statement"],
    catch: ["catch_clause", "finally_clause"],
    throw: ["throw_statement"],
    return: ["return_statement", "yield_statement"],
    jump: ["break_statement", "continue_statement"],
    assignment: ["assignment_expression"],
    declaration: ["local_variable_declaration", "field_declaration", "constant_declaration"],
    call: words("method_invocation object_creation_expression explicit_constructor_invocation"),
    member: ["field_access", "method_reference"],
    subscript: ["array_access"],
    binary: ["binary_expression", "instanceof_expression"],
    unary: ["unary_expression", "update_expression"],
    ternary: ["ternary_expression"],
    decorator: ["annotation", "marker_annotation"],
    parameter: ["formal_parameter", "spread_parameter", "catch_formal_parameter"],
    import: ["import_declaration"],
    package: ["package_declaration", "module_declaration"],
    block: ["block", "constructor_body"],
    statement: words(
      `expression_statement local_variable_declaration field_declaration constant_declaration if_statement
      for_statement enhanced_for_statement while_statement do_statement try_statement
      try_with_resources_statement throw_statement return_statement yield_statement break_statement
      continue_statement labeled_statement synchronized_statement assert_statement
      explicit_constructor_invocation import_declaration package_declaration class_declaration
      interface_declaration enum_declaration record_declaration method_declaration constructor_declaration`,
    ),
    number: words(
      `decimal_integer_literal hex_integer_literal octal_integer_literal binary_integer_literal
      decimal_floating_point_literal hex_floating_point_literal`,
    ),
    string: ["string_literal", "character_literal"],
    interpolation: ["string_interpolation"],
    boolean: ["true", "false"],
    null: ["null_literal"],
    comment: ["line_comment", "block_comment"],
    identifier: ["identifier", "type_identifier"],
    assertion: ["assert_statement"],
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
    { types: ["method_invocation"], child: ['"."'], adds: ["member"] },
    // The grammar has one node for the statement and the expression.
    { types: ["switch_expression"], parent: ["block", "constructor_body"], adds: ["statement"] },
    { types: ["identifier"], parent: ["inferred_parameters"], adds: ["parameter"] },
    { types: ["identifier"], parent: ["lambda_expression"], before: ['"->"'], adds: ["parameter"] },
    {
      types,
      parent: words(
        `formal_parameter spread_parameter local_variable_declaration field_declaration constant_declaration
        method_declaration enhanced_for_statement resource annotation_type_element_declaration`,
      ),
      adds: ["typeAnnotation"],
    },
    { types: ["type_identifier"], firstWord: ["var"], removes: ["typeAnnotation", "identifier"] },
  ],
  keywords: words(
    `abstract assert boolean break byte case catch char class const continue default do double else enum extends
    false final finally float for goto if implements import instanceof int interface long native new null package
    permits private protected public record return sealed short static strictfp super switch synchronized this throw
    throws transient true try var void volatile while yield`,
  ),
  lineComments: ["//"],
  isDocComment: isStarComment,
  documentedByPosition: [],
  indentationMatters: false,
};
