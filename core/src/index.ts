// The public API. Everything else is reached by its module, as in "whowrote/measurement", and may change.
export { loadDetector, type LoadOptions } from "./node/load-detector.ts";
export { UnsupportedLanguageError } from "./language/unsupported.ts";
export { languageOfPath } from "./language/by-path.ts";
export { languageOfFile } from "./language/of-file.ts";
export { loadLanguageIdentifier } from "./node/language-identifier.ts";
export { languageIds, type LanguageId } from "./language.ts";
export type {
  CodeDetector,
  DetectOptions,
  Detection,
  DetectorScore,
  ExplainOptions,
  Explanation,
  Reason,
} from "./detection.ts";
export type { ErrorRates, MeasuredRate } from "./error-rates.ts";
export type { SourceFile } from "./source-file.ts";
export type { Verdict } from "./verdict.ts";
export { estimatePrevalence, type JudgedGroup, type PrevalenceEstimate } from "./prevalence.ts";
