import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { llmKeysCommand } from "../../src/cli/llm-keys.ts";
import { openLlm } from "../../src/node/llm/open-llm.ts";
import { sendJson, sendText, serveScript } from "../llm/scripted-server.ts";
import { writeTree } from "../node/folder-tree.ts";

/** What the command writes; the first key has been refused, the second has answered. */
async function used(): Promise<(...args: readonly string[]) => Promise<string>> {
  const server = await serveScript((response, { headers }) =>
    headers.authorization?.endsWith("AAAA") ? sendJson(response, 401, {}) : sendText(response, "ok"),
  );
  const variables = {
    WHOWROTE_LLM_BASE_URL: server.url,
    XDG_STATE_HOME: writeTree({}),
    GROQ_API_KEY_1: "gsk_aaaaaaaaaaaaaaaaAAAA",
    GROQ_API_KEY_2: "gsk_bbbbbbbbbbbbbbbbBBBB",
    GROQ_API_KEY_21: "short",
  };
  const llm = await openLlm({ variables, cwd: "/" });
  await llm.chat("rewriting").complete({ messages: [{ role: "user", text: "hello" }] });
  await llm.close();
  return async (...args) => {
    let text = "";
    const stdout = new Writable({
      write: (piece: Buffer, _, done) => {
        text += piece.toString();
        done();
      },
    });
    await llmKeysCommand({ stdout, variables, cwd: "/" }).parseAsync(args, { from: "user" });
    return text;
  };
}

describe("whowrote keys llm", () => {
  test("shows each key masked, with its use, state and counts", async () => {
    const text = await (await used())();
    const rows = text.split("\n").map((line) => line.split(/ {2,}/));
    expect(rows[1]).toEqual(["KEY", "FOR", "STATE", "UNTIL", "SENT", "ANSWERED", "REFUSED", "FAILED", "WHY"]);
    expect(rows.slice(2, 5)).toEqual([
      [
        "GROQ_API_KEY_1",
        "gsk_…AAAA",
        "rewriting,generating",
        "burned",
        "for good",
        "1",
        "0",
        "1",
        "0",
        "the provider does not know this key (401)",
      ],
      ["GROQ_API_KEY_2", "gsk_…BBBB", "rewriting,generating", "free", "1", "1", "0", "0"],
      ["GROQ_API_KEY_21", "…", "explaining,generating", "free", "0", "0", "0", "0"],
    ]);
    expect(text).not.toMatch(/aaaa|bbbb|short/);
  });

  test("gives the same as JSON", async () => {
    const text = await (await used())("--json");
    expect(JSON.parse(text)).toMatchObject({
      where: expect.stringMatching(/^Groq at 127\.0\.0\.1:\d+$/) as string,
      keys: [
        {
          name: "GROQ_API_KEY_1",
          key: "gsk_…AAAA",
          uses: ["rewriting", "generating"],
          state: "burned",
          until: "ever",
          refused: 1,
        },
        { state: "free", until: null, answered: 1 },
        { key: "…" },
      ],
      notices: [],
    });
    expect(text).not.toMatch(/aaaa|bbbb|short/);
  });

  test("with --forget tries burned keys anew, and keeps the counts", async () => {
    const run = await used();
    expect(JSON.parse(await run("--forget", "--json"))).toMatchObject({
      keys: [{ state: "free", refused: 1 }, {}, {}],
    });
  });
});
