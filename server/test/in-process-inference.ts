import type { CodeDetector } from "whowrote/detection";
import { loadDetector } from "whowrote/node/load-detector";
import { VersionUnknownError, type Inference } from "../src/inference.ts";

/** The real detectors, in the thread of the test: for tests that are not about threads. */
export interface InProcessInference extends Pick<Inference, "judge" | "load" | "unload" | "versions"> {
  readonly close: () => void;
}

export function openInProcessInference(): InProcessInference {
  const detectors = new Map<string, CodeDetector>();
  return {
    load: async (version, folder) => {
      detectors.set(version, await loadDetector({ folder }));
    },
    unload: async (version) => {
      detectors.get(version)?.close();
      detectors.delete(version);
      return Promise.resolve();
    },
    versions: () => [...detectors.keys()],
    judge: async ({ version, text, language = "python" }) => {
      const detector = detectors.get(version);
      if (!detector) throw new VersionUnknownError(`The model version ${version} is not loaded.`);
      const began = performance.now();
      const detection = await detector.detect({ text, language });
      return { detection, topTokens: [], elapsedMs: performance.now() - began, waitedMs: 0 };
    },
    close: () => {
      for (const detector of detectors.values()) detector.close();
      detectors.clear();
    },
  };
}
