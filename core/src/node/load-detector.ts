import { join } from "node:path";
import { whyNotJudged } from "../abstention.ts";
import { acceptedMissRate, judge, type SecondOpinion } from "../detect.ts";
import type { CodeDetector, DetectOptions, Detection } from "../detection.ts";
import { errorRates } from "../error-rates.ts";
import type { FunctionVerdicts, Stability } from "../evidence.ts";
import { explainJudgement } from "../explain.ts";
import { languages } from "../language/index.ts";
import { lengthBin } from "../length-bin.ts";
import { UnsupportedLanguageError } from "../language/unsupported.ts";
import { measure, readablePart } from "../measurement.ts";
import type { SourceFile } from "../source-file.ts";
import type { TokenAttribution } from "../token-attribution.ts";
import { createVerdictScale } from "../verdict-scale.ts";
import { releasedModels } from "./checkpoint-folder.ts";
import { openSyntaxParser } from "./grammars.ts";
import { loadModel } from "./load-model.ts";
import type { NeuralDetector, NeuralReading } from "./neural-detector.ts";

export interface LoadOptions {
  /** A checkpoint folder; the released `models/quick` by default. */
  readonly folder?: string;
  /** Threads that an encoder, where one belongs to the checkpoint, shares its work among. 1 by default. */
  readonly threads?: number;
}

const defaultRate = 0.01;

/**
 * Loads the detectors of a checkpoint.
 * @throws when the checkpoint folder is missing, of another format version, or was trained on other signals
 */
export async function loadDetector({
  folder = join(releasedModels, "quick"),
  threads = 1,
}: LoadOptions = {}): Promise<CodeDetector> {
  const [model, parser] = await Promise.all([loadModel(folder, threads), openSyntaxParser()]);
  const { quick, neural } = model;

  const read = async ({ text, language, path }: SourceFile) => {
    if (!Object.hasOwn(languages, language)) throw new UnsupportedLanguageError(language);
    const whole = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
    const part = readablePart(whole);
    const tree = await parser.parse(part, languages[language], path);
    const measurement = measure(tree);
    const file = { language, truncated: part.length < whole.length, ...(path !== undefined && { path }) };
    if (!neural) return { measurement, file };
    const { joiner, detector } = neural;
    const asked = whyNotJudged(measurement) === undefined ? detector.read(measurement.anatomy) : undefined;
    const second: SecondOpinion = { joiner, windowScores: asked && (await detector.score(asked)) };
    return { measurement, file, second, asked };
  };

  const detect = async (source: SourceFile, rate: number): Promise<Detection> => {
    const { measurement, file, second } = await read(source);
    return judge(quick, measurement, file, rate, second);
  };

  return {
    checkpoint: model.name,
    detect: async (source, options) => detect(source, checkRate(options)),
    explain: async (source, options) => {
      const rate = checkRate(options);
      const { measurement, file, second, asked } = await read(source);
      const explanation = explainJudgement(quick, measurement, file, rate, second);
      return {
        ...explanation,
        ...(neural && asked && options?.neural !== false && { neural: await attribution(neural.detector, asked) }),
        ...(options?.stability && explanation.probability !== null && { stability: await stability() }),
        ...(options?.functions === true && { functions: await functions() }),
      };

      async function attribution(detector: NeuralDetector, reading: NeuralReading): Promise<TokenAttribution> {
        return detector.explain(measurement.anatomy.text, reading, options?.onAttribution);
      }

      async function stability(): Promise<Stability> {
        const { measureStability } = await import("../stability.ts");
        return measureStability(measurement.anatomy, (edited) => detect({ ...source, text: edited }, rate));
      }

      /** By the quick detectors alone: an encoder takes ten times as long. */
      async function functions(): Promise<FunctionVerdicts> {
        const { judgeFunctions } = await import("../function-verdicts.ts");
        const { language, path } = source;
        const verdicts = await judgeFunctions(measurement.anatomy, rate, async (part, accepted) => {
          const tree = await parser.parse(part, languages[language], path);
          return judge(quick, measure(tree), { language, truncated: false }, accepted);
        });
        return { checkpoint: quick.name, ...verdicts };
      }
    },
    errorRates: (language, falsePositiveRate) => errorRates(model.calibration, language, falsePositiveRate),
    scale: (language, lines, falsePositiveRate) =>
      createVerdictScale(
        (neural?.joiner ?? quick).cell(language, lengthBin(lines)),
        checkRate({ falsePositiveRate }),
        acceptedMissRate,
      ),
    close: () => {
      parser.close();
      void neural?.detector.close();
    },
  };
}

function checkRate({ falsePositiveRate = defaultRate }: DetectOptions = {}): number {
  if (!(falsePositiveRate >= 0.001 && falsePositiveRate <= 0.2))
    throw new RangeError(`The false-positive rate ${falsePositiveRate} is outside 0.001 to 0.2; 0.01 is the default.`);
  return falsePositiveRate;
}
