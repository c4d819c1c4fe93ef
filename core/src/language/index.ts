import type { Language, LanguageId } from "../language.ts";
import { python } from "./python.ts";

/** Every language, by id. A new language is one file beside this one and one line here. */
export const languages = { python } as unknown as Readonly<Record<LanguageId, Language>>;
