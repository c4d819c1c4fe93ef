import type { CodeDetector, Detection } from "whowrote/detection";

/**
 * A detector that says what the code tells it to: `probability=0.9 rate=0.004`. Code with "nothing" makes it abstain,
 * code with "broken" makes it throw.
 */
export function loadDetector({ folder }: { readonly folder: string }): Promise<CodeDetector> {
  if (folder.endsWith("absent")) return Promise.reject(new Error(`${folder} cannot be read.`));
  return Promise.resolve({
    checkpoint: "toy",
    detect: ({ text, language }, { falsePositiveRate = 0.01 } = {}) => {
      if (text.includes("broken")) return Promise.reject(new Error("this text breaks the detector"));
      const silent = text.includes("nothing");
      const probability = silent ? null : Number(/probability=([\d.]+)/.exec(text)![1]);
      const falseAlarmRate = silent ? null : Number(/rate=([\d.]+)/.exec(text)![1]);
      const verdict =
        probability === null || falseAlarmRate === null
          ? "uncertain"
          : falseAlarmRate <= falsePositiveRate
            ? "ai"
            : probability < 0.2
              ? "human"
              : "uncertain";
      return Promise.resolve({
        language,
        verdict,
        probability,
        falseAlarmRate,
        reason: "",
        detectors: [],
        reasons: [],
        lines: text.split("\n").length,
        truncated: false,
        checkpoint: "toy",
      } satisfies Detection);
    },
    explain: () => Promise.reject(new Error("The toy detector explains nothing.")),
    errorRates: () => ({ sensitivity: { rate: 0.5, n: 10 }, falsePositive: { rate: 0.01, n: 10 } }),
    scale: () => ({ bin: "1-9", humans: 0, humanGroups: 0, ais: 0, aiFrom: null, humanTo: null, marks: [] }),
    close: () => {},
  });
}
