import type { DetectorId, ProseRequest } from "../prose.ts";

/** Detectors that gave a score: of one that abstained there is nothing to tell but its reason, which the evidence names. */
export const toldDetectors = ({ explanation }: ProseRequest): readonly DetectorId[] =>
  explanation.probability === null
    ? []
    : explanation.detectors.filter(({ score }) => score !== null).map(({ detector }) => detector);
