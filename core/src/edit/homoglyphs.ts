import type { Edit } from "../edit.ts";
import { createRandom } from "../random.ts";

/** Latin letters and the Cyrillic ones that look the same in most fonts (Unicode TR 39, confusables). */
const lookAlikes: Readonly<Record<string, string>> = {
  a: "а",
  c: "с",
  e: "е",
  o: "о",
  p: "р",
  x: "х",
  y: "у",
  i: "і",
  s: "ѕ",
  A: "А",
  B: "В",
  C: "С",
  E: "Е",
  H: "Н",
  K: "К",
  M: "М",
  O: "О",
  P: "Р",
  T: "Т",
  X: "Х",
};

const share = 0.5;

/** Writes half of the letters of comments and docstrings that have a Cyrillic double with it. Code and header stay. */
export const homoglyphs: Edit = {
  id: "homoglyphs",
  describe: "letters in comments replaced by Cyrillic look-alikes",
  apply: ({ text, comments }, seed = 0) => {
    const random = createRandom(seed);
    let result = "";
    let at = 0;
    for (const { start, end } of comments) {
      result += text.slice(at, start);
      // A prefix of a Python docstring (`r"""`) is code.
      const prefix = /^[A-Za-z]*(?=["'])/.exec(text.slice(start, start + 3))?.[0] ?? "";
      const body = text.slice(start + prefix.length, end);
      result +=
        prefix + body.replace(/\\?[A-Za-z]/g, (letter) => (random() < share ? (lookAlikes[letter] ?? letter) : letter));
      at = end;
    }
    return result + text.slice(at);
  },
};
