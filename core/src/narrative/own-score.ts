import type { DetectorScore } from "../detection.ts";
import type { NarrativeRequest } from "../narrative.ts";
import { signed } from "../words.ts";

/** What a method says by itself. */
export interface OwnScore {
  readonly sentence: string;
  readonly abstains: boolean;
}

/** Undefined where the method was not asked, or the file was not judged at all. */
export function ownScore({ explanation }: NarrativeRequest, detector: DetectorScore["detector"]): OwnScore | undefined {
  if (explanation.probability === null) return undefined;
  const found = explanation.detectors.find((one) => one.detector === detector);
  if (found === undefined) return undefined;
  const { score, abstains } = found;
  if (score === null) return { sentence: `It abstains: ${abstains ?? "no reason given"}.`, abstains: true };
  const side = score > 0 ? "AI" : "a person";
  return { sentence: `Its own score is ${signed(score)} in log-odds, which leans to ${side}.`, abstains: false };
}
