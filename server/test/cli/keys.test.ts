import { resolve } from "node:path";
import { Readable, Writable } from "node:stream";
import { runCli } from "whowrote/cli/program";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseKeyText } from "../../src/access/key-text.ts";
import { readExpiry } from "../../src/cli/keys/expiry.ts";
import type { Storage } from "../../src/storage.ts";
import { openKeysApp, serveApp } from "../access/keys-app.ts";
import { describeStorages, type TestDatabase } from "../storages.ts";

class Sink extends Writable {
  text = "";
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Runs `whowrote keys …` as a shell would. */
async function runKeys(args: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const [stdout, stderr] = [new Sink(), new Sink()];
  const code = await runCli(["keys", ...args], {
    stdin: Readable.from([]),
    stdout,
    stderr,
    cwd: import.meta.dirname,
    variables,
    detectorModule: "",
    models: resolve("models"),
    onInterrupt: () => new AbortController().signal,
  });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

describeStorages("whowrote keys", (place) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await place.create({ API_HOST: "0.0.0.0" });
  });
  const run = async (...args: string[]) => runKeys(args, database.variables);

  // Each command opens the database anew, which takes seconds on a busy machine.
  test("a key is made, revoked, and listed as revoked", { timeout: 120_000 }, async () => {
    const made = await run(
      "create",
      "--name",
      "ci of the shop",
      "--scopes",
      "predict,read",
      "--expires",
      "90d",
      "--rate",
      "60",
    );
    expect(made.code).toBe(0);
    // The key alone stands on standard output.
    const id = parseKeyText(made.stdout.trim())?.id;
    expect(id).toBeDefined();
    expect(made.stderr).toMatch(new RegExp(`^Key ${id}, ci of the shop, may predict, read, good until 20`));

    // A whole key names its id as well as the id does.
    const revoked = await run("revoke", made.stdout.trim());
    expect(revoked).toEqual({ code: 0, stdout: `Key ${id}, ci of the shop, is revoked.\n`, stderr: "" });

    const { code, stdout } = await run("list");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ID +NAME +SCOPES +RATE +CREATED +LAST USED +STATE\n/);
    expect(stdout).toMatch(
      new RegExp(`\n${id}  ci of the shop  predict,read  60/min .* never +revoked 20\\d\\d-\\d\\d-\\d\\d\n`),
    );
  });

  test("JSON holds a key once, the list never", { timeout: 120_000 }, async () => {
    const made = await run("create", "--name", "a", "--scopes", "admin", "--format", "json");
    const { key, ...listed } = JSON.parse(made.stdout) as { readonly id: string; readonly key: string };
    expect(made.stderr).toBe("");
    expect(parseKeyText(key)?.id).toBe(listed.id);
    const list = JSON.parse((await run("list", "--format", "json")).stdout) as { readonly keys: readonly object[] };
    expect(list.keys[0]).toEqual(listed);
  });

  test("an id that is not there ends with 2 and says where the ids are", async () => {
    for (const id of ["000000000000", "nonsense", "'; drop table api_keys; --"])
      expect(await run("revoke", id)).toMatchObject({
        code: 2,
        stdout: "",
        stderr: expect.stringContaining("whowrote keys list") as string,
      });
  });

  test("while another process has the embedded database, the way over the server is named", async () => {
    const storage = await database.openKept();
    try {
      const { code, stdout, stderr } = await run("list");
      if (place.engine === "postgres") expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      else {
        expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
        expect(stderr).toContain("--server http://127.0.0.1:58000");
        expect(stderr).toContain("WHOWROTE_API_KEY");
      }
    } finally {
      await storage.close();
    }
  });

  describe("on a running server", () => {
    let storage: Storage;
    beforeAll(async () => {
      storage = await database.openKept();
    });
    beforeEach(async () => {
      await storage.db.deleteFrom("api_keys").execute();
    });
    afterAll(async () => storage.close());

    test("with an admin key it makes, lists and revokes keys as on the database", async () => {
      const { access, app } = await openKeysApp(storage, database.settings);
      const { text } = await access.keys.create({ name: "admin", scopes: ["admin"] }, "operator");
      const { url, close } = await serveApp(app, database.settings);
      const ask = async (...args: string[]) => runKeys([...args, "--server", url], { WHOWROTE_API_KEY: text });

      const made = await ask("create", "--name", "far", "--scopes", "batch", "--expires", "1h", "--rate", "7");
      const id = parseKeyText(made.stdout.trim())?.id ?? "";
      expect(made.code).toBe(0);
      const [key] = await access.keys.list();
      expect(key).toMatchObject({ id, name: "far", scopes: ["batch"], ratePerMinute: 7 });
      expect((await ask("list")).stdout).toContain(`${id}  far    batch   7/min`);
      expect(await ask("revoke", id)).toEqual({ code: 0, stdout: `Key ${id}, far, is revoked.\n`, stderr: "" });
      expect((await ask("revoke", "000000000000")).code).toBe(2);
      await close();
      await access.close();
    });

    test("without a key, with a wrong one and with one of another scope it ends with 2 and the server's words", async () => {
      const { access, app } = await openKeysApp(storage, database.settings);
      const { text } = await access.keys.create({ name: "reader", scopes: ["read"] }, "operator");
      const { url, close } = await serveApp(app, database.settings);
      const list = async (variables: Readonly<Record<string, string>>) => runKeys(["list", "--server", url], variables);
      expect(await list({})).toMatchObject({ code: 2, stderr: expect.stringContaining("(401)") as string });
      expect(await list({ WHOWROTE_API_KEY: "wrong" })).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("is not a key") as string,
      });
      expect(await list({ WHOWROTE_API_KEY: text })).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("needs a key of scope admin") as string,
      });
      await close();
      await access.close();
    });
  });
});

