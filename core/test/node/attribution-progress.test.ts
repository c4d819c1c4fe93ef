import { join } from "node:path";
import { expect, test } from "vitest";
import { releasedModels } from "../../src/node/checkpoint-folder.ts";
import { loadDetector } from "../../src/node/load-detector.ts";

test("while an encoder's score is shared out among tokens, it is told how far that is", async () => {
  const detector = await loadDetector({ folder: join(releasedModels, "thorough") });
  const text = Array.from({ length: 12 }, (_, at) => `value_${at} = first + ${at} * second\nprint(value_${at})\n`).join(
    "",
  );
  const told: [number, number][] = [];
  try {
    const onAttribution = (done: number, total: number): void => void told.push([done, total]);
    const { neural } = await detector.explain({ text, language: "python" }, { onAttribution });
    expect(neural!.tokens.length).toBeGreaterThan(50);
    expect(told.length).toBeGreaterThan(0);
    expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).toSorted((a, b) => a - b));
    const [done, total] = told.at(-1)!;
    expect(done).toBe(total);
    const before = told.length;
    await detector.explain({ text, language: "python" }, { onAttribution, neural: false });
    expect(told).toHaveLength(before);
  } finally {
    detector.close();
  }
});
