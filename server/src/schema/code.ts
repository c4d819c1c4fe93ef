import { z } from "@hono/zod-openapi";
import { languageIds } from "whowrote/language";
import type { Settings } from "../settings.ts";
import { text } from "./text.ts";

export const language = z.enum(languageIds).openapi("Language", {
  description: "The programming language that the code is judged in.",
});

/** Code with what is known of its language. */
export function codeFields({ fileBytes }: Settings) {
  return {
    code: text(1, fileBytes)
      .refine((value) => value.length * 3 <= fileBytes || Buffer.byteLength(value) <= fileBytes, {
        message: `must be at most ${fileBytes} bytes of UTF-8`,
      })
      .openapi({
        description: `Source code, at most ${fileBytes} bytes of UTF-8.`,
        example: "def add(a, b):\n    return a + b\n",
      }),
    language: language.optional().openapi({ description: "Told from path and content when left out." }),
    path: text(1, 1024)
      .optional()
      .openapi({ description: "Name of the file. Tells the language; nothing is read there.", example: "src/add.py" }),
  };
}

export const falsePositiveRate = z.number().min(0.001).max(0.2).optional().openapi({
  description: "Accepted share of people's files that are called ai. The server's own setting when left out.",
  example: 0.01,
});
