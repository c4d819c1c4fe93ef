import type { Reading } from "../reading.ts";
import { pushText } from "./push-text.ts";
import { readTokens } from "./read-tokens.ts";

/** The same for code before and after a formatter. */
export const layoutFree: Reading = {
  id: "layout-free",
  meaning: "code without its comments and layout",
  read: (anatomy) => readTokens(anatomy, (pieces, token) => pushText(pieces, token.text, token.start)),
};
