import { dirname, join } from "node:path";
import { kindOfCheckpoint, parseCheckpointAs, type CheckpointKind } from "../checkpoint.ts";
import type { CalibrationCell } from "../calibration.ts";
import { judge, whyNotJudged, type SecondOpinion } from "../detect.ts";
import type { CodeDetector, DetectOptions } from "../detection.ts";
import { errorRates } from "../error-rates.ts";
import { explainJudgement } from "../explain.ts";
import { createJoiner, joinedCheckpointSchema } from "../joined-checkpoint.ts";
import { languages } from "../language/index.ts";
import { UnsupportedLanguageError } from "../language/unsupported.ts";
import { measure, readablePart, type Measurement } from "../measurement.ts";
import { createQuickModel, type QuickModel } from "../quick-model.ts";
import type { TokenAttribution } from "../token-attribution.ts";
import type { SourceFile } from "../source-file.ts";
import {
  readCheckpointFolder,
  readCheckpointTensors,
  readCheckpointText,
  releasedModels,
} from "./checkpoint-folder.ts";
import { openSyntaxParser } from "./grammars.ts";

export interface LoadOptions {
  /** A checkpoint folder; the released `models/quick` by default. */
  readonly folder?: string;
  /** Threads that an encoder, where one belongs to the checkpoint, shares its work among. */
  readonly threads?: number;
}

const defaultRate = 0.01;

/** The detectors of a checkpoint. */
interface LoadedModel {
  readonly name: string;
  readonly quick: QuickModel;
  readonly calibration: readonly CalibrationCell[];
  /** Asks the encoder, where there is one. */
  readonly ask: (measurement: Measurement) => Promise<SecondOpinion | undefined>;
  /** Where in the text the encoder's answer lies, where it gave one. */
  readonly attribute: (measurement: Measurement) => Promise<TokenAttribution | undefined>;
  readonly close: () => Promise<void>;
}

/**
 * Loads the detectors of a checkpoint.
 * @throws when the checkpoint folder is missing, of another format version, or was trained on other signals
 */
export async function loadDetector({
  folder = join(releasedModels, "quick"),
  threads = 1,
}: LoadOptions = {}): Promise<CodeDetector> {
  const kind = kindOfCheckpoint(await readCheckpointText(folder), join(folder, "checkpoint.json"));
  const [model, parser] = await Promise.all([loaders[kind](folder, threads), openSyntaxParser()]);

  const read = async ({ text, language, path }: SourceFile) => {
    if (!Object.hasOwn(languages, language)) throw new UnsupportedLanguageError(language);
    const whole = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
    const part = readablePart(whole);
    const tree = await parser.parse(part, languages[language], path);
    const file = { language, truncated: part.length < whole.length, ...(path !== undefined && { path }) };
    const measurement = measure(tree);
    return { measurement, file, second: await model.ask(measurement) };
  };

  return {
    checkpoint: model.name,
    detect: async (source, options) => {
      const rate = checkRate(options);
      const { measurement, file, second } = await read(source);
      return judge(model.quick, measurement, file, rate, second);
    },
    explain: async (source, options) => {
      const rate = checkRate(options);
      const { measurement, file, second } = await read(source);
      const neural = await model.attribute(measurement);
      return { ...explainJudgement(model.quick, measurement, file, rate, second), ...(neural && { neural }) };
    },
    errorRates: (language, falsePositiveRate) => errorRates(model.calibration, language, falsePositiveRate),
    close: () => {
      parser.close();
      void model.close();
    },
  };
}

const loaders = {
  quick: async (folder): Promise<LoadedModel> => {
    const { checkpoint, tensors } = await readCheckpointFolder(folder);
    const quick = createQuickModel(checkpoint, tensors);
    return {
      name: quick.name,
      quick,
      calibration: checkpoint.calibration,
      ask: async () => undefined,
      attribute: async () => undefined,
      close: async () => {},
    };
  },
  joined: loadJoined,
  encoder: async (folder): Promise<LoadedModel> => {
    throw new Error(
      `${folder} is an encoder alone, without thresholds. Name a checkpoint that judges, such as thorough.`,
    );
  },
} satisfies Record<CheckpointKind, (folder: string, threads: number) => Promise<LoadedModel>>;

/** The quick detectors and the encoder stand in folders beside the joined checkpoint. */
async function loadJoined(folder: string, threads: number): Promise<LoadedModel> {
  const path = join(folder, "checkpoint.json");
  const checkpoint = parseCheckpointAs(joinedCheckpointSchema, await readCheckpointText(folder), path);
  const beside = (name: string): string => join(dirname(folder), name);
  const joiner = createJoiner(checkpoint, await readCheckpointTensors(folder));
  const { hashWeights, openNeuralDetector } = await import("./neural-detector.ts");
  for (const [part, file] of [
    [checkpoint.quick, "weights.safetensors"],
    [checkpoint.encoder, "model.safetensors"],
  ] as const)
    if ((await hashWeights(beside(part.folder), file)) !== part.weights)
      throw new Error(
        `${join(beside(part.folder), file)} is not the one that ${folder} was trained with, so its thresholds do not hold. ` +
          "Restore models/ from the release, or train it again with training/runs/release.sh.",
      );
  const [quick, neural] = await Promise.all([
    loaders.quick(beside(checkpoint.quick.folder)),
    openNeuralDetector(beside(checkpoint.encoder.folder), threads),
  ]);
  return {
    name: joiner.name,
    quick: quick.quick,
    calibration: checkpoint.calibration,
    ask: async (measurement) => {
      if (whyNotJudged(measurement) !== undefined) return { joiner, windowScores: undefined };
      return { joiner, windowScores: await neural.score(neural.read(measurement.anatomy)) };
    },
    attribute: async (measurement) =>
      whyNotJudged(measurement) === undefined
        ? neural.explain(measurement.anatomy.text, neural.read(measurement.anatomy))
        : undefined,
    close: neural.close,
  };
}

function checkRate({ falsePositiveRate = defaultRate }: DetectOptions = {}): number {
  if (!(falsePositiveRate >= 0.001 && falsePositiveRate <= 0.2))
    throw new RangeError(`The false-positive rate ${falsePositiveRate} is outside 0.001 to 0.2; 0.01 is the default.`);
  return falsePositiveRate;
}
