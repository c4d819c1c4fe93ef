import { z } from "zod";
import { languageIds, type LanguageId } from "../language.ts";
import { failCondition } from "./fail-on.ts";
import { formats } from "./reporter.ts";

const oneOf = (values: readonly string[]): string => `must be one of ${values.join(", ")}`;

const languageList = z
  .string()
  .transform((text) => text.split(",").map((id) => id.trim().toLowerCase()))
  .pipe(z.array(z.enum(languageIds, oneOf(languageIds))))
  .transform((ids): readonly LanguageId[] => ids);

const rate = "must be a number from 0.001 to 0.2";
const count = "must be a whole number from 1 to 256";
const seconds = "must be a number from 0.1 to 3600";

/** The checkpoint, the operating point and the language: what `scan` and `explain` share. */
export const judgeOptions = {
  fpr: z.coerce.number(rate).min(0.001, rate).max(0.2, rate).default(0.01).meta({
    value: "<rate>",
    description: "accepted share of people's files that are called ai, 0.001 to 0.2",
  }),
  lang: languageList.optional().meta({
    value: "<languages>",
    description: `judge only these, separated by commas (${languageIds.join(", ")}); a single one also tells the language of standard input`,
  }),
  model: z.string().min(1, "must name a model or a folder").default("quick").meta({
    value: "<name>",
    description: "installed model (see whowrote models) or the folder of one",
  }),
  output: z.string().min(1, "must name a file").optional().meta({
    short: "o",
    value: "<file>",
    description: "write the report to a file, which appears when it is whole",
    usually: "standard output",
  }),
};

export const scanOptions = z.object({
  format: z
    .enum(formats, oneOf(formats))
    .default("table")
    .meta({ short: "f", value: "<format>", description: formats.join(", ") }),
  output: judgeOptions.output,
  all: z.boolean().default(false).meta({
    description:
      "judge also what is ignored, vendored, generated, minified or too large, of which the first 1 MB is read",
  }),
  failOn: failCondition.optional().meta({
    value: "<ai[:p]>",
    description: "exit with 1 when a file is judged ai, or has at least this probability",
    usually: "never",
  }),
  fpr: judgeOptions.fpr,
  lang: judgeOptions.lang,
  model: judgeOptions.model,
  jobs: z.coerce.number(count).int(count).min(1, count).max(256, count).optional().meta({
    short: "j",
    value: "<n>",
    description: "worker threads",
    usually: "one per core",
  }),
  timeLimit: z.coerce.number(seconds).min(0.1, seconds).max(3600, seconds).default(20).meta({
    value: "<seconds>",
    description: "a file that takes longer is reported as an error",
  }),
  showSkipped: z
    .boolean()
    .default(false)
    .meta({ description: "list every file and folder that is skipped, with the reason" }),
});
