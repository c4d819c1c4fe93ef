import type { Language } from "../language.ts";
import { words } from "./words.ts";

const types = words(
  `primitive_type type_identifier scoped_type_identifier generic_type reference_type pointer_type array_type tuple_type
  unit_type function_type dynamic_type abstract_type never_type bounded_type`,
);

export const rust: Language = {
  id: "rust",
  name: "Rust",
  extensions: [".rs"],
  fileNames: [],
  interpreters: ["rust-script", "run-cargo-script"],
  selectGrammar: () => "tree-sitter-rust/tree-sitter-rust.wasm",
  roles: {
    function: ["function_item", "function_signature_item"],
    lambda: ["closure_expression"],
    class: ["struct_item", "enum_item", "union_item", "trait_item", "impl_item"],
    conditional: ["if_expression"],
    else: ["else_clause"],
    switch: ["match_expression"],
    case: ["match_arm"],
    loop: ["for_expression", "while_expression", "loop_expression"],
    try: ["try_block"],
    return: ["return_expression", "yield_expression"],
    jump: ["break_expression", "continue_expression"],
    assignment: ["assignment_expression", "compound_assignment_expr"],
    declaration: ["let_declaration", "const_item", "static_item", "field_declaration"],
    call: ["call_expression", "macro_invocation"],
    member: ["field_expression", "scoped_identifier"],
    subscript: ["index_expression"],
    binary: ["binary_expression", "range_expression", "type_cast_expression"],
    unary: ["unary_expression", "reference_expression", "negative_literal", "try_expression"],
    await: ["await_expression"],
    decorator: ["attribute_item", "inner_attribute_item"],
    parameter: ["parameter", "self_parameter", "variadic_parameter"],
    import: ["use_declaration", "extern_crate_declaration"],
    package: ["mod_item"],
    block: ["block"],
    statement: words(
      `expression_statement let_declaration const_item static_item field_declaration function_item struct_item
      enum_item union_item trait_item impl_item type_item use_declaration extern_crate_declaration mod_item
      macro_definition empty_statement`,
    ),
    number: ["integer_literal", "float_literal"],
    string: ["string_literal", "raw_string_literal", "char_literal"],
    boolean: ["boolean_literal"],
    comment: ["line_comment", "block_comment"],
    identifier: words(`identifier field_identifier type_identifier shorthand_field_identifier metavariable`),
  },
  rules: [
    {
      types: ["binary_expression"],
      child: ['"&&"', '"||"'],
      adds: ["logical"],
      removes: ["binary"],
    },
    { types: ["else_clause"], child: ["if_expression"], removes: ["else"] },
    { parent: ["closure_parameters"], adds: ["parameter"] },
    // The last expression of a block, and macros, stand there without a statement around them.
    { parent: ["block"], adds: ["statement"] },
    { types: ["label"], removes: ["statement"] },
    { types: ["macro_invocation"], parent: ["source_file", "declaration_list"], adds: ["statement"] },
    {
      types,
      parent: words(
        `parameter let_declaration const_item static_item field_declaration function_item function_signature_item
        closure_expression`,
      ),
      adds: ["typeAnnotation"],
    },
    {
      types: ["macro_invocation"],
      firstWord: words("panic! unreachable! unimplemented! todo! bail!"),
      adds: ["throw"],
    },
    {
      types: ["macro_invocation"],
      firstWord: words("assert! assert_eq! assert_ne! debug_assert! debug_assert_eq! debug_assert_ne!"),
      adds: ["assertion"],
    },
  ],
  keywords: words(
    `Self as async await break const continue crate dyn else enum extern false fn for if impl in let loop match mod move
    mut pub ref return self static struct super trait true type union unsafe use where while`,
  ),
  lineComments: ["//"],
  isDocComment: (comment) => /^(\/\/\/(?!\/)|\/\/!|\/\*\*(?![*/])|\/\*!)/.test(comment),
  documentedByPosition: [],
  indentationMatters: false,
};
