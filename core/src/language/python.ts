import type { Language } from "../language.ts";
import { words } from "./words.ts";

export const python: Language = {
  id: "python",
  name: "Python",
  extensions: [".py", ".pyi", ".pyw"],
  fileNames: ["SConstruct", "SConscript", "wscript"],
  interpreters: ["python", "python2", "python3", "pypy", "pypy3"],
  selectGrammar: () => "tree-sitter-python/tree-sitter-python.wasm",
  roles: {
    function: ["function_definition"],
    lambda: ["lambda"],
    class: ["class_definition"],
    conditional: ["if_statement", "elif_clause", "if_clause"],
    else: ["else_clause"],
    switch: ["match_statement"],
    case: ["case_clause"],
    loop: ["for_statement", "while_statement"],
    try: ["try_statement"],
    catch: ["except_clause", "finally_clause"],
    throw: ["raise_statement"],
    return: ["return_statement", "yield"],
    jump: ["break_statement", "continue_statement"],
    assignment: ["assignment", "augmented_assignment", "named_expression"],
    call: ["call"],
    member: ["attribute"],
    subscript: ["subscript"],
    binary: ["binary_operator", "comparison_operator"],
    logical: ["boolean_operator"],
    unary: ["unary_operator", "not_operator"],
    ternary: ["conditional_expression"],
    comprehension: words("list_comprehension dictionary_comprehension set_comprehension generator_expression"),
    await: ["await"],
    decorator: ["decorator"],
    typeAnnotation: ["type"],
    import: ["import_statement", "import_from_statement", "future_import_statement"],
    block: ["block"],
    statement: words(
      `expression_statement if_statement for_statement while_statement try_statement with_statement
      match_statement return_statement raise_statement break_statement continue_statement pass_statement
      assert_statement delete_statement global_statement nonlocal_statement import_statement
      import_from_statement future_import_statement type_alias_statement print_statement exec_statement
      function_definition class_definition`,
    ),
    number: ["integer", "float"],
    string: ["string"],
    interpolation: ["interpolation"],
    boolean: ["true", "false"],
    null: ["none"],
    comment: ["comment"],
    identifier: ["identifier"],
    assertion: ["assert_statement"],
  },
  rules: [
    { parent: ["parameters", "lambda_parameters"], adds: ["parameter"] },
    { types: ["keyword_separator", "positional_separator"], removes: ["parameter"] },
    // Python declares a variable only by giving it a type.
    { types: ["assignment"], child: ["type"], adds: ["declaration"] },
    // `list[int]` is one annotation, and so are the types inside it.
    {
      types: ["type"],
      parent: words("type_parameter union_type constrained_type member_type type_alias_statement"),
      removes: ["typeAnnotation"],
    },
  ],
  keywords: words(
    `False None True and as assert async await break class continue def del elif else except finally for from
    global if import in is lambda match nonlocal not or pass raise return try while with yield`,
  ),
  lineComments: ["#"],
  isDocComment: () => false,
  documentedByPosition: [],
  indentationMatters: true,
};
