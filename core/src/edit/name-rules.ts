import type { LanguageId } from "../language.ts";

/**
 * How to tell what a name in a tree stands for. A place is the kinds of the nodes around the name, outermost first, each with an optional
 * position after a colon, then the position of the name itself. Positions: `*` anywhere, `first` and `last` among the named parts,
 * `later` any but the first, `name` the last name before `=`, `before=x` and `after=x` next to a part with that text.
 */
export interface NameRules {
  /** Kinds of the leaves that are names; those of members are left out. */
  readonly kinds: readonly string[];
  /** Places of variables and parameters that begin to exist there. */
  readonly declares: readonly string[];
  /** Names of functions: local when within another function. */
  readonly functions: readonly string[];
  /** Places at which a name may not change: types, exports, named arguments, shorthand. The name stays everywhere then. */
  readonly keeps: readonly string[];
  /** Places with names of another kind, which stay as they are: members, methods. */
  readonly ignores: readonly string[];
  /** Kinds of leaves whose text may not be a new meaning of a name: `{ name }` in JavaScript. */
  readonly keepKinds: readonly string[];
  /** Names that mean something by themselves. */
  readonly reserved: readonly string[];
  /** Whether variables outside functions belong to this file alone. */
  readonly ownsTopLevel: boolean;
}

const places = (text: string): string[] =>
  text
    .split(/[,\n]/)
    .map((place) => place.trim())
    .filter(Boolean);

const none = { functions: [], keeps: [], ignores: [], keepKinds: [], reserved: [], ownsTopLevel: false };

const javascript: NameRules = {
  ...none,
  kinds: ["identifier"],
  declares:
    places(`formal_parameters *, required_parameter first, optional_parameter first, variable_declarator first, array_pattern *
    rest_pattern *, assignment_pattern first, pair_pattern last, catch_clause first, for_in_statement first, arrow_function first`),
  functions: ["function_declaration first"],
  keeps:
    places(`import_specifier *, import_clause *, namespace_import *, export_specifier *, class_declaration *, class *
    jsx_opening_element *, jsx_closing_element *, jsx_self_closing_element *, nested_identifier *, required_parameter later
    enum_declaration *, function_signature *, internal_module *, module *, import_alias *, abstract_class_declaration *
    export_statement lexical_declaration variable_declarator first, export_statement variable_declaration variable_declarator first
    generator_function_declaration *, function_expression first, type_predicate *, asserts *`),
  keepKinds: ["shorthand_property_identifier", "shorthand_property_identifier_pattern"],
  reserved: ["arguments", "undefined", "module", "exports", "require"],
  ownsTopLevel: true,
};

const c: NameRules = {
  ...none,
  kinds: ["identifier"],
  declares:
    places(`parameter_declaration *, pointer_declarator *, array_declarator first, init_declarator first, declaration *
    parenthesized_declarator *`),
  keeps:
    places(`function_declarator *, enumerator *, preproc_def *, preproc_function_def *, preproc_params *, preproc_ifdef *
    preproc_defined *, preproc_if *, preproc_elif *, preproc_call *, attribute *, gnu_asm_output_operand *, macro_type_specifier *`),
};

