import { z } from "@hono/zod-openapi";
import type { FunctionVerdicts } from "whowrote/evidence";
import { verdict } from "./prediction.ts";

const share = z.number().min(0).max(1);

export const functionVerdicts = z
  .object({
    checkpoint: z.string().openapi({ description: "What judged them: the quick detectors.", example: "quick 0.1.0" }),
    false_positive_rate: z.number().openapi({
      description:
        "Accepted for each: the file's own rate shared out among them, at least 0.001, so that many functions are not many chances to accuse a person.",
    }),
    left_out: z.int().min(0).openapi({ description: "How many were not judged, as the file has too many." }),
    functions: z
      .array(
        z.object({
          name: z.string(),
          start: z.int().min(0).openapi({ description: "UTF-16 offset, with the comments above it." }),
          end: z.int().min(0).openapi({ description: "UTF-16 offset, exclusive." }),
          first_line: z.int().min(1),
          last_line: z.int().min(1),
          verdict,
          probability: share.nullable().openapi({ description: "Null when nothing can be said, as it is too short." }),
          false_alarm_rate: share.nullable(),
          reason: z.string(),
        }),
      )
      .openapi({ description: "In order; functions inside others are parts of those." }),
  })
  .openapi("FunctionVerdicts", { description: "Each named function judged as if it were a file of its own." });

/** @param code as it was sent; offsets are into it */
export function toWireFunctions(
  { checkpoint, falsePositiveRate, leftOut, functions }: FunctionVerdicts,
  code: string,
): z.output<typeof functionVerdicts> {
  const lineOf = createLineCounter(code);
  return {
    checkpoint,
    false_positive_rate: falsePositiveRate,
    left_out: leftOut,
    functions: functions.map(({ name, start, end, falseAlarmRate, ...said }) => ({
      ...{ name, start, end },
      first_line: lineOf(start),
      last_line: lineOf(Math.max(start, end - 1)),
      verdict: said.verdict,
      probability: said.probability,
      false_alarm_rate: falseAlarmRate,
      reason: said.reason,
    })),
  };
}

/** For offsets that never fall by more than a function's length: counts from the last one on. */
function createLineCounter(code: string): (offset: number) => number {
  let at = 0;
  let line = 1;
  return (offset) => {
    for (; at < offset; at++) if (code[at] === "\n") line++;
    for (; at > offset; at--) if (code[at - 1] === "\n") line--;
    return line;
  };
}
