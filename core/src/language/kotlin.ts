import type { Language } from "../language.ts";
import { isStarComment } from "./doc-comment.ts";
import { words } from "./words.ts";

export const kotlin: Language = {
  id: "kotlin",
  name: "Kotlin",
  extensions: [".kt", ".kts", ".ktm"],
  fileNames: [],
  interpreters: ["kotlin", "kscript", "kotlinc"],
  selectGrammar: () => "@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm",
  memberShell: ["class A{", "}"],
  roles: {
    function: ["function_declaration", "secondary_constructor"],
    lambda: ["lambda_literal", "anonymous_function"],
    class: ["class_declaration", "object_declaration", "companion_object", "object_literal"],
    conditional: ["if_expression"],
    switch: ["when_expression"],
    case: ["when_entry"],
    loop: ["for_statement", "while_statement", "do_while_statement"],
    try: ["try_expression"],
    catch: ["catch_block", "finally_block"],
    throw: ["throw_expression"],
    return: ["return_expression"],
    assignment: ["assignment"],
    declaration: ["property_declaration"],
    call: ["call_expression", "constructor_invocation", "constructor_delegation_call"],
    member: ["navigation_expression", "callable_reference"],
    subscript: ["index_expression"],
    binary: words(`binary_expression in_expression is_expression as_expression range_expression infix_expression`),
    unary: ["unary_expression", "spread_expression"],
    decorator: ["annotation", "file_annotation"],
    parameter: ["parameter", "class_parameter"],
    import: ["import"],
    package: ["package_header"],
    block: ["block"],
    number: ["number_literal", "float_literal"],
    string: ["string_literal", "multiline_string_literal", "character_literal"],
    interpolation: ["interpolation"],
    comment: ["line_comment", "block_comment"],
    identifier: ["identifier"],
  },
  rules: [
    {
      types: ["binary_expression"],
      child: ['"&&"', '"||"', '"?:"'],
      adds: ["logical"],
      removes: ["binary"],
    },
    { parent: ["if_expression"], after: ['"else"'], adds: ["else"] },
    { types: ["if_expression"], after: ['"else"'], removes: ["else"] },
    // The grammar reads these words as names.
    { types: ["identifier"], firstWord: ["true", "false"], adds: ["boolean"], removes: ["identifier"] },
    { types: ["identifier"], firstWord: ["null"], adds: ["null"], removes: ["identifier"] },
    {
      types: ["identifier"],
      firstWord: ["break", "continue"],
      adds: ["jump"],
      removes: ["identifier"],
    },
    { types: ["label"], firstWord: ["break", "continue"], adds: ["jump"] },
    { parent: ["lambda_parameters"], adds: ["parameter"] },
    {
      types: words("user_type nullable_type function_type non_nullable_type parenthesized_type"),
      parent: words(`parameter class_parameter variable_declaration function_declaration anonymous_function getter`),
      adds: ["typeAnnotation"],
    },
    // The receiver of `fun String.shout()` is part of the name.
    { types: ["user_type", "nullable_type"], before: ['"."'], removes: ["typeAnnotation"] },
    { types: ["call_expression"], firstWord: ["assert"], adds: ["assertion"] },
    // Everything is an expression; a statement is what stands in a body.
    { parent: ["source_file", "block", "class_body", "lambda_literal"], adds: ["statement"] },
    { types: ["lambda_parameters"], removes: ["statement"] },
  ],
  keywords: words(
    `abstract actual annotation as break by catch class companion const constructor continue crossinline data do else enum
    expect external false final finally for fun get if import in infix init inline inner interface internal is lateinit
    noinline null object open operator out override package private protected public reified return sealed set super
    suspend tailrec this throw true try typealias val value var vararg when where while`,
  ),
  lineComments: ["//"],
  isDocComment: isStarComment,
  documentedByPosition: [],
  indentationMatters: false,
};