/** What each grammar calls the places of names. */
export const nameRules: Readonly<Record<LanguageId, NameRules>> = {
  python: {
    ...none,
    kinds: ["identifier"],
    declares:
      places(`parameters *, lambda_parameters *, default_parameter first, typed_parameter first, typed_default_parameter first
      list_splat_pattern *, dictionary_splat_pattern *, assignment first, pattern_list *, tuple_pattern *, list_pattern *
      for_statement first, for_in_clause first, named_expression first, as_pattern_target *`),
    functions: ["function_definition first"],
    keeps: places(
      `keyword_argument first, aliased_import *, dotted_name *, class_definition *, case_pattern *, keyword_pattern *`,
    ),
    ignores: ["attribute last"],
    reserved: ["self", "cls", "_", "__all__", "__name__"],
    ownsTopLevel: true,
  },
  javascript,
  typescript: javascript,
  java: {
    ...none,
    kinds: ["identifier"],
    declares: places(`formal_parameter name, catch_formal_parameter name, resource before==, variable_declarator first
      enhanced_for_statement before=:, lambda_expression before=->, inferred_parameters *, instanceof_expression last, type_pattern last`),
    keeps:
      places(`enum_constant *, annotation *, marker_annotation *, element_value_pair first, scoped_identifier *, break_statement *
      continue_statement *, labeled_statement first, class_declaration *, interface_declaration *, enum_declaration *
      record_declaration formal_parameters formal_parameter *, module_declaration *, method_reference last`),
    ignores: places(`method_invocation name, field_access last, method_declaration *, constructor_declaration *`),
  },
  c,
  cpp: {
    ...c,
    declares: [
      ...c.declares,
      ...places(`optional_parameter_declaration before==, reference_declarator *, structured_binding_declarator *, for_range_loop before=:
        variadic_declarator *`),
    ],
    keeps: [
      ...c.keeps,
      ...places(`qualified_identifier *, template_function *, using_declaration *, optional_parameter_declaration later
        template_argument_list *, field_initializer *, lambda_capture_initializer *, concept_definition *, type_parameter_declaration *`),
    ],
    // A member can be meant without `this->`.
    keepKinds: ["field_identifier"],
  },
  csharp: {
    ...none,
    kinds: ["identifier", "implicit_parameter"],
    declares:
      places(`lambda_expression *, parameter name, variable_declarator first, tuple_pattern *, foreach_statement before=in
      catch_declaration later, declaration_pattern later, declaration_expression later, from_clause before=in, let_clause before==
      parenthesized_variable_designation *, implicit_parameter *`),
    keeps:
      places(`name_colon *, argument before=:, initializer_expression assignment_expression first, object_creation_expression *
      anonymous_object_creation_expression *, generic_name *, type_argument_list *, qualified_name *, base_list *, parameter first
      variable_declaration *, method_declaration *, property_declaration *, class_declaration *, struct_declaration *, attribute *
      attribute_argument *, cast_expression first, as_expression last, is_expression last, enum_member_declaration *, nullable_type *
      array_type *, declaration_pattern first, catch_declaration first, using_directive *, namespace_declaration *, labeled_statement *
      goto_statement *, interface_declaration *, constructor_declaration *, delegate_declaration *, local_function_statement *
      enum_declaration *, record_declaration *, record_declaration parameter_list parameter *, foreach_statement first
      declaration_expression first, typeof_expression *, default_expression *, type_parameter *, type_parameter_constraint *
      array_creation_expression *, subpattern *, recursive_pattern *, with_initializer *, constant_pattern *, join_clause *
      type_parameter_constraints_clause *, explicit_interface_specifier *, destructor_declaration *, event_declaration *`),
    ignores: places(`member_access_expression last, member_binding_expression *`),
    reserved: ["value", "_", "field"],
  },
  go: {
    ...none,
    kinds: ["identifier"],
    declares:
      places(`short_var_declaration expression_list:first *, var_spec *, parameter_declaration *, variadic_parameter_declaration *
      range_clause expression_list:first *, type_switch_statement expression_list:first *, receive_statement expression_list:first *`),
    keeps: places(
      `const_spec *, function_declaration *, keyed_element literal_element:first *, type_parameter_declaration *`,
    ),
    reserved: ["_", "iota"],
  },
  rust: {
    ...none,
    kinds: ["identifier"],
    declares:
      places(`parameter before=:, let_declaration before==, let_declaration before=:, tuple_pattern *, mut_pattern *, ref_pattern *
      captured_pattern first, reference_pattern *, slice_pattern *, for_expression first, closure_parameters *
      tuple_struct_pattern later, field_pattern *`),
    keeps:
      places(`const_item *, static_item *, function_item *, function_signature_item *, enum_variant *, shorthand_field_initializer *
      scoped_identifier *, use_declaration *, use_list *, use_as_clause *, scoped_use_list *, match_pattern *, or_pattern *, attribute *
      mod_item *, const_parameter *, token_tree before==, token_tree before=:, token_repetition *, macro_definition *
      extern_crate_declaration *, range_pattern *, generic_function *, struct_expression *, token_tree_pattern *`),
    ignores: places(`token_tree after=., token_tree after=::, macro_invocation first, lifetime *, label *`),
    keepKinds: ["shorthand_field_identifier", "metavariable"],
  },
  php: {
    ...none,
    kinds: ["name"],
    declares:
      places(`assignment_expression variable_name:first *, simple_parameter variable_name *, variadic_parameter variable_name *
      foreach_statement variable_name:before=) *, foreach_statement pair variable_name *, catch_clause variable_name *
      list_literal variable_name *, static_variable_declaration variable_name *, reference_assignment_expression variable_name:first *`),
    keeps:
      places(`property_element variable_name *, property_promotion_parameter variable_name *, dynamic_variable_name *
      scoped_property_access_expression variable_name *, global_declaration variable_name *, argument before=:`),
    reserved:
      "this _GET _POST _SERVER _SESSION _COOKIE _FILES _REQUEST _ENV GLOBALS argc argv php_errormsg http_response_header".split(
        " ",
      ),
    ownsTopLevel: true,
  },
  ruby: {
    ...none,
    kinds: ["identifier"],
    declares:
      places(`assignment first, operator_assignment first, left_assignment_list *, rest_assignment *, method_parameters *
      block_parameters *, lambda_parameters *, optional_parameter first, splat_parameter *, hash_splat_parameter *, block_parameter *
      destructured_parameter *, exception_variable *, for first`),
    keeps: places(`method *, singleton_method *, keyword_parameter *, alias *, undef *, setter *
      array_pattern *, hash_pattern *, find_pattern *, in_clause *, keyword_pattern *, alternative_pattern *, as_pattern *`),
    ignores: places(`call after=., call after=&., call after=::`),
    keepKinds: ["simple_symbol", "hash_key_symbol"],
    reserved: ["_", "self", "it", "_1", "_2"],
    ownsTopLevel: true,
  },
  kotlin: {
    ...none,
    kinds: ["identifier"],
    declares: places(`parameter first, variable_declaration first, catch_block before=:`),
    functions: ["function_declaration name"],
    keeps:
      places(`class_parameter *, user_type *, class_declaration *, object_declaration *, enum_entry *, value_argument before==
      import *, qualified_identifier *, annotation *, type_alias *, callable_reference *, infix_expression later, companion_object *
      type_parameter *, label *, property_declaration after=., this_expression *, return_expression label *`),
    ignores: ["navigation_expression last"],
    reserved: ["it", "field", "value", "_"],
  },
};
