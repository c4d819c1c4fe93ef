import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Storage } from "../../src/storage.ts";
import { describeStorages } from "../storages.ts";
import { startChild } from "./child.ts";

const recordPredictions = fileURLToPath(new URL("record-predictions.ts", import.meta.url));

async function readIds(storage: Storage): Promise<ReadonlySet<string>> {
  const rows = await storage.db.selectFrom("predictions").select("id").execute();
  return new Set(rows.map(({ id }) => id));
}

describeStorages("durability", (place) => {
  test(
    "kill -9 in the middle of 1,000 predictions loses none that was acknowledged",
    { timeout: 120_000 },
    async () => {
      const database = await place.create();
      const acknowledged: string[] = [];
      for (const moment of [40, 300]) {
        const child = startChild(recordPredictions, database.variables);
        await child.printed(moment);
        child.kill("SIGKILL");
        expect(await child.ended).toBeNull();
        acknowledged.push(...child.lines.slice(1));
      }
      const ids = await readIds(await database.open());
      expect(acknowledged.length).toBeGreaterThan(300);
      expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    },
  );

  describe.runIf(place.engine === "postgres")("of the server", () => {
    test(
      "kill -9 of PostgreSQL loses none that was acknowledged, and the open storage goes on",
      { timeout: 120_000 },
      async () => {
        const database = await place.create();
        const storage = await database.open();
        const child = startChild(recordPredictions, database.variables);
        await child.printed(300);
        await place.cluster().kill();
        expect(await child.ended).toBe(3);
        await expect(readIds(storage)).rejects.toThrow(/./);
        await place.cluster().start();
        const ids = await readIds(storage);
        expect(child.lines.slice(1).filter((id) => !ids.has(id))).toEqual([]);
      },
    );
  });
});
