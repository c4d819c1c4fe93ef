import type { Language, LanguageId } from "../language.ts";
import { c } from "./c.ts";
import { cpp } from "./cpp.ts";
import { csharp } from "./csharp.ts";
import { go } from "./go.ts";
import { java } from "./java.ts";
import { javascript } from "./javascript.ts";
import { kotlin } from "./kotlin.ts";
import { php } from "./php.ts";
import { python } from "./python.ts";
import { ruby } from "./ruby.ts";
import { rust } from "./rust.ts";
import { typescript } from "./typescript.ts";

/** Every language, by id. A new language is one file beside this one and one line here. */
export const languages = {
  python,
  javascript,
  typescript,
  java,
  c,
  cpp,
  csharp,
  go,
  rust,
  php,
  ruby,
  kotlin,
} satisfies Readonly<Record<LanguageId, Language>>;
