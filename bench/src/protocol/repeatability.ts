import { isDeepStrictEqual } from "node:util";
import { createRandom, drawInOrder } from "whowrote/random";
import { wilson } from "whowrote/statistics/interval";
import type { Protocol } from "../protocol.ts";

const drawnRows = 300;

/** P13, the part that needs the benchmark's rows: the same text gives the same answer. */
export const p13: Protocol = {
  title: "P13: the same input twice",
  measure: async (rows, scorer) => {
    const drawn = drawInOrder(rows, drawnRows, createRandom(13));
    const first = await scorer.scoreAgain(drawn, 2);
    const second = (await scorer.scoreAgain(drawn.toReversed(), 1)).toReversed();
    const equal = first.filter((score, at) => isDeepStrictEqual(score, second[at])).length;
    const broken = first.filter(({ error }) => error !== undefined).length;
    return [
      {
        caption: "Repeated",
        notes: ["Scored in two threads, then in one thread in the reverse order, without a cache."],
        rows: [{ rows: drawn.length, equal: wilson(equal, drawn.length), broken }],
      },
    ];
  },
};
