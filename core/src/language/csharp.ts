import type { Language } from "../language.ts";
import { words } from "./words.ts";

const types = words(
  `predefined_type identifier generic_name qualified_name nullable_type array_type pointer_type tuple_type ref_type
  alias_qualified_name scoped_type`,
);

export const csharp: Language = {
  id: "csharp",
  name: "C#",
  extensions: [".cs", ".csx"],
  fileNames: [],
  interpreters: ["dotnet-script", "csharp"],
  selectGrammar: () => "tree-sitter-c-sharp/tree-sitter-c_sharp.wasm",
  memberShell: ["class A{", "}"],
  roles: {
    function: words(
      `method_declaration constructor_declaration destructor_declaration operator_declaration
      conversion_operator_declaration local_function_statement`,
    ),
    lambda: ["lambda_expression", "anonymous_method_expression"],
    class: words(`class_declaration struct_declaration interface_declaration enum_declaration record_declaration`),
    conditional: ["if_statement"],
    switch: ["switch_statement", "switch_expression"],
    case: ["switch_section", "switch_expression_arm"],
    loop: ["for_statement", "foreach_statement", "while_statement", "do_statement"],
    try: ["try_statement"],
    catch: ["catch_clause", "finally_clause"],
    throw: ["throw_statement", "throw_expression"],
    return: ["return_statement", "yield_statement"],
    jump: ["break_statement", "continue_statement", "goto_statement"],
    assignment: ["assignment_expression"],
    declaration: words("local_declaration_statement field_declaration property_declaration event_field_declaration"),
    call: words("invocation_expression object_creation_expression implicit_object_creation_expression"),
    member: ["member_access_expression", "conditional_access_expression"],
    subscript: ["element_access_expression"],
    binary: ["binary_expression", "is_expression", "is_pattern_expression", "as_expression"],
    unary: ["prefix_unary_expression", "postfix_unary_expression"],
    ternary: ["conditional_expression"],
    comprehension: ["query_expression"],
    await: ["await_expression"],
    decorator: ["attribute", "global_attribute"],
    parameter: ["parameter", "implicit_parameter"],
    import: ["using_directive", "extern_alias_directive"],
    package: ["namespace_declaration", "file_scoped_namespace_declaration"],
    block: ["block"],
    statement: words(
      `expression_statement local_declaration_statement field_declaration property_declaration if_statement
      for_statement foreach_statement while_statement do_statement switch_statement try_statement throw_statement
      return_statement yield_statement break_statement continue_statement goto_statement labeled_statement
      lock_statement using_statement fixed_statement unsafe_statement checked_statement
      local_function_statement empty_statement using_directive class_declaration struct_declaration
      interface_declaration enum_declaration record_declaration method_declaration constructor_declaration`,
    ),
    number: ["integer_literal", "real_literal"],
    string: words(
      `string_literal verbatim_string_literal raw_string_literal interpolated_string_expression character_literal`,
    ),
    interpolation: ["interpolation"],
    boolean: ["boolean_literal"],
    null: ["null_literal"],
    comment: ["comment"],
    identifier: ["identifier"],
    preprocessor: words(
      `preproc_if preproc_elif preproc_else preproc_region preproc_endregion preproc_define preproc_undef
      preproc_pragma preproc_nullable preproc_line preproc_error preproc_warning`,
    ),
  },
  rules: [
    {
      types: ["binary_expression"],
      child: ['"&&"', '"||"', '"??"'],
      adds: ["logical"],
      removes: ["binary"],
    },
    { parent: ["if_statement"], after: ['"else"'], adds: ["else"] },
    { types: ["if_statement"], after: ['"else"'], removes: ["else"] },
    { types, parent: ["parameter"], before: ["identifier"], adds: ["typeAnnotation"] },
    {
      types,
      parent: ["variable_declaration"],
      before: ["variable_declarator"],
      adds: ["typeAnnotation"],
    },
    {
      types,
      parent: ["method_declaration", "property_declaration", "local_function_statement"],
      before: ["identifier", "explicit_interface_specifier"],
      adds: ["typeAnnotation"],
    },
    { types: ["invocation_expression"], firstWord: ["Debug.Assert"], adds: ["assertion"] },
  ],
  keywords: words(
    `abstract as async await base bool break byte case catch char checked class const continue decimal default delegate
    do double else enum event explicit extern false finally fixed float for foreach get goto if implicit in init int
    interface internal is lock long nameof namespace new null object operator out override params partial private
    protected public readonly record ref return sbyte sealed set short sizeof stackalloc static string struct switch
    this throw true try typeof uint ulong unchecked unsafe ushort using value var virtual void volatile when where while
    with yield`,
  ),
  lineComments: ["//"],
  isDocComment: (comment) => /^(\/\/\/(?!\/)|\/\*\*(?![*/]))/.test(comment),
  documentedByPosition: [],
  indentationMatters: false,
};
