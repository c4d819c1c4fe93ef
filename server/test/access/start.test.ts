import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { pino } from "pino";
import { expect, test } from "vitest";
import { startServer } from "../../src/main.ts";
import { describeStorages } from "../storages.ts";

describeStorages("starting where others can reach it", (place) => {
  test("is refused while there is no key, before the port is taken", async () => {
    const other = createServer().listen(0, "0.0.0.0");
    await once(other, "listening");
    // Taken, which nobody gets to know.
    const port = String((other.address() as AddressInfo).port);
    const { settings } = await place.create({ API_HOST: "0.0.0.0", API_PORT: port, WHOWROTE_THREADS: "1" });
    await expect(startServer(settings, pino({ level: "silent" }))).rejects.toThrow(
      "API_HOST=0.0.0.0, and there is none. Make one with: whowrote keys create --name NAME --scopes admin",
    );
    other.close();
  });
});
