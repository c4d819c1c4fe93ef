import type { Language } from "../language.ts";
import { cKeywords, cRoles, cRules, cTypes } from "./c.ts";
import { isDoxygenComment } from "./doc-comment.ts";
import { words } from "./words.ts";

export const cpp: Language = {
  id: "cpp",
  name: "C++",
  extensions: words(".cpp .hpp .cc .cxx .hh .hxx .c++ .h++ .inl .ipp .tpp .ino .cu .cuh"),
  fileNames: [],
  interpreters: [],
  selectGrammar: () => "tree-sitter-cpp/tree-sitter-cpp.wasm",
  roles: {
    ...cRoles,
    lambda: ["lambda_expression"],
    loop: [...cRoles.loop, "for_range_loop"],
    try: [...cRoles.try, "try_statement"],
    catch: [...cRoles.catch, "catch_clause"],
    throw: ["throw_statement"],
    return: [...cRoles.return, "co_return_statement", "co_yield_statement"],
    call: [...cRoles.call, "new_expression"],
    member: [...cRoles.member, "qualified_identifier"],
    unary: [...cRoles.unary, "delete_expression"],
    await: ["co_await_expression"],
    parameter: [...cRoles.parameter, "optional_parameter_declaration", "variadic_parameter_declaration"],
    typeAnnotation: ["trailing_return_type"],
    import: [...cRoles.import, "using_declaration"],
    package: ["namespace_definition"],
    statement: [
      ...cRoles.statement,
      ...words(
        `for_range_loop try_statement throw_statement co_return_statement co_yield_statement using_declaration
        alias_declaration template_declaration static_assert_declaration namespace_definition`,
      ),
    ],
    string: [...cRoles.string, "raw_string_literal"],
    identifier: [...cRoles.identifier, "namespace_identifier"],
    assertion: ["static_assert_declaration"],
  },
  rules: [
    {
      types: ["binary_expression"],
      child: ['"&&"', '"||"', '"and"', '"or"'],
      adds: ["logical"],
      removes: ["binary"],
    },
    ...cRules,
    { types: ["class_specifier"], child: ["field_declaration_list"], adds: ["class"] },
    {
      types: [...cTypes, "template_type", "qualified_identifier", "class_specifier"],
      parent: words(
        `declaration field_declaration parameter_declaration optional_parameter_declaration
        variadic_parameter_declaration function_definition for_range_loop`,
      ),
      adds: ["typeAnnotation"],
    },
  ],
  keywords: [
    ...cKeywords,
    ...words(
      `alignas alignof and catch char16_t char32_t char8_t class co_await co_return co_yield concept consteval
      constinit const_cast decltype delete dynamic_cast explicit export final friend mutable namespace new noexcept not
      operator or override private protected public reinterpret_cast requires static_assert static_cast template this
      throw try typeid typename using virtual wchar_t xor`,
    ),
  ],
  lineComments: ["//"],
  isDocComment: isDoxygenComment,
  documentedByPosition: [],
  indentationMatters: false,
};
