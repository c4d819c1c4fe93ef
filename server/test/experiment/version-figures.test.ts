import { wilson } from "whowrote/statistics/interval";
import { expect, test } from "vitest";
import { readShadowFigures, readVersionFigures } from "../../src/experiment/version-figures.ts";
import { createId } from "../../src/id.ts";
import { addFeedback } from "../../src/storage/feedback.ts";
import { insertPredictions } from "../insert-predictions.ts";
import { shareStorage } from "../shared-storage.ts";
import { describeStorages } from "../storages.ts";

const span = { from: new Date("2026-03-02T00:00:00Z"), to: new Date("2026-03-09T00:00:00Z") };
const at = new Date("2026-03-03T00:00:00Z");

describeStorages("figures of versions", (place) => {
  const empty = shareStorage(place);

  test("count requests, callers, verdicts, probabilities, latencies and disputes of the span", async () => {
    const { db } = (await empty()).storage;
    const [ai, human] = await insertPredictions(db, [
      { version: "a", verdict: "ai", probability: 0.9, at, keyId: "k1", latencyMs: 1 },
      { version: "a", verdict: "human", probability: 0.1, at, keyId: "k1", latencyMs: 2 },
      { version: "a", verdict: "uncertain", probability: null, at, keyId: "k2", latencyMs: 3 },
      { version: "a", verdict: "uncertain", probability: 0.5, at, latencyMs: 4 },
      { version: "a", verdict: "ai", probability: 0.9, at: span.to },
      { version: "other", verdict: "ai", probability: 0.9, at },
    ]);
    for (const [predictionId, says] of [
      [ai!, "human"],
      // A dispute counts once, however often it is said.
      [ai!, "human"],
      [ai!, "unsure"],
      // Agreement is no dispute.
      [human!, "human"],
    ] as const)
      await addFeedback(db, { predictionId, says, note: "" });
    const [figures, none] = await readVersionFigures(db, ["a", "never-asked"], span);
    expect(figures).toMatchObject({
      version: "a",
      requests: 4,
      callers: 3,
      verdicts: { human: wilson(1, 4), ai: wilson(1, 4), uncertain: wilson(2, 4) },
      latency: { median: 2.5 },
      disputed: wilson(1, 2),
      feedback: 4,
    });
    // Of .9, .1 and .5: mean .5, deviation .4, and .5 +- 1.96 x .4 / sqrt(3) reaches beyond .0474 and .9526.
    expect(figures!.probability!.value).toBeCloseTo(0.5, 12);
    expect(figures!.probability!.deviation).toBeCloseTo(0.4, 12);
    expect(figures!.probability!.low).toBeCloseTo(0.0474, 4);
    expect(figures!.probability!.n).toBe(3);
    expect(none).toMatchObject({ requests: 0, probability: null, latency: null, feedback: 0 });
  });

  test("count how often a shadow version disagrees", async () => {
    const { db } = (await empty()).storage;
    const ids = await insertPredictions(
      db,
      Array.from({ length: 3 }, () => ({ version: "a", verdict: "ai", probability: 0.9, at }) as const),
    );
    await db
      .insertInto("shadow_judgements")
      .values(
        ids.map((prediction_id, index) => ({
          id: createId(),
          created_at: at,
          prediction_id,
          shown_version: "a",
          shown_verdict: "ai" as const,
          shown_probability: 0.9,
          version: "b",
          verdict: index === 0 ? ("uncertain" as const) : ("ai" as const),
          probability: 0.6,
          elapsed_ms: 1,
        })),
      )
      .execute();
    const [pair, ...rest] = await readShadowFigures(db, ["b"], span);
    expect(rest).toEqual([]);
    expect(pair).toMatchObject({ shown: "a", shadow: "b", disagreement: wilson(1, 3) });
    expect(pair!.distance).toBeCloseTo(0.3, 12);
  });
});
