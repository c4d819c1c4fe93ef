import { join } from "node:path";
import { expect, test } from "vitest";
import { releasedModels } from "whowrote/node/checkpoint-folder";
import { loadDetector } from "whowrote/node/load-detector";
import { judgeCode } from "../../src/inference/judge-code.ts";

const text = `def mean_of(values):
    total = 0
    for value in values:
        total += value
    if len(values) == 0:
        return None
    return total / len(values)
`;

test("a neural network's vote counts, and its score is shared out among tokens only where that is wanted", async () => {
  const detector = await loadDetector({ folder: join(releasedModels, "thorough") });
  try {
    const ask = async (tokenAttribution?: boolean) =>
      judgeCode({ text, language: "python", detail: "explanation", tokenAttribution }, [], detector, () => undefined);
    const without = await ask(false);
    const whole = await ask();
    expect(without.explanation!.neural).toBeUndefined();
    expect(whole.explanation!.neural!.tokens.length).toBeGreaterThan(10);
    const { neural: _, ...rest } = whole.explanation!;
    expect(without.explanation).toEqual(rest);
    const vote = without.detection.detectors.find(({ detector: name }) => name === "neural");
    expect(vote!.score).not.toBeNull();
  } finally {
    detector.close();
  }
});
