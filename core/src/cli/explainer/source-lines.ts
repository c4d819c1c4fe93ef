import { createColors } from "picocolors";
import type { ExplainedFile } from "../explainer.ts";
import { printable } from "../terminal-text.ts";
import { createLevels, type Level } from "./levels.ts";

/** The code for a terminal, with a margin of + and − so that it can be read without colours too. */
export function sourceLines({ text, explanation: { lineContributions } }: ExplainedFile, colour: boolean): string[] {
  const paint = createColors(colour);
  const levelOf = createLevels(lineContributions);
  const lines = text.replace(/\n$/, "").split("\n");
  const width = String(lines.length).length;
  return lines.map((line, index) => {
    const level = levelOf(lineContributions[index] ?? 0);
    const number = paint.dim(String(index + 1).padStart(width));
    const code = line.split("\t").map(printable).join("\t");
    return `${paintLevel(margins[level].padStart(3), level, colour)} ${number} ${paintLevel(code, level, colour)}`;
  });
}

const margins: Readonly<Record<Level, string>> = {
  [-3]: "−−−",
  [-2]: "−−",
  [-1]: "−",
  0: "",
  1: "+",
  2: "++",
  3: "+++",
};

/** Codes of the 256-colour palette (xterm), readable on light and dark ground. */
const colourCodes: Readonly<Record<Level, string>> = {
  [-3]: "1;38;5;35",
  [-2]: "38;5;35",
  [-1]: "38;5;72",
  0: "",
  1: "38;5;173",
  2: "38;5;203",
  3: "1;38;5;196",
};

function paintLevel(text: string, level: Level, colour: boolean): string {
  return colour && level !== 0 && text !== "" ? `\x1b[${colourCodes[level]}m${text}\x1b[0m` : text;
}
