import { expect, test } from "vitest";
import { createId } from "../../src/id.ts";
import { streamFiles } from "../../src/route/job-download.ts";
import { createEventStreams } from "../../src/route/job-events.ts";
import { describeStorages } from "../storages.ts";

describeStorages("What streams while the database goes away", (place) => {
  const openGone = async () => {
    const storage = await (await place.create()).open();
    await storage.close();
    return storage.db;
  };
  const { signal } = new AbortController();

  test("results are cut off, so that they do not look whole, and say nothing of the database", async () => {
    let cuts = 0;
    const { body } = streamFiles(await openGone(), createId(), "csv", { signal, cut: () => cuts++ });
    const read = new Response(body).text();
    await expect(read).rejects.toThrow("The results could not be read to their end.");
    expect(cuts).toBe(1);
  });

  test("events end without the last one, for the reader to ask again", async () => {
    const open = createEventStreams(await openGone());
    expect(await open(createId(), 0, signal).text()).toBe("retry: 2000\n\n");
  });
});

describeStorages("Streams of events", (place) => {
  test("are open to so many readers at a time, and one that wants no body is none", async () => {
    const { db } = await (await place.create()).open();
    const id = createId();
    const row = { id, state: "queued" as const, created_at: new Date(), files_total: 1, options: "{}" };
    await db.insertInto("jobs").values(row).execute();
    const open = createEventStreams(db, 1);
    const { signal } = new AbortController();
    open(id, 0, signal);
    const reader = (open(id, 0, signal).body as ReadableStream<Uint8Array>).getReader();
    for (const expected of ["retry: 2000", "event: progress"])
      expect(new TextDecoder().decode((await reader.read()).value)).toContain(expected);
    expect(() => open(id, 0, signal)).toThrow("Too many jobs are being watched.");
    await reader.cancel();
    expect(open(id, 0, signal).status).toBe(200);
  });
});