describe("whowrote keys without a database", () => {
  test.each([
    [["create", "--scopes", "read"], "--name: is missing"],
    [["create", "--name", "x"], "--scopes: is missing"],
    [["create", "--name", "x", "--scopes", "read,root"], "--scopes read,root: must be of predict, batch, read, admin"],
    [["create", "--name", "x", "--scopes", ""], "--scopes : must be of"],
    [["create", "--name", "", "--scopes", "read"], "--name"],
    [["create", "--name", "x", "--scopes", "read", "--expires", "soon"], "--expires soon: must be a time to come"],
    [["create", "--name", "x", "--scopes", "read", "--expires", "2020-01-01"], "--expires 2020-01-01"],
    [["create", "--name", "x", "--scopes", "read", "--rate", "0"], "--rate 0"],
    [["create", "--name", "x", "--scopes", "read", "--rate", "1e3"], "--rate 1e3: must be a whole number"],
    [["list", "--format", "yaml"], "--format yaml: must be text or json"],
    [["list", "--server", "localhost:58000"], "--server localhost:58000: must be an address such as"],
    [["list", "--server", "http://127.0.0.1:1"], "No whowrote server answers at http://127.0.0.1:1"],
    [["revoke"], "missing required argument"],
    [["rotate"], "unknown command"],
  ])("%j ends with 2 and says what is wrong", async (args, message) => {
    const { code, stdout, stderr } = await runKeys(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  test("help ends with 0 and has examples", async () => {
    const { code, stdout } = await runKeys(["--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("whowrote keys create --name ci --scopes predict,read --expires 90d --rate 60");
  });

  test.each([
    ["12h", "2030-01-01T12:00:00.000Z"],
    ["90d", "2030-04-01T00:00:00.000Z"],
    ["8w", "2030-02-26T00:00:00.000Z"],
    ["2030-12-31", "2030-12-31T23:59:59.999Z"],
    ["2030-12-31T10:00:00+02:00", "2030-12-31T08:00:00.000Z"],
  ])("--expires %s is until %s", (text, expected) => {
    expect(readExpiry(text, Date.parse("2030-01-01T00:00:00Z"))?.toISOString()).toBe(expected);
  });

  test.each([
    "0d",
    "-1d",
    "1.5d",
    "1y",
    "999999w",
    "2029-12-31",
    "2030-02-30",
    "2030-13-01",
    "9999-12-31",
    "",
    "90 d",
    "٣d",
  ])("--expires %j is none", (text) => {
    expect(readExpiry(text, Date.parse("2030-01-01T00:00:00Z"))).toBeUndefined();
  });
});
