import type { Chat } from "../llm/chat.ts";
import type { ProseEvent, ProseRequest } from "../prose.ts";
import { merge } from "./merge.ts";
import { proseNumbers } from "./prose-numbers.ts";
import { tellDetector } from "./tell-detector.ts";
import { toldDetectors } from "./told-detectors.ts";

/**
 * As `writeProse`, piece by piece: the events of all detectors as they come, those of one detector in order.
 * @throws only the signal's reason, when it fires
 */
export function streamProse(
  chat: Pick<Chat, "stream">,
  request: ProseRequest,
  { signal }: { readonly signal?: AbortSignal } = {},
): AsyncGenerator<ProseEvent, void> {
  return merge(
    toldDetectors(request).map((detector) =>
      tellDetector(
        detector,
        request,
        (messages) => chat.stream({ messages, ...proseNumbers }, { ...(signal && { signal }) }),
        signal,
      ),
    ),
  );
}
