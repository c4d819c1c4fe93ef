import type { Reading } from "../reading.ts";
import { formOf } from "../token-form.ts";
import { pushText } from "./push-text.ts";
import { readTokens } from "./read-tokens.ts";

/** Code with every name, number and string replaced by its form: what remains is how the code is built. */
export const delexicalised: Reading = {
  id: "delexicalised",
  meaning: "how the code is built, names and texts blanked out",
  read: (anatomy) =>
    readTokens(anatomy, (pieces, token) => {
      const form = formOf(token);
      const { start, end } = token;
      if (form === undefined) pushText(pieces, token.text, start);
      else pieces.push({ text: `form ${form}`, isMark: true, start, end, startsLine: false });
    }),
};
