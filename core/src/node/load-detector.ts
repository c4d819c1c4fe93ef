import { join } from "node:path";
import { explainJudgement } from "../explain.ts";
import { judge } from "../detect.ts";
import type { CodeDetector, DetectOptions } from "../detection.ts";
import { errorRates } from "../error-rates.ts";
import { languages } from "../language/index.ts";
import type { LanguageId } from "../language.ts";
import { UnsupportedLanguageError } from "../language/unsupported.ts";
import { measure, readablePart } from "../measurement.ts";
import { createQuickModel } from "../quick-model.ts";
import type { SourceFile } from "../source-file.ts";
import { readCheckpointFolder, releasedModels } from "./checkpoint-folder.ts";
import { openSyntaxParser } from "./grammars.ts";

export interface LoadOptions {
  /** A checkpoint folder; the released `models/quick` by default. */
  readonly folder?: string;
}

const defaultRate = 0.01;

/**
 * Loads the detectors that need no encoder.
 * @throws when the checkpoint folder is missing, of another format version, or was trained on other signals
 */
export async function loadDetector({
  folder = join(releasedModels, "quick"),
}: LoadOptions = {}): Promise<CodeDetector> {
  const [{ checkpoint, tensors }, parser] = await Promise.all([readCheckpointFolder(folder), openSyntaxParser()]);
  const model = createQuickModel(checkpoint, tensors);

  const read = async ({ text, language, path }: SourceFile) => {
    if (!Object.hasOwn(languages, language)) throw new UnsupportedLanguageError(language);
    const whole = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
    const part = readablePart(whole);
    const tree = await parser.parse(part, languages[language], path);
    const file = { language, truncated: part.length < whole.length, ...(path !== undefined && { path }) };
    return { measurement: measure(tree), file };
  };

  return {
    checkpoint: model.name,
    detect: async (source, options) => {
      const rate = checkRate(options);
      const { measurement, file } = await read(source);
      return judge(model, measurement, file, rate);
    },
    explain: async (source, options) => {
      const rate = checkRate(options);
      const { measurement, file } = await read(source);
      return explainJudgement(model, measurement, file, rate);
    },
    errorRates: (language: LanguageId, falsePositiveRate) =>
      errorRates(checkpoint.calibration, language, falsePositiveRate),
    close: () => parser.close(),
  };
}

function checkRate({ falsePositiveRate = defaultRate }: DetectOptions = {}): number {
  if (!(falsePositiveRate >= 0.001 && falsePositiveRate <= 0.2))
    throw new RangeError(`The false-positive rate ${falsePositiveRate} is outside 0.001 to 0.2; 0.01 is the default.`);
  return falsePositiveRate;
}
