import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { bundleTexts } from "../../src/job/bundle/json.ts";
import { findJob } from "../../src/job/find-jobs.ts";
import { openJobs } from "../../src/job/open-jobs.ts";
import type { Jobs } from "../../src/job.ts";
import { post } from "../../src/job/webhook/post.ts";
import { isPublicAddress } from "../../src/job/webhook/public-address.ts";
import { signWebhook } from "../../src/job/webhook/sign.ts";
import { checkWebhookUrl } from "../../src/job/webhook/webhook-url.ts";
import type { Storage } from "../../src/storage.ts";
import { describeStorages } from "../storages.ts";
import { createPlainPredictor } from "./plain-predictor.ts";

const secret = "a secret of 24 characters";

interface Received {
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** Listens on a loopback address and answers with these statuses, the last one for ever. */
async function openReceiver(...statuses: readonly number[]) {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    void (async () => {
      let body = "";
      for await (const chunk of request.setEncoding("utf8")) body += String(chunk);
      received.push({ headers: request.headers, body });
      const status = statuses[Math.min(received.length, statuses.length) - 1] ?? 200;
      response.writeHead(status, { location: "http://127.0.0.1:1/" }).end("x".repeat(100));
    })();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  servers.add(server);
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

const servers = new Set<Server>();
afterEach(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  servers.clear();
});

describeStorages("A finished job", (place) => {
  let storage: Storage;
  let jobs: Jobs;
  beforeAll(async () => {
    const database = await place.create({ WHOWROTE_WEBHOOK_PRIVATE: "1" });
    storage = await database.openKept();
    const { settings } = database;
    jobs = await openJobs(
      { settings, logger: pino({ level: "silent" }), storage, predictor: createPlainPredictor() },
      1,
    );
  });
  afterAll(async () => {
    await jobs.close();
    await storage.close();
  });

  async function untilTold(url: string, isEnough: (attempts: number, isDelivered: boolean) => boolean) {
    const { id } = await jobs.create(bundleTexts([{ path: "a.py", code: "x = 1\n" }]), {
      options: {},
      webhook: { url, secret },
    });
    for (;;) {
      const job = (await findJob(storage.db, id))!;
      if (isEnough(job.webhook?.attempts ?? 0, job.webhook?.deliveredAt !== undefined)) return job;
      await sleep(30);
    }
  }
  const secretOf = async (id: string): Promise<unknown> => {
    const row = await storage.db.selectFrom("jobs").select("webhook").where("id", "=", id).executeTakeFirstOrThrow();
    const webhook: { secret?: string } | null = row.webhook;
    return webhook?.secret;
  };

  it("is told with a signature that its receiver can check, and the secret is forgotten", async () => {
    const { received, url } = await openReceiver(204);
    const job = await untilTold(url, (_, isDelivered) => isDelivered);
    expect(received).toHaveLength(1);
    const { headers, body } = received[0]!;
    expect(JSON.parse(body)).toMatchObject({
      type: "job.done",
      data: { id: job.id, state: "done", files: { total: 1, done: 1 }, webhook: { url } },
    });
    expect(body).not.toContain(secret);
    const signed = `${headers["webhook-id"] as string}.${headers["webhook-timestamp"] as string}.${body}`;
    expect(headers["webhook-signature"]).toBe(`v1,${createHmac("sha256", secret).update(signed).digest("base64")}`);
    expect(headers["webhook-id"]).toBe(`job_${job.id}`);
    expect(await secretOf(job.id)).toBeUndefined();
  });

  it("is told again when its receiver fails, and no redirect is followed", async () => {
    const { received, url } = await openReceiver(302);
    const job = await untilTold(url, (attempts) => attempts === 1);
    expect(job.webhook).toMatchObject({ attempts: 1, error: "it answered 302" });
    expect(received).toHaveLength(1);
    expect(await secretOf(job.id)).toBe(secret);
    // The next try is due in seconds; the queue's clock is moved on.
    await storage.executeSql(
      "update pgboss.job set start_after = now() where name = 'whowrote-notices' and state = 'retry'",
    );
    while (received.length < 2) await sleep(30);
    expect(received[1]!.headers["webhook-id"]).toBe(received[0]!.headers["webhook-id"]);
  });

  it("is not told again when its receiver is gone", async () => {
    const { url } = await openReceiver(410);
    const job = await untilTold(url, (attempts) => attempts === 1);
    expect(job.webhook).toMatchObject({ error: "it answered 410" });
    expect(await secretOf(job.id)).toBeUndefined();
  });
});

describe("A webhook", () => {
  it("is signed as the example of Standard Webhooks is", () => {
    // From https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md and its libraries' tests.
    const message = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1614265330, body: '{"test": 2432232314}' };
    expect(signWebhook(message, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")["webhook-signature"]).toBe(
      "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    );
  });

  it.each([
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://10.0.0.1/",
    "http://169.254.169.254/latest/meta-data",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://0.0.0.0/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
    "http://[2002:7f00:1::]/",
    "http://localhost/",
    "http://api.localhost./",
  ])("is refused to the private %s", (url) => {
    expect(checkWebhookUrl(url, false)).toMatchObject({
      refusal: expect.stringContaining("private network") as string,
    });
    expect(checkWebhookUrl(url, true)).toBeInstanceOf(URL);
  });

  it.each(["ftp://example.org/", "file:///etc/passwd", "https://user:pass@example.org/", "example.org", ""])(
    "is refused to %j",
    (url) => {
      expect(checkWebhookUrl(url, true)).toHaveProperty("refusal");
    },
  );

  it("knows public addresses", () => {
    expect(["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111"].every(isPublicAddress)).toBe(true);
    expect(isPublicAddress("no address")).toBe(false);
  });

  it("does not call a name that leads to this machine", async () => {
    const { received, url } = await openReceiver(200);
    // What a name resolves to is only known when it is called: this one passes no earlier check.
    const named = new URL(url.replace("127.0.0.1", "localhost"));
    const call = async (allowsPrivate: boolean) =>
      post(named, { headers: {}, body: "{}", allowsPrivate, signal: AbortSignal.timeout(5000) });
    await expect(call(false)).rejects.toThrow("private network");
    expect(received).toHaveLength(0);
    await expect(call(true)).resolves.toBe(200);
  });
});
