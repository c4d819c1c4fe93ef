import type { DetectorId, ProseRequest } from "../prose.ts";

/** Detectors that gave a score: of one that abstained there is nothing to tell but its reason, which the evidence names. */
export function toldDetectors({ explanation, rewriting }: ProseRequest): readonly DetectorId[] {
  if (explanation.probability === null) return [];
  const scored = explanation.detectors.filter(({ score }) => score !== null).map(({ detector }) => detector);
  return (rewriting?.score ?? null) === null ? scored : [...scored, "rewriting"];
}
