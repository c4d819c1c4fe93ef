import type { Language } from "../language.ts";
import { isStarComment } from "./doc-comment.ts";
import { javascriptKeywords, javascriptRoles, javascriptRules } from "./javascript.ts";
import { words } from "./words.ts";

export const typescript: Language = {
  id: "typescript",
  name: "TypeScript",
  extensions: [".ts", ".tsx", ".mts", ".cts"],
  fileNames: [],
  interpreters: ["ts-node", "tsx", "deno"],
  selectGrammar: (text, path) =>
    `tree-sitter-typescript/tree-sitter-${holdsJsx(text, path) ? "tsx" : "typescript"}.wasm`,
  memberShell: ["class A{", "}"],
  roles: {
    ...javascriptRoles,
    function: [...javascriptRoles.function, ...words("function_signature method_signature abstract_method_signature")],
    class: [...javascriptRoles.class, ...words("abstract_class_declaration interface_declaration enum_declaration")],
    declaration: [...javascriptRoles.declaration, "public_field_definition", "property_signature"],
    parameter: ["required_parameter", "optional_parameter"],
    typeAnnotation: words(
      "type_annotation asserts_annotation type_predicate_annotation opting_type_annotation omitting_type_annotation",
    ),
    import: [...javascriptRoles.import, "import_alias"],
    package: ["internal_module", "module"],
    statement: [
      ...javascriptRoles.statement,
      ...words(
        `abstract_class_declaration interface_declaration enum_declaration type_alias_declaration
        ambient_declaration function_signature import_alias`,
      ),
    ],
    identifier: [...javascriptRoles.identifier, "type_identifier"],
  },
  rules: javascriptRules,
  keywords: [
    ...javascriptKeywords,
    ...words(
      `abstract any asserts boolean bigint declare enum implements infer interface is keyof module namespace never
      number object override private protected public readonly satisfies string symbol type unique unknown`,
    ),
  ],
  lineComments: ["//"],
  isDocComment: isStarComment,
  documentedByPosition: [],
  indentationMatters: false,
};

const jsx = /^[ \t]*<\/[A-Za-z][\w.]*>|[>)}\s]<\/[A-Za-z]?[\w.]*>[ \t]*(?:[;)},]|$)|<[A-Z][\w.]*( [^<>\n]{0,200})?\/>/m;

// The two dialects differ: `<T>x` is a cast in one and opens an element in the other. Without a path, a closing
// tag (`</div>`, `</>`) or an empty element (`<App />`) in code says that it is TSX.
function holdsJsx(text: string, path: string | undefined): boolean {
  if (path !== undefined && /\.([cm]?ts|tsx)$/i.test(path)) return /\.tsx$/i.test(path);
  return jsx.test(text);
}
