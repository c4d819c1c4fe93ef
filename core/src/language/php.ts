import type { Language } from "../language.ts";
import { isStarComment } from "./doc-comment.ts";
import { words } from "./words.ts";

const types = words(
  "primitive_type named_type optional_type union_type intersection_type disjunctive_normal_form_type bottom_type",
);

export const php: Language = {
  id: "php",
  name: "PHP",
  extensions: [".php", ".phtml", ".php3", ".php4", ".php5", ".php7", ".phps", ".inc"],
  fileNames: [],
  interpreters: ["php"],
  // Functions cut out of a file come without an open tag; the full grammar would take them for HTML.
  selectGrammar: (text) => `tree-sitter-php/tree-sitter-php${text.includes("<?") ? "" : "_only"}.wasm`,
  memberShell: ["class A{", "}"],
  roles: {
    function: ["function_definition", "method_declaration"],
    lambda: ["anonymous_function", "arrow_function"],
    class: words("class_declaration interface_declaration trait_declaration enum_declaration anonymous_class"),
    conditional: ["if_statement", "else_if_clause"],
    else: ["else_clause"],
    switch: ["switch_statement", "match_expression"],
    case: words("case_statement default_statement match_conditional_expression match_default_expression"),
    loop: ["for_statement", "foreach_statement", "while_statement", "do_statement"],
    try: ["try_statement"],
    catch: ["catch_clause", "finally_clause"],
    throw: ["throw_expression"],
    return: ["return_statement", "yield_expression"],
    jump: ["break_statement", "continue_statement", "goto_statement"],
    assignment: words("assignment_expression augmented_assignment_expression reference_assignment_expression"),
    declaration: ["property_declaration", "const_declaration", "function_static_declaration"],
    call: words(
      `function_call_expression member_call_expression nullsafe_member_call_expression scoped_call_expression
      object_creation_expression`,
    ),
    member: words(
      `member_access_expression nullsafe_member_access_expression member_call_expression
      nullsafe_member_call_expression scoped_call_expression scoped_property_access_expression
      class_constant_access_expression`,
    ),
    subscript: ["subscript_expression"],
    binary: ["binary_expression"],
    unary: ["unary_op_expression", "update_expression", "error_suppression_expression"],
    ternary: ["conditional_expression"],
    decorator: ["attribute"],
    parameter: ["simple_parameter", "variadic_parameter", "property_promotion_parameter"],
    import: words(
      `namespace_use_declaration include_expression include_once_expression require_expression
      require_once_expression`,
    ),
    package: ["namespace_definition"],
    block: ["compound_statement", "colon_block"],
    statement: words(
      `expression_statement echo_statement if_statement for_statement foreach_statement while_statement
      do_statement switch_statement try_statement return_statement break_statement continue_statement
      goto_statement unset_statement declare_statement global_declaration function_static_declaration
      property_declaration const_declaration named_label_statement empty_statement namespace_definition
      namespace_use_declaration function_definition method_declaration class_declaration interface_declaration
      trait_declaration enum_declaration exit_statement`,
    ),
    number: ["integer", "float"],
    string: words("string encapsed_string heredoc nowdoc shell_command_expression"),
    boolean: ["boolean"],
    null: ["null"],
    comment: ["comment"],
    identifier: ["name"],
  },
  rules: [
    {
      types: ["binary_expression"],
      child: ['"&&"', '"||"', '"and"', '"or"', '"xor"', '"??"'],
      adds: ["logical"],
      removes: ["binary"],
    },
    { types: ["else_clause"], child: ["if_statement"], removes: ["else"] },
    // `"$name {$object->field}"`: what is not text is code.
    {
      parent: ["encapsed_string", "heredoc_body", "shell_command_expression"],
      adds: ["interpolation"],
    },
    { types: ["string_content", "escape_sequence"], removes: ["interpolation"] },
    {
      types,
      parent: words(
        `simple_parameter variadic_parameter property_promotion_parameter property_declaration function_definition
        method_declaration anonymous_function arrow_function const_declaration`,
      ),
      adds: ["typeAnnotation"],
    },
    { types: ["function_call_expression"], firstWord: ["assert"], adds: ["assertion"] },
  ],
  keywords: words(
    `abstract and array as bool break callable case catch class clone const continue declare default do echo else elseif
    empty enum exit extends false final finally float fn for foreach function global goto if implements include
    include_once instanceof insteadof int interface isset list match mixed namespace new null object or parent print
    private protected public readonly require require_once return self static string switch throw trait true try unset
    use var void while xor yield`,
  ),
  lineComments: ["//", "#"],
  isDocComment: isStarComment,
  documentedByPosition: [],
  indentationMatters: false,
};
