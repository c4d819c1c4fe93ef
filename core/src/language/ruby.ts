import type { Language } from "../language.ts";
import { words } from "./words.ts";

export const ruby: Language = {
  id: "ruby",
  name: "Ruby",
  extensions: [".rb", ".rake", ".gemspec", ".ru", ".rbw", ".podspec", ".jbuilder", ".rabl"],
  fileNames: words("Rakefile Gemfile Guardfile Capfile Vagrantfile Podfile Brewfile Thorfile Fastfile"),
  interpreters: ["ruby", "jruby", "rbx", "rake", "truffleruby", "macruby"],
  selectGrammar: () => "tree-sitter-ruby/tree-sitter-ruby.wasm",
  roles: {
    function: ["method", "singleton_method"],
    lambda: ["lambda", "block", "do_block"],
    class: ["class", "module", "singleton_class"],
    conditional: words("if unless elsif if_modifier unless_modifier if_guard unless_guard"),
    else: ["else"],
    switch: ["case", "case_match"],
    case: ["when", "in_clause"],
    loop: ["while", "until", "for", "while_modifier", "until_modifier"],
    try: ["rescue_modifier"],
    catch: ["rescue", "ensure", "rescue_modifier"],
    return: ["return"],
    jump: ["break", "next", "redo", "retry"],
    assignment: ["assignment", "operator_assignment"],
    call: ["call", "yield"],
    member: ["scope_resolution"],
    subscript: ["element_reference"],
    binary: ["binary", "range"],
    unary: ["unary"],
    ternary: ["conditional"],
    block: ["body_statement", "block_body", "then", "do", "begin"],
    number: ["integer", "float", "rational", "complex"],
    string: words(
      `string simple_symbol delimited_symbol string_array symbol_array subshell heredoc_body character regex`,
    ),
    interpolation: ["interpolation"],
    boolean: ["true", "false"],
    null: ["nil"],
    comment: ["comment"],
    identifier: words(`identifier constant instance_variable class_variable global_variable hash_key_symbol`),
  },
  rules: [
    {
      types: ["binary"],
      child: ['"&&"', '"||"', '"and"', '"or"'],
      adds: ["logical"],
      removes: ["binary"],
    },
    { types: ["begin", "body_statement"], child: ["rescue", "ensure"], adds: ["try"] },
    { types: ["block", "do_block"], parent: ["lambda"], removes: ["lambda"] },
    { types: ["call"], child: ['"."', '"&."'], adds: ["member"] },
    { types: ["call", "identifier"], firstWord: ["raise"], adds: ["throw"] },
    { types: ["identifier"], parent: ["call"], removes: ["throw"] },
    { types: ["call"], firstWord: ["require", "require_relative", "autoload"], adds: ["import"] },
    {
      types: ["call"],
      firstWord: ["attr_reader", "attr_writer", "attr_accessor"],
      adds: ["declaration"],
    },
    { types: ["call"], firstWord: ["assert", "assert_equal", "refute"], adds: ["assertion"] },
    {
      parent: ["method_parameters", "block_parameters", "lambda_parameters"],
      adds: ["parameter"],
    },
    // Everything is an expression; a statement is what stands in a body.
    {
      parent: words("program body_statement block_body then else ensure do begin begin_block end_block"),
      adds: ["statement"],
    },
    {
      types: words("rescue ensure else heredoc_body empty_statement uninterpreted"),
      removes: ["statement"],
    },
  ],
  keywords: words(
    `BEGIN END alias and begin break case class def defined? do else elsif end ensure extend false for if in include
    module next nil not or private protected public raise redo require rescue retry return self super then true undef
    unless until when while yield`,
  ),
  lineComments: ["#"],
  isDocComment: (comment) => comment.startsWith("=begin"),
  documentedByPosition: ["method", "singleton_method", "class", "module", "singleton_class"],
  indentationMatters: false,
};
