import { z } from "zod";
import { rateDecays } from "./run/learning-rate.ts";

const number = (least: number, most: number) =>
  z.coerce
    .number(`must be a number from ${least} to ${most}`)
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`);
const count = (least: number) =>
  z.coerce.number("must be a whole number").int("must be a whole number").min(least, `must be at least ${least}`);
const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, `must be one of ${values.join(", ")}`);
const none = "none";

/** How anything is trained: what `train encoder`, `train head` and `train dual-head` have in common. */
const learningOptions = {
  seed: count(0)
    .default(1)
    .meta({ value: "<n>", description: "decides every draw; the same seed gives the same bytes" }),
  epochs: number(0.001, 10_000)
    .default(1)
    .meta({ value: "<n>", description: "passes through the data in which all is learned" }),
  steps: count(1).optional().meta({
    value: "<n>",
    description: "ends earlier, after so many steps, with the whole decay of the rate; may differ when a run goes on",
    usually: "all of the epochs",
  }),
  rate: number(0, 1).default(1e-4).meta({ value: "<rate>", description: "highest learning rate" }),
  warmUp: number(0, 1e9).default(0.05).meta({
    value: "<n>",
    description: "the rate climbs: below 1 a share of the steps, else a number of steps",
  }),
  decay: oneOf(rateDecays)
    .default("linear")
    .meta({ value: "<form>", description: rateDecays.join(", ") }),
  coolDown: number(0, 1e9).default(0.2).meta({
    value: "<n>",
    description: "with a constant rate: it falls to zero at the end, in a share of the steps or a number of steps",
  }),
  weightDecay: number(0, 1).default(0.01).meta({ value: "<share>", description: "not of biases and norms" }),
  clip: number(0, 1e9).default(1).meta({ value: "<length>", description: "longest gradient" }),
  dropout: number(0, 0.9)
    .optional()
    .meta({ value: "<share>", description: "of the head's inputs", usually: "the head's own" }),
  labelSmoothing: number(0, 0.5).default(0).meta({ value: "<share>", description: "of a label that is spread evenly" }),
  classWeights: oneOf(["none", "balanced"]).default("none").meta({
    value: "<kind>",
    description: "balanced: rare labels count more, so that all count the same together",
  }),
  batch: count(1).default(32).meta({ value: "<n>", description: "windows or rows that a step learns from" }),
  evaluateEvery: count(0)
    .default(0)
    .meta({ value: "<n>", description: "steps between evaluations", usually: "an epoch" }),
  saveEvery: count(1).default(100).meta({ value: "<n>", description: "steps between two savings of the run" }),
  patience: count(1).optional().meta({
    value: "<n>",
    description: "ends after so many evaluations without a better one",
    usually: none,
  }),
  threads: count(1).default(2).meta({ value: "<n>", description: "threads of onnxruntime" }),
};

/** How windows are cut from the files of datasets. */
const cutOptions = {
  windowTokens: count(16)
    .default(256)
    .meta({ value: "<n>", description: "tokens of a window that is cut from --data" }),
  windowsPerFile: count(1).default(4).meta({ value: "<n>", description: "most windows of a file of --data" }),
  files: count(1).optional().meta({ value: "<n>", description: "most files of --data", usually: "all" }),
  validation: number(0.01, 0.5).default(0.1).meta({
    value: "<share>",
    description: "of the groups of --data that are validated on",
  }),
};

/** How an encoder is trained, whatever for. */
export const encoderOptions = {
  ...learningOptions,
  ...cutOptions,
  frozenEpochs: number(0, 1000).default(0).meta({
    value: "<n>",
    description: "passes before those, in which only the head is learned",
  }),
  headRate: number(0, 1).default(1e-3).meta({ value: "<rate>", description: "highest learning rate of the head" }),
  layerDecay: number(0.1, 1).default(1).meta({
    value: "<factor>",
    description: "a layer's rate as a share of that of the layer above it",
  }),
  encoderDropout: number(0, 0.9).optional().meta({
    value: "<share>",
    description: "inside the encoder",
    usually: "0; 0.1 for simcse",
  }),
  masked: number(0, 0.9).optional().meta({
    value: "<share>",
    description: "of the tokens that are hidden",
    usually: "0.05; 0.15 to be guessed; 0 for simcse",
  }),
  buckets: count(1).default(6).meta({ value: "<n>", description: "lengths that windows are filled up to" }),
  rowsPerPass: count(1).optional().meta({
    value: "<n>",
    description: "windows that go through at once; more are learned from in parts, with the same result",
    usually: "measured, so that memory suffices",
  }),
  views: oneOf(["dropout", "crop"]).default("dropout").meta({
    value: "<kind>",
    description:
      "what makes two of a window for simcse: dropout alone, or a run of 40 to 80 % of its tokens each (crop)",
  }),
  simcseTemperature: number(0.001, 10).default(0.05).meta({ value: "<t>", description: "of SimCSE's softmax" }),
};

/** What training two heads on one encoder takes beside that. */
export const dualOptions = {
  projection: count(1).default(256).meta({ value: "<n>", description: "numbers that code is compared by" }),
  temperature: number(0.001, 10).default(0.07).meta({ value: "<t>", description: "of the comparison's softmax" }),
  contrastive: number(0, 100).default(0.5).meta({ value: "<share>", description: "what the comparison's loss counts" }),
  classification: number(0, 100).default(0.5).meta({ value: "<share>", description: "what the label's loss counts" }),
};

/** How a head judges the windows of a file together. */
export const windowWays = ["mean", "max", "attention"] as const;
export type WindowWay = (typeof windowWays)[number];

/** How a head is trained on an encoder that stays as it is. */
export const headOptions = {
  ...learningOptions,
  ...cutOptions,
  epochs: learningOptions.epochs.unwrap().default(20).meta({ value: "<n>", description: "passes through the data" }),
  windowTokens: count(8).optional().meta({
    value: "<n>",
    description: "tokens of a window that is cut from --data",
    usually: "what the encoder's folder says, else what it takes, up to 512",
  }),
  rate: learningOptions.rate.unwrap().default(1e-3).meta({ value: "<rate>", description: "highest learning rate" }),
  batch: count(1).default(256).meta({ value: "<n>", description: "windows that a step learns from" }),
  patience: count(1)
    .default(3)
    .meta({ value: "<n>", description: "ends after so many evaluations without a better one" }),
  classWeights: learningOptions.classWeights.unwrap().default("balanced").meta({
    value: "<kind>",
    description: "balanced: rare classes count more, so that all count the same together; none",
  }),
  windows: oneOf([...windowWays, "best"])
    .optional()
    .meta({
      value: "<way>",
      description:
        "how windows of a file are judged together: mean or max of their scores, attention that is learned, or best: what the validation groups say",
      usually: "best; families are told window by window",
    }),
  attentionSize: count(1).default(64).meta({ value: "<n>", description: "hidden numbers of the attention" }),
  families: count(2)
    .default(10)
    .meta({ value: "<n>", description: "of AI that a family head tells apart, the most frequent" }),
};

const headSchema = z.object(headOptions);
export type HeadOptions = z.infer<typeof headSchema>;
const encoderSchema = z.object(encoderOptions);
export type EncoderOptions = z.infer<typeof encoderSchema>;
const dualSchema = z.object(dualOptions);
export type DualOptions = z.infer<typeof dualSchema>;
const learningSchema = z.object(learningOptions);
export type LearningOptions = z.infer<typeof learningSchema>;
