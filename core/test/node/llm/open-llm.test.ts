import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { measurePool } from "../../../src/llm/pool-figures.ts";
import { openLlm, type Llm } from "../../../src/node/llm/open-llm.ts";
import { sendJson, sendText, serveScript, type ScriptedServer } from "../../llm/scripted-server.ts";
import { writeTree } from "../folder-tree.ts";

const hello = { messages: [{ role: "user", text: "hello" }] } as const;

/** The first key is void, the second good. */
const serveKeys = async (): Promise<ScriptedServer> =>
  serveScript((response, { headers }) =>
    headers.authorization?.endsWith("AAAA") ? sendJson(response, 401, {}) : sendText(response, "ok"),
  );

const variablesFor = (url: string) => ({
  WHOWROTE_LLM_BASE_URL: url,
  XDG_STATE_HOME: writeTree({}),
  GROQ_API_KEY_1: "gsk_aaaaaaaaaaaaaaaaAAAA",
  GROQ_API_KEY_2: "gsk_bbbbbbbbbbbbbbbbBBBB",
});

async function askOnce(variables: Readonly<Record<string, string>>): Promise<Llm> {
  const llm = await openLlm({ variables, cwd: "/" });
  await llm.chat("rewriting").complete(hello);
  await llm.close();
  return llm;
}

describe("the language models of a process", () => {
  test("are asked with what other processes found out about the keys", async () => {
    const server = await serveKeys();
    const variables = variablesFor(server.url);
    await askOnce(variables);
    expect(server.seen).toHaveLength(2);
    const { pool } = await askOnce(variables);
    expect(server.seen).toHaveLength(3);
    expect(pool.snapshot()[0]).toMatchObject({ state: "burned", until: Infinity, counts: { requests: 0 } });
  });

  test("learn what others find out, when they write down what they have found", async () => {
    const server = await serveKeys();
    const variables = variablesFor(server.url);
    const early = await openLlm({ variables: { ...variables, GROQ_API_KEY: "gsk_ccccccccccccccccCCCC" }, cwd: "/" });
    await early.chat("rewriting").complete(hello);
    await askOnce(variables);
    await early.close();
    expect(early.pool.snapshot()[1]).toMatchObject({ masked: "gsk_…AAAA", state: "burned", counts: { requests: 0 } });
  });

  test("know which use has a key, and take another model at the same address", async () => {
    const server = await serveKeys();
    const llm = await openLlm({ variables: variablesFor(server.url), cwd: "/", flags: { llmModel: "one" } });
    expect([llm.hasKey("rewriting"), llm.hasKey("explaining")]).toEqual([true, false]);
    expect(llm.howToSetKeys("explaining")).toContain("GROQ_API_KEY_21-33");
    await llm.chat("rewriting", "another").complete(hello);
    expect(server.seen.at(-1)!.body["model"]).toBe("another");
    expect(llm.chat("rewriting").model).toBe("one");
    await llm.close();
  });

  test("tell a monitor how the pool is doing", async () => {
    const { pool } = await askOnce(variablesFor((await serveKeys()).url));
    expect(measurePool(pool)).toEqual({
      waiting: 0,
      underWay: 0,
      requests: { answered: 1, refused: 1, failed: 0 },
      keys: {
        rewriting: { free: 1, busy: 0, cooling: 0, burned: 1 },
        explaining: { free: 0, busy: 0, cooling: 0, burned: 0 },
        generating: { free: 1, busy: 0, cooling: 0, burned: 1 },
      },
    });
  });

  test("answer also where nothing can be written down", async () => {
    const server = await serveKeys();
    const folder = writeTree({ file: "no folder" });
    const { pool } = await askOnce({ ...variablesFor(server.url), XDG_STATE_HOME: join(folder, "file") });
    expect(pool.snapshot()[1]).toMatchObject({ counts: { answered: 1 } });
  });

  test("take their keys from a file beside the working folder", async () => {
    const server = await serveKeys();
    const cwd = writeTree({ "keys.txt": "gsk_ccccccccccccccccCCCC\n" });
    const llm = await openLlm({ variables: { ...variablesFor(server.url), WHOWROTE_LLM_KEYS_FILE: "keys.txt" }, cwd });
    expect(llm.pool.snapshot().map(({ masked }) => masked)).toEqual(["gsk_…CCCC"]);
    await expect(openLlm({ variables: { WHOWROTE_LLM_KEYS_FILE: "none.txt" }, cwd })).rejects.toThrow(
      "WHOWROTE_LLM_KEYS_FILE",
    );
  });
});
