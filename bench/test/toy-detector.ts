import type { CodeDetector } from "whowrote/detection";

/** A detector that takes the whole text for its probability, and breaks on "broken". */
export function loadDetector(): Promise<Pick<CodeDetector, "checkpoint" | "detect" | "close">> {
  return Promise.resolve({
    checkpoint: "toy",
    detect: ({ text, language }) => {
      if (text === "broken") return Promise.reject(new Error(text));
      return Promise.resolve({
        language,
        verdict: "uncertain",
        probability: Number(text),
        falseAlarmRate: 0.5,
        reason: "",
        detectors: [],
        reasons: [],
        lines: 1,
        truncated: false,
        checkpoint: "toy",
      });
    },
    close: () => {},
  });
}
