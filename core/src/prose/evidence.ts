import type { NarrativeTopic } from "../narrative.ts";
import { writeNarrative } from "../narrative/write-narrative.ts";
import type { DetectorId, ProseRequest } from "../prose.ts";

/**
 * The measured facts that prose about a detector may use, one sentence each. Nothing of the code stands in them: its author
 * could write instructions into a name.
 */
export function evidenceFor(detector: DetectorId, request: ProseRequest): readonly string[] {
  const topics: ReadonlySet<NarrativeTopic> = new Set(["code", "verdict", detector, "probability", "stability"]);
  return writeNarrative({ ...request, quotes: false })
    .filter(({ topic }) => topics.has(topic))
    .flatMap(({ sentences }) => sentences);
}
